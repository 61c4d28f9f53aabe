"""Read the territories as the declared resource: a page of a level, of a parent, or of what a name may mean."""

from dataclasses import dataclass
from typing import Any

from observatoire.publication import sql
from observatoire.store import Cursor
from observatoire.territoires import rechercher

TROUVES_AU_PLUS = 200
"""Territories that a search by name gives at the most, the best first."""


@dataclass(frozen=True, slots=True)
class PageDeTerritoires:
    """One page of an answer; `total` counts the whole answer."""

    enregistrements: list[dict[str, Any]]
    total: int


def lister_territoires(
    cur: Cursor, *, q: str = "", niveau: str = "", parent: str = "", page: int = 1, taille: int = 50
) -> PageDeTerritoires:
    """Return one page of territories; with a name, what it may mean comes best first."""
    depart = (page - 1) * taille
    if q:
        trouves = rechercher(cur, q, [niveau] if niveau else None, TROUVES_AU_PLUS)
        ids = [t.id for t in trouves if not parent or parent in t.ancetres]
        return PageDeTerritoires(_dans_l_ordre(cur, ids[depart : depart + taille]), len(ids))
    choix = {"niveaux": [niveau] if niveau else [], "parents": [parent] if parent else []}
    lignes = cur.lignes(sql.PAGE_DE_TERRITOIRES, **choix, taille=taille, depart=depart)
    return PageDeTerritoires(lignes, int(cur.valeur(sql.NOMBRE_DE_TERRITOIRES, **choix)))


def trouver_territoire(cur: Cursor, identifiant: str) -> dict[str, Any] | None:
    """Return the record of a territory, None when there is none."""
    return cur.ligne(sql.TERRITOIRES_PAR_IDS, ids=[identifiant])


def _dans_l_ordre(cur: Cursor, ids: list[str]) -> list[dict[str, Any]]:
    lignes = {ligne["id"]: ligne for ligne in cur.lignes(sql.TERRITOIRES_PAR_IDS, ids=ids)} if ids else {}
    return [lignes[i] for i in ids if i in lignes]
