"""The two search boxes: words, and a territory found while typing."""

import streamlit as st

from observatoire.pratiques import Recherche
from observatoire.store import lire
from observatoire.territoires import NIVEAUX, rechercher
from observatoire.web.explorateur import etat

PROPOSES = 7


def dessiner(r: Recherche) -> None:
    """Draw both boxes side by side."""
    mots, lieu = st.columns([3, 2], gap="small", vertical_alignment="top")
    with mots:
        _mots(r)
    with lieu:
        _territoire()


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


def _territoire() -> None:
    saisie = st.text_input(
        "Aller à un territoire",
        key="lieu",
        type="search",
        icon=":material/place:",
        live="250ms",
        autocomplete="off",
        label_visibility="collapsed",
        placeholder="Commune, département, région, code postal…",
    )
    saisie = (saisie or "").strip()[:80]
    if len(saisie) < 2:
        return
    with lire() as cur:
        trouves = rechercher(cur, saisie, None, PROPOSES)
    if not trouves:
        st.caption(
            f"Rien ne correspond à «\u00a0{saisie}\u00a0». Vérifiez l’orthographe, ou tapez le code postal."
        )
    with st.container(horizontal=True, gap="xxsmall", key="territoires-proposes"):
        for territoire in trouves:
            precision = f" · {NIVEAUX['epci'].lower()}" if territoire.niveau == "epci" else ""
            st.button(
                f"{territoire.libelle_trouve}{precision}",
                key=f"aller-{territoire.id}",
                on_click=_aller,
                args=(territoire.id,),
            )


def _aller(identifiant: str) -> None:
    st.session_state["lieu"] = ""
    etat.changer(territoire=identifiant, portee="")
