"""An application as it is read: its text, its partners, its budget, the mixity check and the asymmetry meter. Pure functions."""

from collections.abc import Mapping

from observatoire.alliance import AXES, Dossier, mesurer
from observatoire.appels import Termes, ecrire_montant, lire_montant
from observatoire.candidatures import (
    ETATS,
    Budget,
    Candidature,
    ContenuCandidature,
    Recu,
    dossier_de,
    lire_budget,
    mixite,
)
from observatoire.clock import a_paris
from observatoire.vocabulaires import libelle
from observatoire.web import verification
from observatoire.web.formats import FINE, INSECABLE, date_fr, enumeration, pourcentage
from observatoire.web.fragments import badge, echapper

OUI_NON = {"oui": "Oui", "non": "Non", "": "Pas dit"}


def adresse(identifiant: str) -> str:
    """Return the path that an account opens an application at."""
    return f"/appels?candidature={identifiant}"


def budget(contenu: ContenuCandidature) -> Budget | None:
    """Return the budget, None while an amount cannot be read."""
    try:
        return lire_budget(contenu)
    except ValueError:
        return None


def corps(lue: Candidature, termes: Termes, noms: Mapping[str, str]) -> str:
    """Return the whole of an application, for who signs it and who receives it."""
    c = lue.contenu
    lieux = enumeration(noms.get(t, t) for t in c.territoires)
    pratique = (
        f'<p><a href="/pratique?id={echapper(c.pratique_id)}" target="_blank">La pratique dont elle part</a></p>'
        if c.pratique_id
        else ""
    )
    diagnostic = (
        f'<p><a href="/diagnostic/{echapper(c.diagnostic_id)}" target="_blank">Le diagnostic partagé sur lequel elle repose</a></p>'
        if c.diagnostic_id
        else ""
    )
    return (
        f'<p class="texte">{echapper(c.resume)}</p><p><small>{echapper(lieux)}</small></p>{pratique}'
        f'<h2>Les besoins</h2><p class="texte">{echapper(c.besoins)}</p>'
        f"<p>Définis ensemble{INSECABLE}: {OUI_NON[c.besoins_ensemble].lower()}.</p>{diagnostic}"
        f"<h2>Les partenaires</h2>{partenaires(lue)}"
        f"<h2>Le budget</h2>{tableau(c)}"
        f"{alliance(lue, termes, niveau=2)}"
    )


def partenaires(lue: Candidature) -> str:
    """Return the partners, what each does and whether it signed what is written."""
    lu = budget(lue.contenu)
    lignes = "".join(
        f"<li><b>{echapper(m.nom or 'Sans nom')}</b> <small>{echapper(_cote_et_role(m.cote, m.role))}"
        f"{f' · {pourcentage(lu.part(m.cle))} du budget' if lu else ''} · {etat_de(lue, m.cle)}</small>"
        f'<br><span class="texte">{echapper(m.apport)}</span></li>'
        for m in lue.contenu.membres
    )
    return f'<ul class="membres">{lignes}</ul>'


def _cote_et_role(cote: str, role: str) -> str:
    return " · ".join(libelle(nom, code) for nom, code in (("cote", cote), ("role", role)) if code)


def etat_de(lue: Candidature, cle: str) -> str:
    """Return where one partner stands, in words."""
    if lue.signe_par(cle):
        return "✓ a signé"
    s = next((s for s in lue.signatures if s.cle == cle), None)
    if s is None:
        premier = bool(lue.contenu.membres) and lue.contenu.membres[0].cle == cle
        return "n’a pas encore signé" if premier else "n’a pas encore de lien"
    if s.etat == "signe":
        return "avait signé, le texte a changé depuis"
    if s.etat == "a_revoir":
        return "demande un changement"
    return "n’a pas encore répondu" if s.invite else "n’a pas encore signé"


def tableau(c: ContenuCandidature) -> str:
    """Return the budget as one table: expenses, then resources, then what it makes."""
    noms = {m.cle: m.nom for m in c.membres}
    postes = "".join(
        f'<tr><th scope="row">{echapper(p.intitule)}{" (temps de lien)" if p.temps_de_lien else ""}</th>'
        f'<td>{echapper(noms.get(p.membre, ""))}</td><td class="nombre">{_montant(p.montant)}</td></tr>'
        for p in c.postes
        if not p.vide
    )
    ressources = "".join(
        f'<tr><th scope="row">{echapper(r.origine)}</th><td>Ressource</td><td class="nombre">{_montant(r.montant)}</td></tr>'
        for r in c.ressources
        if not r.vide
    )
    return (
        '<div class="defile" tabindex="0" role="region" aria-label="Budget"><table><thead><tr><th scope="col">Ligne</th>'
        '<th scope="col">Pour qui</th><th scope="col">Montant</th></tr></thead><tbody>'
        f'{postes}<tr><th scope="row">Demandé à cet appel</th><td>Ressource</td><td class="nombre">{_montant(c.demande)}</td></tr>'
        f"{ressources}</tbody></table></div>{resume_du_budget(c)}"
    )


def _montant(tape: str) -> str:
    """Return an amount as everybody writes it; as it was typed while it cannot be read."""
    try:
        return ecrire_montant(lire_montant(tape))
    except ValueError:
        return echapper(tape)


def resume_du_budget(c: ContenuCandidature) -> str:
    """Return what the budget makes, in one line for each figure."""
    lu = budget(c)
    if lu is None:
        return "<p>Un montant manque ou n’est pas reconnu.</p>"
    equilibre = {
        True: "Le budget est équilibré.",
        False: f"Il manque {ecrire_montant(-lu.ecart)} de ressources."
        if lu.ecart < 0
        else f"Les ressources dépassent de {ecrire_montant(lu.ecart)}.",
    }[lu.ecart == 0]
    lien = pourcentage(float(lu.temps_de_lien / lu.charges)) if lu.charges else "0"
    return (
        f"<p>Dépenses{INSECABLE}: {ecrire_montant(lu.charges)}. {equilibre} "
        f"Temps de lien{INSECABLE}: {ecrire_montant(lu.temps_de_lien)} ({lien}).</p>"
    )


def alliance(lue: Candidature, termes: Termes, niveau: int = 3) -> str:
    """Return the mixity check and the meter of an application."""
    signataires = [m.cle for m in lue.contenu.membres if lue.signe_par(m.cle)]
    verifiee = mixite(lue.contenu, termes, signataires)
    return (
        f"<h{niveau}>Est-ce une alliance équilibrée{FINE}? {echapper(verification.VERDICTS[verifiee.verdict].capitalize())}</h{niveau}>"
        f'<div class="verification">{verification.liste(verifiee)}</div><h{niveau}>Qui tient quoi</h{niveau}>{balance(dossier_de(lue.contenu, signataires))}'
    )


def balance(dossier: Dossier) -> str:
    """Return the asymmetry meter: on each axis, a needle between ES and TS, and the same in words."""
    lignes = "".join(_axe(nom, mesurer(dossier)[axe]) for axe, nom in AXES.items())
    return f'<ul class="balance"><li class="bouts" aria-hidden="true"><span>▲ ES</span><span>TS ●</span></li>{lignes}</ul>'


def _axe(nom: str, penche: float | None) -> str:
    if penche is None:
        return f'<li class="inconnu"><b>{echapper(nom)}</b><span class="piste" aria-hidden="true"></span><small>Pas encore connu</small></li>'
    ts = round((1 + penche) * 50)
    dit = "Partagé également" if ts == 50 else f"{100 - ts}{INSECABLE}% ES, {ts}{INSECABLE}% TS"
    return (
        f'<li><b>{echapper(nom)}</b><span class="piste" aria-hidden="true"><i style="left:{ts}%"></i></span>'
        f"<small>{dit}</small></li>"
    )


def carte(lue: Candidature, titre_appel: str, lien: str = "") -> str:
    """Return the card of an application in a list."""
    partenaires_nommes = enumeration(m.nom for m in lue.contenu.membres if m.nom) or "Partenaires à nommer"
    montant = f" · {ecrire_montant(lue.demande_eur)}" if lue.demande_eur is not None else ""
    quand = f"Déposée le {date_fr(lue.deposee_a)}" if lue.deposee_a else f"Modifiée le {date_fr(lue.maj_a)}"
    return (
        f'<article class="appel"><p class="tete">{badge(ETATS[lue.etat], "plein" if lue.etat == "deposee" else "")}'
        f"<span>{echapper(quand)}{montant}</span></p>"
        f'<h3><a href="{echapper(lien or adresse(lue.id))}" target="_self">{echapper(lue.contenu.titre or "Candidature sans titre")}</a></h3>'
        f"<p>{echapper(partenaires_nommes)}</p><p><small>{echapper(titre_appel)}</small></p></article>"
    )


def recu(r: Recu) -> str:
    """Return the receipt of a deposit, to the second."""
    local = a_paris(r.depose_a)
    return (
        f'<section class="clause"><h2>Reçu de dépôt</h2><p>Candidature {echapper(r.candidature_id)}, déposée le {date_fr(r.depose_a)} à '
        f"{local.hour}{INSECABLE}h {local:%M}{INSECABLE}min {local:%S}{INSECABLE}s (heure de Paris).</p>"
        f"<p><small>Empreinte du texte reçu (SHA-256){INSECABLE}: <code>{r.empreinte}</code></small></p></section>"
    )
