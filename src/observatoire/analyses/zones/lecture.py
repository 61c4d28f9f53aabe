"""Read the white zones: every function takes a cursor and reads the public views only."""

from collections.abc import Collection, Iterable
from typing import Any

from observatoire.analyses.zones import sql
from observatoire.analyses.zones.model import (
    THEMES,
    TOUS,
    Case,
    Detail,
    Matrice,
    Observation,
    PratiqueVue,
    Presence,
    StructureVue,
)
from observatoire.analyses.zones.rules import Notes, composer, indexer_notes
from observatoire.store import Cursor
from observatoire.territoires import FRANCE, Territoire, lister, obtenir

DESSOUS = {"pays": "region", "region": "departement", "departement": "epci"}
"""Level of a territory → level of the children its matrix shows."""
LISTE_AU_PLUS = 200
"""Pratiques, and structures, that the detail of a cell lists."""


def lire_matrice(cur: Cursor, territoire_id: str, *, avec_demo: bool = True) -> Matrice:
    """Return the cells of a territory and of its children, by coarse theme; `avec_demo` counts invented pratiques too.

    Raises Introuvable when the territory does not exist.
    """
    ici = obtenir(cur, territoire_id)
    dessous = DESSOUS.get(ici.niveau)
    enfants = tuple(lister(cur, dessous, ici.id)) if dessous else ()
    return Matrice(ici, enfants, lire_cases(cur, (ici, *enfants), avec_demo=avec_demo), avec_demo)


def lire_cases(
    cur: Cursor, territoires: Collection[Territoire], *, avec_demo: bool = True
) -> dict[tuple[str, str], Case]:
    """Return every cell of some territories: (territory, theme) → cell, the theme TOUS included."""
    lignes = cur.lignes(sql.COMPTES, **_cellules(territoires), theme=None, demo=avec_demo)
    presences = {(x.pop("cellule"), x.pop("theme")): Presence(**x) for x in lignes}
    notes = _notes(cur, territoires)
    return {
        (t.id, theme): composer(t.id, t.ancetres, theme, presences.get((t.id, theme), Presence()), notes)
        for t in territoires
        for theme in (TOUS, *THEMES)
    }


def lire_detail(
    cur: Cursor, territoire_id: str, theme: str, *, avec_demo: bool = True, case: Case | None = None
) -> Detail:
    """Return what a cell rests on: its pratiques, alliances first, and its structures, LISTE_AU_PLUS of each.

    A `case` already read (lire_cases, lire_matrice) is not counted again.
    Raises Introuvable when the territory does not exist.
    """
    ici = obtenir(cur, territoire_id)
    choix = _cellules([ici]) | {"theme": theme, "demo": avec_demo}
    pratiques = cur.lignes(sql.PRATIQUES, **choix, limite=LISTE_AU_PLUS)
    structures = cur.lignes(sql.STRUCTURES, **choix, limite=LISTE_AU_PLUS)
    return Detail(
        case or _lire_case(cur, ici, choix),
        ici,
        tuple(PratiqueVue(**p) for p in pratiques),
        tuple(StructureVue(**s) for s in structures),
    )


def _lire_case(cur: Cursor, ici: Territoire, choix: dict[str, Any]) -> Case:
    comptes = cur.ligne(sql.COMPTES, **choix) or {}
    presence = Presence(**{k: v for k, v in comptes.items() if k not in ("cellule", "theme")})
    return composer(ici.id, ici.ancetres, choix["theme"], presence, _notes(cur, [ici]))


def _cellules(territoires: Collection[Territoire]) -> dict[str, Any]:
    """Return the parameters that say which cells are asked, and what covers each: the country covers none."""
    paires = [(a, t.id) for t in territoires for a in t.ancetres if a != FRANCE]
    cellules = [t.id for t in territoires]
    return {
        "cellules": cellules,
        "au_dessus": sorted({dessus for dessus, _ in paires} - set(cellules)),
        "dessus": [dessus for dessus, _ in paires],
        "dessous": [dessous for _, dessous in paires],
    }


def _notes(cur: Cursor, territoires: Iterable[Territoire]) -> Notes:
    ids = {i for t in territoires for i in (t.id, *t.ancetres)}
    lues = cur.lignes(sql.OBSERVATIONS, territoires=sorted(ids))
    return indexer_notes(Observation(**ligne) for ligne in lues)
