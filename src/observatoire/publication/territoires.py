"""Read the territories as the declared resource: a page of a level, of a parent, or of what a name may mean."""

from dataclasses import dataclass
from typing import Any

from observatoire.publication.ressources import TERRITOIRES
from observatoire.store import Cursor
from observatoire.territoires import rechercher

TROUVES_AU_PLUS = 200
"""Territories that a search by name gives at the most, the best first."""

_COLONNES = ", ".join(c.nom for c in TERRITOIRES.colonnes)
_OU = (
    "(cardinality($niveaux::text[]) = 0 or niveau = any($niveaux::text[])) and ($parents::text[] <@ ancetres)"
)
NOMBRE = f"select count(*) from public.territoire where {_OU}"
PAGE = f"""
select {_COLONNES} from public.territoire where {_OU}
order by case niveau when 'pays' then 0 when 'region' then 1 when 'departement' then 2 when 'epci' then 3 else 4 end,
    nom_norm, code
limit $taille offset $depart
"""
PAR_IDS = f"select {_COLONNES} from public.territoire where id = any($ids::text[])"


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
    lignes = cur.lignes(PAGE, **choix, taille=taille, depart=depart)
    return PageDeTerritoires(lignes, int(cur.valeur(NOMBRE, **choix)))


def trouver_territoire(cur: Cursor, identifiant: str) -> dict[str, Any] | None:
    """Return the record of a territory, None when there is none."""
    return cur.ligne(PAR_IDS, ids=[identifiant])


def _dans_l_ordre(cur: Cursor, ids: list[str]) -> list[dict[str, Any]]:
    lignes = {ligne["id"]: ligne for ligne in cur.lignes(PAR_IDS, ids=ids)} if ids else {}
    return [lignes[i] for i in ids if i in lignes]
