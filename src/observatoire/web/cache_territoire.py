# ruff: noqa: ARG001 - the version is the key of every cache
"""The caches of the territory pages: the rules of cache.py, keyed on the store's version."""

import streamlit as st

from observatoire import indicateurs, territoires
from observatoire.analyses.presence import Presence
from observatoire.analyses.presence import presence as lire_presence
from observatoire.analyses.zones import Detail, Matrice, lire_detail, lire_matrice
from observatoire.indicateurs import Portrait
from observatoire.store import lire
from observatoire.territoires import Territoire
from observatoire.web import cache, maps
from observatoire.web import zones as fragments_zones


@st.cache_data(max_entries=1024, show_spinner=False)
def designes(version: int, code: str) -> list[Territoire]:
    """Return the territories that a code of an address designates: none, one, or several."""
    with lire() as cur:
        return territoires.par_code(cur, code)


@st.cache_data(max_entries=512, show_spinner=False)
def noms(version: int, ids: tuple[str, ...]) -> dict[str, str]:
    """Map territories to their names, without code."""
    with lire() as cur:
        return {i: t.nom for i, t in territoires.trouver_tous(cur, ids).items()}


@st.cache_data(max_entries=512, show_spinner=False)
def portrait(version: int, identifiant: str) -> Portrait | None:
    """Return the indicators of a territory beside those of what contains it, None when there is no such territory."""
    ici = cache.territoire(version, identifiant)
    if ici is None:
        return None
    with lire() as cur:
        return indicateurs.portrait(cur, ici)


@st.cache_data(max_entries=512, show_spinner=False)
def presence(version: int, identifiant: str) -> Presence | None:
    """Return what is known of a territory's pratiques and structures, None when there is no such territory."""
    ici = cache.territoire(version, identifiant)
    if ici is None:
        return None
    with lire() as cur:
        return lire_presence(cur, ici)


@st.cache_data(max_entries=128, show_spinner=False)
def zones(version: int, identifiant: str, *, avec_demo: bool = True) -> Matrice:
    """Return the white zones of a territory and of those just under it."""
    with lire() as cur:
        return lire_matrice(cur, identifiant, avec_demo=avec_demo)


@st.cache_data(max_entries=256, show_spinner=False)
def zone(version: int, identifiant: str, theme: str) -> Detail:
    """Return what one cell rests on.

    Raises Introuvable.
    """
    with lire() as cur:
        return lire_detail(cur, identifiant, theme)


@st.cache_data(max_entries=128, show_spinner=False)
def carte_des_zones(version: int, identifiant: str, theme: str) -> maps.Figure:
    """Return the map of one theme over the territories just under one."""
    m = zones(version, identifiant)
    return maps.figure_zones(
        m.enfants[0].niveau,
        *fragments_zones.repartition(m, theme),
        titre=fragments_zones.titre_de_carte(m, theme),
        contours=cache.contours(),
        cadre=cache.cadre(version, identifiant),
    )
