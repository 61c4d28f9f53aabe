"""The two search boxes: words, and a territory found while typing."""

import streamlit as st

from observatoire.pratiques import Recherche
from observatoire.web import champ_territoire
from observatoire.web.explorateur import etat


def dessiner(r: Recherche) -> None:
    """Draw both boxes side by side."""
    mots, lieu = st.columns([3, 2], gap="small", vertical_alignment="top")
    with mots:
        _mots(r)
    with lieu:
        champ_territoire.dessiner(_aller)


def _mots(r: Recherche) -> None:
    st.session_state["mots"] = r.q
    st.text_input(
        "Chercher dans les pratiques",
        key="mots",
        type="search",
        icon=":material/search:",
        label_visibility="collapsed",
        placeholder="Un mot, une structure, une idée\u00a0: colocation, PTCE, alimentation…",
        on_change=etat.suivre,
        args=("mots", "q"),
    )


def _aller(identifiant: str) -> None:
    etat.changer(territoire=identifiant, portee="")
