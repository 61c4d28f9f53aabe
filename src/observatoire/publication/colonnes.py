"""Read what a question selects column by column, for files that are made of columns.

Tables of columns cost far fewer Python objects than records: the engine joins the lists of codes, each distinct list is
cut once, and equal values stay one object.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from observatoire.publication import sql
from observatoire.publication.lecture import codes
from observatoire.settings import settings
from observatoire.store import Cursor
from observatoire.territoires import trouver_tous

TAILLE_LOT = 4_000
"""Pratiques read, written and forgotten together; each chunk scans the pratiques once, 50 ms at 100,000 of them."""

Colonnes = dict[str, list[Any]]
"""The values of each declared column, in the order asked; lists are tuples, which can be looked up."""


def en_lots(ids: Sequence[str], taille: int = TAILLE_LOT) -> Iterator[Sequence[str]]:
    """Yield `ids` chunk by chunk."""
    for debut in range(0, len(ids), taille):
        yield ids[debut : debut + taille]


def en_colonnes(cur: Cursor, ids: Sequence[str], partenaires: str) -> Colonnes:
    """Return what is public now of `ids`, in that order."""
    lu = cur.colonnes(sql.LOT_EN_COLONNES, ids=list(ids), rangs=list(range(len(ids))))
    for nom in sql.LISTES_DE_CODES:
        lu[nom] = _couper(lu[nom])
    lu["mots_libres"] = [tuple(v or ()) for v in lu["mots_libres"]]
    territoires = set(lu["territoires"])
    declares = sorted({t for liste in territoires for t in liste})
    connus = trouver_tous(cur, declares) if declares else {}
    lieux = {v: tuple(connus[t].libelle if t in connus else t for t in v) for v in territoires}
    lu["lieux"] = [lieux[v] for v in lu["territoires"]]
    paires = list(zip(lu["territoires"], lu["perimetre"], strict=True))
    par_paire = {paire: codes(*paire) for paire in set(paires)}
    for nom in ("codes_communes", "codes_epci", "codes_departements", "codes_regions"):
        valeurs = {paire: tuple(lus[nom]) for paire, lus in par_paire.items()}
        lu[nom] = [valeurs[paire] for paire in paires]
    for nom, requete in (
        ("partenaires", partenaires),
        ("effets", sql.EFFETS),
        ("inspirations", sql.INSPIRATIONS),
        ("sources", sql.SOURCES),
    ):
        groupes = _par_pratique(cur, requete, lu["id"])
        lu[nom] = [groupes[i] for i in lu["id"]]
    base = settings().public_url
    lu["adresse"] = [f"{base}/fiche/{i}" for i in lu["id"]]
    return lu


def _couper(joints: list[str | None]) -> list[tuple[str, ...]]:
    coupes = {v: tuple(v.split("|")) if v else () for v in set(joints)}
    return [coupes[v] for v in joints]


def _par_pratique(cur: Cursor, requete: str, ids: list[str]) -> defaultdict[str, list[dict[str, Any]]]:
    lu = cur.colonnes(requete, ids=ids)
    pratiques = lu.pop("pratique_id")
    groupes: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for pratique, *valeurs in zip(pratiques, *lu.values(), strict=True):
        groupes[pratique].append(dict(zip(lu, valeurs, strict=True)))
    return groupes
