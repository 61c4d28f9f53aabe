"""What an author sees of a contribution: its state in words, the reason given, its text, its history, the way out."""

from functools import partial

import streamlit as st

from observatoire import contributions
from observatoire.clock import aujourd_hui
from observatoire.comptes import Personne
from observatoire.contributions import Contribution
from observatoire.contributions.apercu import apercevoir
from observatoire.contributions.model import REFUSEE
from observatoire.contributions.rules import BORNES_RECOURS, reservee
from observatoire.errors import ErreurObservatoire, Invalide
from observatoire.store import lire
from observatoire.web import recueil, voix
from observatoire.web.composants import message_erreur
from observatoire.web.fragments import echapper
from observatoire.web.lecture_contribution import STATUTS, en_lignes, fiche_en_lecture, historique

APRES_RESERVE = {
    "anonyme": "Elle compte dans ce que les fins enseignent\u00a0; rien d’elle n’est montré. Merci.",
    "embargo": "Elle n’est ni montrée ni comptée avant le jour que vous avez choisi. Merci.",
}


def dire_etat(lue: Contribution) -> None:
    """Say the state, who must act, and the reason of the last decision."""
    nom, suite = STATUTS[lue.statut]
    if lue.statut == "publiee" and reservee(lue.contenu, aujourd_hui()):
        nom, suite = "Acceptée", APRES_RESERVE[lue.contenu.publication]
    titre = echapper(lue.contenu.titre or "Brouillon sans titre")
    st.html(f'<h1 class="titre-fiche">{titre}</h1>')
    raison = ""
    if lue.motif and lue.statut in ("a_corriger", "refusee", "en_recours"):
        raison = f'<p><strong>La modération vous écrit :</strong></p><blockquote class="motif">{en_lignes(lue.motif)}</blockquote>'
    st.html(
        f'<div class="etat {lue.statut}" role="status"><p class="nom">{echapper(nom)}</p><p>{echapper(suite)}</p>{raison}</div>'
    )
    if erreur := st.session_state.pop("suivi_erreur", ""):
        message_erreur(erreur)


def ouvrir_la_fiche(lue: Contribution, jeton: str) -> None:
    """Link to the draft to finish, or to the published sheet and its amendment."""
    if lue.statut == "brouillon" and jeton:
        st.page_link(
            "pages/proposer.py",
            label="Continuer ce brouillon",
            icon=":material/edit:",
            query_params={"brouillon": jeton},
        )
    with lire() as cur:
        cachee = contributions.fiche_reservee(cur, lue)
    if lue.statut == "publiee" and lue.pratique_id and not cachee:
        st.page_link(
            "pages/pratique.py",
            label="Voir la fiche publiée",
            icon=":material/description:",
            query_params={"id": lue.pratique_id},
        )
        st.page_link(
            "pages/proposer.py",
            label="Proposer une modification",
            icon=":material/edit:",
            query_params={"pratique": lue.pratique_id},
        )


def recueillir_la_voix(personne: Personne, lue: Contribution, jeton: str) -> None:
    """Offer to ask the people served and both sides, once the sheet is public."""
    if not lue.pratique_id or contributions.obstacle("recueillir_voix", personne, lue, par_lien=bool(jeton)):
        return
    st.header(voix.TITRE, anchor=False)
    recueil.recueillir(personne, lue.pratique_id, contribution_id=lue.id, jeton=jeton)


def montrer_texte_et_historique(lue: Contribution) -> None:
    """Show what was deposited and what happened since."""
    with lire() as cur:
        revisions = contributions.lister_revisions(cur, lue)
        fiche = apercevoir(cur, lue.contenu)
    if lue.statut not in ("brouillon", "a_corriger"):
        with st.expander("Relire mon texte"):
            fiche_en_lecture(fiche)
    if revisions:
        with st.expander("Ce qui s’est passé"):
            historique(revisions, {})


RECOURS = "suivi_recours"


def proposer_recours(personne: Personne, lue: Contribution, jeton: str) -> None:
    """Offer to appeal against a refusal, once; say why not when an appeal was answered."""
    if lue.statut != REFUSEE:
        return
    if obstacle := contributions.obstacle("contester", personne, lue, par_lien=bool(jeton)):
        st.html(f'<p class="aide">{echapper(obstacle)}</p>')
        return
    st.header("Faire un recours", anchor=False)
    st.markdown(
        "Si vous pensez que la modération s’est trompée, dites pourquoi. **Une autre personne** que celle qui a refusé "
        "relira votre texte et votre recours. C’est possible une seule fois."
    )
    st.text_area(
        "Pourquoi votre texte devrait être publié",
        key=RECOURS,
        height=160,
        max_chars=BORNES_RECOURS.maxi,
        persist_state="page",
    )
    if erreur := st.session_state.pop(f"{RECOURS}_erreur", ""):
        st.html(f'<p class="sous-champ erreur" role="alert">{echapper(erreur)}</p>')
    st.button(
        "Envoyer mon recours",
        type="primary",
        key="suivi_contester",
        on_click=partial(_contester, personne, lue.id, lue.version, jeton),
    )


def _contester(personne: Personne, identifiant: str, version: int, jeton: str) -> None:
    try:
        contributions.contester(
            personne, identifiant, version, st.session_state.get(RECOURS) or "", jeton=jeton
        )
    except Invalide as invalide:
        st.session_state[f"{RECOURS}_erreur"] = str(invalide)
    except ErreurObservatoire as erreur:
        st.session_state["suivi_erreur"] = str(erreur)


def reprendre_la_reservee(personne: Personne, lue: Contribution, jeton: str) -> None:
    """Offer to change or withdraw a sheet that nobody else reads."""
    if contributions.obstacle("reprendre_reservee", personne, lue, par_lien=bool(jeton)):
        return
    with lire() as cur:
        if not contributions.fiche_reservee(cur, lue):
            return
    st.header("La changer ou la retirer", anchor=False)
    st.markdown(
        "Cette fiche n’est pas publique : vous seul pouvez la reprendre, avec ce lien. Une modification est relue avant de compter, "
        "et reçoit **son propre lien secret**."
    )
    with st.container(horizontal=True):
        st.button(
            "Modifier cette fiche",
            key="suivi_reprendre",
            icon=":material/edit:",
            on_click=partial(_reprendre, personne, lue, jeton),
        )
    if brouillon := st.session_state.get(REPRISE):
        st.page_link(
            "pages/proposer.py",
            label="Écrire la modification",
            icon=":material/arrow_forward:",
            query_params={"brouillon": brouillon},
        )
    with st.expander("Retirer cette fiche"):
        st.markdown("Elle ne comptera plus dans aucun chiffre, et ne sera jamais montrée. C’est définitif.")
        st.button(
            "Oui, la retirer",
            key="suivi_retirer_reservee",
            on_click=partial(_retirer_reservee, personne, lue, jeton),
        )


REPRISE = "suivi_reprise"


def _reprendre(personne: Personne, lue: Contribution, jeton: str) -> None:
    try:
        _, st.session_state[REPRISE] = contributions.reprendre(personne, lue.id, lue.version, jeton=jeton)
    except ErreurObservatoire as erreur:
        st.session_state["suivi_erreur"] = str(erreur)


def _retirer_reservee(personne: Personne, lue: Contribution, jeton: str) -> None:
    try:
        contributions.retirer_reservee(personne, lue.id, lue.version, jeton=jeton)
    except ErreurObservatoire as erreur:
        st.session_state["suivi_erreur"] = str(erreur)


def proposer_retrait(personne: Personne, lue: Contribution, jeton: str) -> None:
    """Offer to withdraw, in two steps."""
    if contributions.obstacle("retirer", personne, lue, par_lien=bool(jeton)):
        return
    with st.expander("Retirer cette contribution"):
        st.markdown(
            "La fiche disparaîtra de la carte, de la recherche et des données ouvertes."
            if lue.statut == "publiee"
            else "Elle ne sera ni lue ni publiée. C’est définitif, mais vous pourrez en déposer une autre."
        )
        st.button(
            "Oui, la retirer",
            key="suivi_retirer",
            on_click=partial(_retirer, personne, lue.id, lue.version, jeton),
        )


def _retirer(personne: Personne, identifiant: str, version: int, jeton: str) -> None:
    try:
        contributions.retirer(personne, identifiant, version, jeton=jeton)
    except ErreurObservatoire as erreur:
        st.session_state["suivi_erreur"] = str(erreur)
