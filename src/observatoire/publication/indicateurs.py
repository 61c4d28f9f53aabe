"""Read the indicators as the declared resources: their definitions, a page of values, those of one territory."""

from dataclasses import dataclass
from typing import Any

from observatoire.analyses.presence import compter
from observatoire.errors import Introuvable
from observatoire.publication.ressource_indicateurs import INDICATEURS, VALEURS
from observatoire.store import Cursor
from observatoire.territoires import obtenir

Enregistrement = dict[str, Any]

_INDICATEUR = ", ".join(c.nom for c in INDICATEURS.colonnes)
_VALEUR = ", ".join(f"v.{c.nom}" for c in VALEURS.colonnes)
_TOUS = f"select {_INDICATEUR} from public.indicateur order by ordre, code"
_UN = f"select {_INDICATEUR} from public.indicateur where code = $code"
_OU = """
from public.indicateur_valeur v join public.territoire t on t.id = v.territoire_id
where v.indicateur = $code and (cardinality($niveaux::text[]) = 0 or t.niveau = any($niveaux::text[]))
    and t.ancetres @> $parents::text[]
"""
_PAGE = f"select {_VALEUR} {_OU} order by v.territoire_id, v.annee limit $taille offset $depart"
_DU_TERRITOIRE = f"""
select {_VALEUR} from public.indicateur_valeur v join public.indicateur i on i.code = v.indicateur
where v.territoire_id = $territoire order by i.ordre, i.code, v.annee
"""


@dataclass(frozen=True, slots=True)
class PageDeValeurs:
    """One page of the values of an indicator; `total` counts them all."""

    enregistrements: list[Enregistrement]
    total: int


def lister_indicateurs(cur: Cursor) -> list[Enregistrement]:
    """Return the record of every indicator, in the order of portraits."""
    return cur.lignes(_TOUS)


def obtenir_indicateur(cur: Cursor, code: str) -> Enregistrement:
    """Return the record of an indicator.

    Raises Introuvable when there is none.
    """
    ligne = cur.ligne(_UN, code=code)
    if ligne is None:
        raise Introuvable("Aucun indicateur n’a ce code. La liste est à /api/v1/indicateurs.")
    return ligne


def lister_valeurs(
    cur: Cursor, code: str, *, niveau: str = "", parent: str = "", page: int = 1, taille: int = 50
) -> PageDeValeurs:
    """Return one page of the values of an indicator: of a level, inside a territory, or all."""
    choix = {"code": code, "niveaux": [niveau] if niveau else [], "parents": [parent] if parent else []}
    lignes = cur.lignes(_PAGE, **choix, taille=taille, depart=(page - 1) * taille)
    return PageDeValeurs(lignes, int(cur.valeur(f"select count(*) {_OU}", **choix)))


def detailler_territoire(cur: Cursor, territoire: Enregistrement) -> Enregistrement:
    """Return the record of a territory with its values and the number of its pratiques by reach."""
    comptes = compter(cur, obtenir(cur, territoire["id"]))
    valeurs = cur.lignes(_DU_TERRITOIRE, territoire=territoire["id"])
    return territoire | {"indicateurs": valeurs, "pratiques": comptes}
