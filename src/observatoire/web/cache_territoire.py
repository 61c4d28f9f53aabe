# ruff: noqa: ARG001 - the version is the key of every cache
"""The caches of the territory pages: the rules of cache.py, keyed on the store's version."""

import streamlit as st

from observatoire import indicateurs, retours, territoires
from observatoire.analyses.presence import Presence
from observatoire.analyses.presence import presence as lire_presence
from observatoire.analyses.semblables import (
    Manques,
    Semblables,
    Tableau,
    chercher,
    lire_tableau,
    version_des_chiffres,
)
from observatoire.analyses.semblables import manques as lire_manques
from observatoire.analyses.zones import Case, Detail, Matrice, lire_cases, lire_detail, lire_matrice
from observatoire.diagnostics import Chiffres, lire_chiffres
from observatoire.indicateurs import Indicateur, Portrait, Valeur
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
def voix(version: int, territoire_id: str) -> tuple[int, int]:
    """Return of how many pratiques voices are published there, and how many answers."""
    with lire() as cur:
        return retours.compter_au_territoire(cur, territoire_id)


@st.cache_data(max_entries=512, show_spinner=False)
def noms(version: int, ids: tuple[str, ...]) -> dict[str, str]:
    """Map territories to their names, without code."""
    with lire() as cur:
        return {i: t.nom for i, t in territoires.trouver_tous(cur, ids).items()}


@st.cache_data(max_entries=512, show_spinner=False)
def libelles(version: int, ids: tuple[str, ...]) -> dict[str, str]:
    """Map territories to their names, with a code where the name alone would not tell."""
    with lire() as cur:
        return {i: t.libelle for i, t in territoires.trouver_tous(cur, ids).items()}


@st.cache_data(max_entries=4, show_spinner=False)
def indicateurs_connus(version: int) -> list[Indicateur]:
    """Return the indicators that have values, in the order of portraits."""
    with lire() as cur:
        return indicateurs.lister(cur)


def variables(version: int) -> list[Indicateur]:
    """Return the indicators that compare territories."""
    return [i for i in indicateurs_connus(version) if i.semblables]


@st.cache_data(max_entries=256, show_spinner=False)
def valeurs(version: int, ids: tuple[str, ...]) -> dict[str, dict[str, Valeur]]:
    """Return the newest figures of some territories: territory → indicator → figure."""
    with lire() as cur:
        return indicateurs.valeurs(cur, ids)


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


@st.cache_data(max_entries=256, show_spinner=False)
def cases(version: int, ids: tuple[str, ...]) -> dict[tuple[str, str], Case]:
    """Return the white zones of some territories: (territory, theme) → cell."""
    with lire() as cur:
        return lire_cases(cur, list(territoires.trouver_tous(cur, ids).values()))


@st.cache_resource(max_entries=4, show_spinner=False)
def _tableau(chiffres: int, niveau: str) -> Tableau:
    """Return the standardised figures of a level; frozen, hence shared without a copy (35,000 communes).

    It is kept until indicators change, not until a pratique is published: `chiffres` is version_des_chiffres.
    """
    with lire() as cur:
        return lire_tableau(cur, niveau)


@st.cache_data(max_entries=512, show_spinner=False)
def semblables(version: int, identifiant: str, sans: tuple[str, ...]) -> Semblables:
    """Return the territories that look like one, variables of `sans` left out.

    Raises Introuvable.
    """
    with lire() as cur:
        ici, depuis = territoires.obtenir(cur, identifiant), version_des_chiffres(cur)
    return chercher(_tableau(depuis, ici.niveau), ici, sans)


@st.cache_data(max_entries=256, show_spinner=False)
def manques(version: int, identifiant: str, proches: tuple[str, ...]) -> Manques:
    """Return what look-alikes have an alliance of, and a territory none.

    Raises Introuvable.
    """
    with lire() as cur:
        return lire_manques(cur, territoires.obtenir(cur, identifiant), proches)


@st.cache_data(max_entries=128, show_spinner=False)
def chiffres(version: int, identifiant: str) -> Chiffres:
    """Return the figures of a territory's shared diagnosis, as they are now.

    Raises Introuvable.
    """
    with lire() as cur:
        return lire_chiffres(cur, territoires.obtenir(cur, identifiant))
