"""On the follow-up of a published sheet: say that it is still true, choose when to be asked."""

from functools import partial

import streamlit as st

from observatoire import fraicheur
from observatoire.comptes import Personne
from observatoire.contributions import Contribution
from observatoire.errors import ErreurObservatoire
from observatoire.fraicheur import Suivi
from observatoire.store import lire
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web.champs import note
from observatoire.web.composants import message_erreur
from observatoire.web.formats import date_fr

ERREUR = "fraicheur_erreur"
CLE, COURRIEL = "fraicheur_frequence", "fraicheur_courriel"


def garder_a_jour(personne: Personne, lue: Contribution, jeton: str) -> None:
    """Offer both to the author of a published sheet; nothing to anybody else."""
    with lire() as cur:
        suivi = fraicheur.suivre(cur, personne, lue.id, jeton=jeton)
    if suivi is None:
        return
    st.header("Garder la fiche à jour", anchor=False)
    note(_etat(suivi))
    if erreur := st.session_state.pop(ERREUR, ""):
        message_erreur(erreur)
    st.button(
        "Toujours en activité",
        key="reconfirmer",
        icon=":material/check:",
        on_click=partial(_essayer, partial(fraicheur.reconfirmer, personne, lue.id, jeton=jeton)),
    )
    codes = [v.code for v in vocabulaire("frequence_rappel").proposees]
    st.selectbox(
        "Me demander des nouvelles",
        codes,
        index=codes.index(suivi.frequence),
        format_func=partial(libelle, "frequence_rappel"),
        key=CLE,
        on_change=partial(_choisir, personne, lue.id, jeton),
    )
    if suivi.rappel_le and not suivi.courriel:
        st.text_input(
            "Votre courriel, pour les rappels (facultatif)",
            key=COURRIEL,
            autocomplete="email",
            help="Il n’est jamais publié, et sert à ces rappels.",
            on_change=partial(_choisir, personne, lue.id, jeton),
        )
    if suivi.rappel_le:
        ou = "par courriel" if suivi.courriel else "sur cette page, faute de courriel"
        note(f"Prochain rappel le {date_fr(suivi.rappel_le)}, {ou}.")


def _etat(suivi: Suivi) -> str:
    dit = f"Confirmée le {date_fr(suivi.confirmee_le)}." if suivi.confirmee_le else "Pas encore confirmée."
    return f"{dit} Sans nouvelles pendant vingt-quatre mois, elle dit aux lecteurs qu’elle est à confirmer."


def _choisir(personne: Personne, contribution_id: str, jeton: str) -> None:
    frequence, courriel = st.session_state[CLE], st.session_state.get(COURRIEL, "").strip()
    _essayer(partial(fraicheur.choisir, personne, contribution_id, frequence, courriel=courriel, jeton=jeton))


def _essayer(verbe: partial[None]) -> None:
    try:
        verbe()
    except ErreurObservatoire as erreur:
        st.session_state[ERREUR] = str(erreur)
