"""Read the indicators: what they mean, and the portrait of a territory."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from observatoire.errors import Introuvable
from observatoire.indicateurs import sql
from observatoire.indicateurs.model import Indicateur, Mesure, Portrait, Valeur
from observatoire.store import Cursor
from observatoire.territoires import Territoire

REPERES = ("departement", "region", "pays")
"""Levels that a territory is compared with."""


def lister(cur: Cursor, *, avec_valeurs: bool = True) -> list[Indicateur]:
    """Return the indicators in the order of portraits; those without any value too when asked."""
    return sql.indicateurs(cur, avec_valeurs=avec_valeurs)


def obtenir(cur: Cursor, code: str) -> Indicateur:
    """Return an indicator by its code.

    Raises Introuvable when there is none.
    """
    for indicateur in sql.indicateurs(cur, avec_valeurs=False):
        if indicateur.code == code:
            return indicateur
    raise Introuvable(f"L’indicateur «\u00a0{code[:60]}\u00a0» n’existe pas.")


def reperes_de(ici: Territoire) -> tuple[str, ...]:
    """Return the ids of the département, région and country that hold a territory, from near to far.

    A level that several territories share (an EPCI over two départements) gives none: neither is more right.
    """
    par_niveau = {n: [a for a in ici.ancetres if a.startswith(f"{n}-")] for n in REPERES}
    return tuple(ids[0] for ids in par_niveau.values() if len(ids) == 1)


def portrait(cur: Cursor, ici: Territoire) -> Portrait:
    """Return each indicator with the territory's value beside those of its département, région and country."""
    reperes = reperes_de(ici)
    lues: dict[tuple[str, str], Valeur] = {
        (v["indicateur"], v["territoire_id"]): Valeur(v["valeur"], v["annee"])
        for v in sql.des_territoires(cur, (ici.id, *reperes))
    }
    mesures = tuple(
        Mesure(i, lues.get((i.code, ici.id)), {t: lues.get((i.code, t)) for t in reperes})
        for i in lister(cur)
    )
    return Portrait(ici.id, reperes, mesures)


def valeurs(cur: Cursor, ids: Collection[str]) -> dict[str, dict[str, Valeur]]:
    """Return the newest values of some territories: territory id → indicator → value; what is missing is absent."""
    par_territoire: dict[str, dict[str, Valeur]] = {i: {} for i in ids}
    for v in sql.des_territoires(cur, ids):
        par_territoire[v["territoire_id"]][v["indicateur"]] = Valeur(v["valeur"], v["annee"])
    return par_territoire


def matrice(cur: Cursor, niveau: str, codes: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return the newest values of some indicators for a whole level: territory id → indicator → value.

    What is missing is absent; a territory without any value too.
    """
    par_territoire: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for v in sql.d_un_niveau(cur, niveau, codes):
        par_territoire[v["territoire_id"]][v["indicateur"]] = v["valeur"]
    return dict(par_territoire)
