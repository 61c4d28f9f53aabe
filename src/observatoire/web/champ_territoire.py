"""A territory found while typing: a search field, and a button for each one that it may mean."""

from collections.abc import Callable

import streamlit as st

from observatoire.store import lire
from observatoire.territoires import NIVEAUX, rechercher

PROPOSES = 7
INVITE = "Commune, département, région, code postal…"


def dessiner(
    aller: Callable[[str], None],
    *,
    cle: str = "lieu",
    invite: str = INVITE,
    titre: str = "Aller à un territoire",
    geste: str = "aller",
) -> None:
    """Draw the field; `aller(id)` is called when one is chosen, and the field is emptied.

    `geste` keeps the buttons of two fields of a page apart.
    """
    saisie = st.text_input(
        titre,
        key=cle,
        type="search",
        icon=":material/place:",
        live="250ms",
        autocomplete="off",
        label_visibility="collapsed",
        placeholder=invite,
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
    with st.container(
        horizontal=True,
        gap="xxsmall",
        key="territoires-proposes" if geste == "aller" else f"{geste}-proposes",
    ):
        for territoire in trouves:
            precision = f" · {NIVEAUX['epci'].lower()}" if territoire.niveau == "epci" else ""
            st.button(
                f"{territoire.libelle_trouve}{precision}",
                key=f"{geste}-{territoire.id}",
                on_click=_choisir,
                args=(aller, cle, territoire.id),
            )


def _choisir(aller: Callable[[str], None], cle: str, identifiant: str) -> None:
    st.session_state[cle] = ""
    aller(identifiant)
