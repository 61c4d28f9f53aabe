"""Write an application: saved as it is typed, what is missing always in sight, links, signatures, deposit."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from observatoire import candidatures
from observatoire.appels import Appel, lire_termes
from observatoire.candidatures import Candidature, ContenuCandidature
from observatoire.clock import maintenant
from observatoire.comptes import Personne
from observatoire.errors import ErreurObservatoire, Invalide
from observatoire.store import lire
from observatoire.web.appels.mots import instant
from observatoire.web.candidatures import formulaire, mots, saisie
from observatoire.web.candidatures.saisie import cle
from observatoire.web.composants import message_attention, message_erreur, message_reussite
from observatoire.web.fragments import echapper

_MEMOIRE, _DIT, _LIENS = cle("memoire"), cle("dit"), cle("liens")


@dataclass
class Memoire:
    """What this screen knows of the application it shows: one record, changed in place."""

    id: str
    version: int
    contenu: ContenuCandidature
    tout_dire: bool = False
    perdu: str = ""
    """Why the last save failed."""


def tape(champ: str) -> str:
    """Return what a field holds when a gesture runs: later than when its button was drawn."""
    return str(st.session_state.get(cle(champ)) or "")


def dire_le_resultat() -> None:
    """Say the result of the last gesture."""
    if dit := st.session_state.pop(_DIT, ""):
        (message_erreur if dit.startswith("!") else message_reussite)(dit.removeprefix("!"))


def commencer(personne: Personne, appel_id: str) -> None:
    """Begin an application and open it by its secret link."""
    try:
        _, jeton = candidatures.commencer(personne, appel_id)
        st.query_params.from_dict({"jeton": jeton})
    except ErreurObservatoire as erreur:
        st.session_state[_DIT] = f"!{erreur}"


def offrir_de_retirer(personne: Personne, lue: Candidature, jeton: str) -> None:
    """Offer to withdraw an application that was deposited and is not decided."""
    if lue.etat in ("deposee", "en_relecture"):
        st.button(
            "Retirer cette candidature",
            type="tertiary",
            key=cle("retirer_deposee"),
            on_click=partial(agir, "La candidature est retirée.", partial(candidatures.retirer, personne, lue.id, lue.version, jeton=jeton)),
        )  # fmt: skip


def ecrire(personne: Personne, lue: Candidature, appel: Appel, jeton: str) -> None:
    """Draw the form beside what is missing; what changed is saved first, at each run."""
    memoire = _ouvrir(lue)
    lue = _garder(personne, memoire, lue, jeton)
    with lire() as cur:
        manques = candidatures.manques(cur, lue, appel)
    st.title(lue.contenu.titre or "Votre candidature", anchor=False)
    st.html(
        f'<p class="echeance">{echapper(_dates(lue, appel))} <a href="/appels/{appel.id}" target="_blank">Relire l’appel</a></p>'
    )
    if lue.complement:
        message_attention(f"Le financeur demande\u00a0: {lue.complement}")
    gauche, droite = st.columns([7, 4], gap="large")
    with gauche:
        dire_le_resultat()
        if jeton:
            st.markdown("Gardez ce lien secret\u00a0: il rouvre votre candidature, brouillon compris.")
            st.code(candidatures.adresse(jeton), language=None, wrap_lines=True)
        formulaire.dessiner(manques, tout_dire=memoire.tout_dire)
    with droite, st.container(key=cle("cote_du_formulaire")):
        _reste(manques, memoire)
        _signatures(personne, lue, jeton)
        st.button(
            "Déposer la candidature",
            type="primary",
            icon=":material/send:",
            key=cle("deposer"),
            on_click=partial(_deposer, personne, jeton),
        )
        st.button(
            "Retirer cette candidature",
            type="tertiary",
            key=cle("retirer"),
            on_click=partial(_retirer, personne, jeton),
        )
        st.html(mots.alliance(lue, lire_termes(appel.contenu)))


def _dates(lue: Candidature, appel: Appel) -> str:
    if lue.complement_avant:
        return f"Complément attendu jusqu’au {instant(lue.complement_avant)}."
    if vague := appel.vague(maintenant()):
        return f"À déposer avant le {instant(vague.ferme_a)}, heure de Paris."
    return candidatures.retard(lue, appel, maintenant()) or ""


def _ouvrir(lue: Candidature) -> Memoire:
    memoire: Memoire | None = st.session_state.get(_MEMOIRE)
    if memoire is None or memoire.id != lue.id or not saisie.semee():
        saisie.semer(lue.contenu)
        memoire = Memoire(lue.id, lue.version, saisie.contenu())
        st.session_state[_MEMOIRE] = memoire
    return memoire


def _garder(personne: Personne, memoire: Memoire, lue: Candidature, jeton: str) -> Candidature:
    contenu = saisie.contenu()
    if contenu == memoire.contenu:
        return lue
    try:
        garde = candidatures.enregistrer(personne, memoire.id, memoire.version, contenu, jeton=jeton)
    except ErreurObservatoire as erreur:
        memoire.perdu = str(erreur)
        message_erreur(f"{erreur} Votre texte reste affiché\u00a0: ne fermez pas cette page.")
        return lue
    memoire.version, memoire.contenu, memoire.perdu = garde.version, contenu, ""
    return garde


def _reste(manques: dict[str, str], memoire: Memoire) -> None:
    noms = list(dict.fromkeys(formulaire.NOMS[champ.split(".")[0]] for champ in manques))
    precises = [p for c, p in manques.items() if c.startswith(("alliance", "budget", "signatures"))]
    liste = "".join(f"<li>{echapper(nom)}</li>" for nom in noms)
    dits = "".join(f"<p>{echapper(p)}</p>" for p in precises)
    titre = "Il reste" if noms else "Tout y est\u00a0: vous pouvez déposer"
    etat = (
        "La dernière modification n’est pas enregistrée."
        if memoire.perdu
        else "Enregistré au fur et à mesure\u00a0: seuls vos partenaires le lisent."
    )
    st.html(
        f'<section class="reste{"" if noms else " pret"}" aria-live="polite"><h2>{titre}</h2><ul>{liste}</ul>{dits}<p>{etat}</p></section>'
    )


def _signatures(personne: Personne, lue: Candidature, jeton: str) -> None:
    st.subheader("Signatures", anchor=False)
    liens: dict[str, str] = st.session_state.setdefault(_LIENS, {})
    for rang, m in enumerate(lue.contenu.membres):
        nom = m.nom.strip() or f"Partenaire {rang + 1}"
        with st.container(border=True, key=cle(f"signature_{m.cle}")):
            st.html(f"<p><b>{echapper(nom)}</b><br><small>{mots.etat_de(lue, m.cle)}</small></p>")
            mot = next((s.mot for s in lue.signatures if s.cle == m.cle and s.etat == "a_revoir"), None)
            if mot:
                message_attention(mot)
            if rang == 0:
                st.button(
                    f"Signer pour {nom}",
                    key=cle("signer"),
                    disabled=lue.signe_par(m.cle),
                    on_click=partial(agir, "C’est signé.", partial(candidatures.signer, personne, lue.id, lue.contenu.empreinte, jeton=jeton)),
                )  # fmt: skip
                continue
            st.text_input(
                "Son adresse électronique (facultatif)", key=cle(f"courriel_{m.cle}"), autocomplete="off"
            )
            st.button(
                "Créer son lien",
                key=cle(f"inviter_{m.cle}"),
                icon=":material/link:",
                on_click=partial(_inviter, personne, lue.id, m.cle, jeton),
            )
            if lien := liens.get(m.cle):
                st.code(lien, language=None, wrap_lines=True)


def _inviter(personne: Personne, identifiant: str, membre: str, jeton: str) -> None:
    courriel = tape(f"courriel_{membre}").strip()
    try:
        nouveau = candidatures.inviter(personne, identifiant, membre, courriel=courriel, jeton=jeton)
    except Invalide as refus:
        st.session_state[_DIT] = "!" + " ".join(refus.champs.values())
    except ErreurObservatoire as erreur:
        st.session_state[_DIT] = f"!{erreur}"
    else:
        st.session_state[_LIENS][membre] = candidatures.adresse(nouveau)
        st.session_state[_DIT] = (
            "Le lien part par courriel\u00a0; vous pouvez aussi le transmettre." if courriel else "Le lien est créé\u00a0: transmettez-le à ce partenaire."
        )  # fmt: skip


def agir(dit: str, geste: Callable[[], Candidature]) -> None:
    """Do it and say it, or say why not."""
    try:
        geste()
        st.session_state[_DIT] = dit
    except Invalide as refus:
        st.session_state[_DIT] = "!" + " ".join(refus.champs.values())
    except ErreurObservatoire as erreur:
        st.session_state[_DIT] = f"!{erreur}"


def _deposer(personne: Personne, jeton: str) -> None:
    memoire: Memoire = st.session_state[_MEMOIRE]
    try:
        with lire() as cur:
            lue = candidatures.obtenir(cur, personne, memoire.id, jeton=jeton)[0]
        _garder(personne, memoire, lue, jeton)
        if memoire.perdu:
            return
        candidatures.deposer(personne, memoire.id, memoire.version, jeton=jeton)
        st.session_state.pop(_MEMOIRE)
        st.session_state[_DIT] = "La candidature est déposée. Gardez le reçu ci-dessous."
    except Invalide:
        memoire.tout_dire = True
        st.session_state[_DIT] = "!Rien n’est déposé\u00a0: il reste des points à compléter ou à signer."
    except ErreurObservatoire as erreur:
        st.session_state[_DIT] = f"!{erreur}"


def _retirer(personne: Personne, jeton: str) -> None:
    memoire: Memoire = st.session_state[_MEMOIRE]
    agir(
        "La candidature est retirée.",
        partial(candidatures.retirer, personne, memoire.id, memoire.version, jeton=jeton),
    )
