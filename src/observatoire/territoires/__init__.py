"""Communes, EPCI, départements, régions, the country: their names, codes and what contains them."""

from collections.abc import Collection, Iterable

from observatoire.errors import Introuvable
from observatoire.store import Cursor
from observatoire.territoires import sql
from observatoire.territoires.model import FRANCE, NIVEAUX, Territoire, identifiant
from observatoire.territoires.normalisation import normaliser
from observatoire.territoires.recherche import index

__all__ = [
    "FRANCE",
    "NIVEAUX",
    "Territoire",
    "ancetres",
    "commune_actuelle",
    "identifiant",
    "lister",
    "normaliser",
    "obtenir",
    "par_code",
    "rechercher",
    "trouver",
    "trouver_tous",
]


def trouver(cur: Cursor, territoire_id: str) -> Territoire | None:
    """Return a territory by its id, or None."""
    return next(iter(sql.par_ids(cur, [territoire_id])), None)


def obtenir(cur: Cursor, territoire_id: str) -> Territoire:
    """Return a territory by its id.

    Raises Introuvable when there is none.
    """
    territoire = trouver(cur, territoire_id)
    if territoire is None:
        raise Introuvable(
            f"Le territoire « {territoire_id[:60]} » n’existe pas dans le code officiel géographique 2026. "
            "Cherchez-le par son nom."
        )
    return territoire


def trouver_tous(cur: Cursor, ids: Iterable[str]) -> dict[str, Territoire]:
    """Return the territories that exist among `ids`, by id."""
    return {t.id: t for t in sql.par_ids(cur, ids)}


def ancetres(cur: Cursor, ids: Iterable[str]) -> dict[str, list[str]]:
    """Map each id that exists to the ids of what contains it, from near to far."""
    return {t.id: list(t.ancetres) for t in sql.par_ids(cur, ids)}


def lister(cur: Cursor, niveau: str | None = None, parent: str | None = None) -> list[Territoire]:
    """Return territories in alphabetical order: of a level, inside a parent, or all.

    `niveau="departement"` gives the 101 départements and the eight overseas collectivities (zone `com`).
    """
    return sql.tous(cur, niveau, parent)


def rechercher(
    cur: Cursor, saisie: str, niveaux: Collection[str] | None = None, limite: int = 8
) -> list[Territoire]:
    """Return what people may mean by `saisie`: a name being typed, with errors, or a code; best first.

    A former or delegated commune gives the commune of today, whose `nom_trouve` says what was found.
    """
    return index(cur).chercher(saisie, NIVEAUX if niveaux is None else niveaux, limite)


def commune_actuelle(cur: Cursor, code: str) -> list[Territoire]:
    """Return the communes that a code, in force or former, designates now; empty when it is unknown.

    Several when a commune was split.
    """
    actuelle = trouver(cur, identifiant("commune", code))
    return (
        [actuelle] if actuelle else sorted(sql.par_ids(cur, sql.successeurs(cur, code)), key=lambda t: t.id)
    )


def par_code(cur: Cursor, code: str) -> list[Territoire]:
    """Return the territories that a code designates now, from near to far: an id, or a bare official code.

    Several when it is ambiguous: 75 is a département and a région; a former code may be that of a commune split since.
    """
    ecrit = code.strip()
    nu = ecrit.upper()
    trouves = trouver_tous(cur, [ecrit, *(identifiant(niveau, nu) for niveau in NIVEAUX)])
    if ecrit in trouves:
        return [trouves[ecrit]]
    rangs = list(NIVEAUX)
    return sorted(trouves.values(), key=lambda t: rangs.index(t.niveau)) or commune_actuelle(cur, nu)
