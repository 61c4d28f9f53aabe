"""How a call is said: dates, money, places, the clause. Pure functions on what was read."""

from collections.abc import Mapping
from datetime import datetime

from observatoire.alliance.model import BESOINS, CONFIRMES, TEMPS_DE_LIEN
from observatoire.appels import (
    CLAUSES,
    EXPLICATIONS,
    PHASES,
    Appel,
    ContenuAppel,
    Recommandation,
    Termes,
    Vague,
    ecrire_montant,
    lire_termes,
)
from observatoire.clock import a_paris
from observatoire.web import zones_mots
from observatoire.web.formats import INSECABLE, date_fr, enumeration
from observatoire.web.fragments import badge, echapper

EXIGENCES = {
    BESOINS: "Besoins définis ensemble",
    CONFIRMES: "Place confirmée par chaque côté",
    TEMPS_DE_LIEN: "Temps de lien dans le budget",
}
"""What a call may require beside the verdict."""


def adresse(identifiant: str) -> str:
    """Return the path of the document."""
    return f"/appels/{identifiant}"


def instant(valeur: datetime) -> str:
    """Return an instant in Paris: « 31 mars 2026 à 12 h »; minutes only where there are some."""
    local = a_paris(valeur)
    minutes = f"{INSECABLE}{local:%M}" if local.minute else ""
    return f"{date_fr(valeur)} à {local.hour}{INSECABLE}h{minutes}"


def echeance(lu: Appel, a: datetime) -> str:
    """Return what matters of its dates now."""
    if vague := lu.vague(a):
        return f"Jusqu’au {instant(vague.ferme_a)}"
    if vague := lu.prochaine(a):
        return f"Ouvre le {date_fr(vague.ouvre_a)}"
    return f"Clos le {date_fr(lu.clos_a or max(v.ferme_a for v in lu.vagues))}"


def vague_dite(v: Vague) -> str:
    """Return the dates of a round, the hour in Paris."""
    return f"Du {date_fr(v.ouvre_a)} au {instant(v.ferme_a)}, heure de Paris"


def ou(contenu: ContenuAppel, noms: Mapping[str, str]) -> str:
    """Return the places of a call."""
    return (
        enumeration(noms.get(t, t) for t in contenu.territoires) if contenu.territoires else "Toute la France"
    )


def themes(contenu: ContenuAppel) -> str:
    """Return the themes of a call."""
    return enumeration(zones_mots.theme(t) for t in contenu.themes) if contenu.themes else "Tous les thèmes"


def argent(t: Termes) -> list[tuple[str, str]]:
    """Return the envelope and what an application may ask for: (name, amount)."""
    lignes = (("Enveloppe", t.enveloppe_eur), ("Au moins", t.plancher_eur), ("Au plus", t.plafond_eur))
    return [(nom, ecrire_montant(montant)) for nom, montant in lignes if montant is not None]


def mixite(contenu: ContenuAppel, t: Termes) -> list[str]:
    """Return what the call asks of an alliance, in sentences."""
    dites = [f"{CLAUSES[contenu.clause]}." if contenu.clause in CLAUSES else ""]
    if t.seuils.part_minimale:
        part = f"{t.seuils.part_minimale * 100:g}".replace(".", ",")
        dites.append(f"Le côté qui reçoit le moins a au moins {part}{INSECABLE}% du budget.")
    dites += [f"Exigé{INSECABLE}: {EXIGENCES[q].lower()}." for q in EXIGENCES if q in t.seuils.exigees]
    return [dite for dite in dites if dite]


def carte(lu: Appel, a: datetime, noms: Mapping[str, str], geste: str = "") -> str:
    """Return the card of a call in a list."""
    c = lu.contenu
    phase = lu.phase(a)
    montant = f" · {ecrire_montant(lire_termes(c).enveloppe_eur)}" if lu.vagues else ""
    dates = f"{echeance(lu, a)}{montant}" if lu.vagues else "Pas encore publié"
    titre = echapper(c.titre or "Sans titre pour l’instant")
    lien = geste or adresse(lu.id)
    return (
        f'<article class="appel {phase}"><p class="tete">{badge(PHASES[phase], "plein" if phase == "ouvert" else "")}'
        f"<span>{echapper(dates)}</span></p>"
        f'<h3><a href="{echapper(lien)}" target="_self">{titre}</a></h3>'
        f"<p>{echapper(c.financeur)}</p>"
        f"<p><small>{echapper(ou(c, noms))}. {echapper(themes(c))}.</small></p></article>"
    )


def recommandation(r: Recommandation) -> str:
    """Return the recommended clause, the rule that fired and what to think of it."""
    nom = CLAUSES.get(r.clause, "Données insuffisantes")
    suite = "".join(
        f"<p>{echapper(phrase)}</p>"
        for phrase in (r.regle, r.abaissee, EXPLICATIONS[r.clause], r.juriste)
        if phrase
    )
    return f'<section class="clause" aria-live="polite"><h3>Clause conseillée{INSECABLE}: {echapper(nom.lower())}</h3>{suite}</section>'
