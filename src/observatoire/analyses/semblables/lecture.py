"""Read the figures of a level, and what look-alikes have that a territory has not."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from observatoire import indicateurs
from observatoire.analyses.semblables import sql
from observatoire.analyses.semblables.model import Manque, Manques, PratiqueLiee, Semblables, Tableau
from observatoire.analyses.semblables.rules import comparer, ranger, standardiser
from observatoire.store import Cursor
from observatoire.territoires import FRANCE, Territoire

EXEMPLES = 3
"""Alliances shown for each theme or form."""


def version_des_chiffres(cur: Cursor) -> int:
    """Return the number of the last change of indicators or territories: what a table is kept under."""
    return int(cur.valeur(sql.VERSION))


def lire_tableau(cur: Cursor, niveau: str) -> Tableau:
    """Return the newest figures of a level, on the indicators that compare territories."""
    codes = tuple(i.code for i in indicateurs.lister(cur) if i.semblables)
    lignes = cur.lignes(sql.POPULATIONS, niveau=niveau)
    ids = tuple(ligne["id"] for ligne in lignes)
    rangs = {identifiant: rang for rang, identifiant in enumerate(ids)}
    valeurs = np.full((len(ids), len(codes)), np.nan)
    for colonne in cur.lignes(sql.TABLEAU, codes=list(codes), prefixe=f"{niveau}-"):
        k = codes.index(colonne["indicateur"])
        for identifiant, valeur in zip(colonne["ids"], colonne["valeurs"], strict=True):
            if identifiant in rangs:
                valeurs[rangs[identifiant], k] = valeur
    populations = np.array(
        [np.nan if x["population"] is None else x["population"] for x in lignes], dtype=float
    )
    return Tableau(niveau, ids, codes, valeurs, standardiser(valeurs), populations)


def chercher(tableau: Tableau, ici: Territoire, sans: Collection[str] = ()) -> Semblables:
    """Return the territories that look like one, variables of `sans` left out."""
    return comparer(tableau, ici.id, sans)


def manques(cur: Cursor, ici: Territoire, proches: Sequence[str]) -> Manques:
    """Return the themes and forms of which `proches` (nearest first) have an alliance and this territory none."""
    if not proches:
        return Manques((), ())
    params = {
        "ici": ici.id,
        "tous": [ici.id, *proches],
        "dessus": [a for a in ici.ancetres if a != FRANCE],
    }
    presentes: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for ligne in cur.lignes(sql.PRESENTES, **params):
        presentes[ligne["quoi"]][ligne["code"]].add(ligne["ou"])
    ranges = {
        quoi: ranger(chez, {c for c, ids in chez.items() if ici.id in ids}, proches)
        for quoi, chez in presentes.items()
    }
    codes = [code for liste in ranges.values() for code, _ in liste]
    exemples = _exemples(cur, params | {"proches": list(proches), "codes": codes, "au_plus": EXEMPLES})
    return Manques(
        *(
            tuple(Manque(code, chez, tuple(exemples[quoi, code])) for code, chez in ranges.get(quoi, ()))
            for quoi in ("theme", "forme")
        )
    )


def _exemples(cur: Cursor, params: dict[str, Any]) -> defaultdict[tuple[str, str], list[PratiqueLiee]]:
    trouves: defaultdict[tuple[str, str], list[PratiqueLiee]] = defaultdict(list)
    if params["codes"]:
        for x in cur.lignes(sql.EXEMPLES, **params):
            trouves[x["quoi"], x["code"]].append(PratiqueLiee(x["id"], x["titre"], x["lieu"], x["est_demo"]))
    return trouves
