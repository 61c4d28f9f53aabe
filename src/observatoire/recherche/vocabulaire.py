"""The words of the index, and the one meant by a word that it does not hold."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from observatoire.recherche import sql
from observatoire.recherche.pliage import racine
from observatoire.store import Cursor

LONGUEUR_MINIMALE = 4
"""A shorter word is not corrected: too many others are near."""
DEBUT_MINIMAL = 3
CANDIDATS = 30


class Forme(NamedTuple):
    """A word of the index."""

    mid: int
    mot: str
    """As written, in lower case."""
    plie: str
    racine: str


def par_racine(cur: Cursor, racines: Iterable[str]) -> dict[str, list[Forme]]:
    """Return the words of each stem; a stem that the index does not hold is absent."""
    trouves: defaultdict[str, list[Forme]] = defaultdict(list)
    for ligne in cur.lignes(sql.PAR_RACINE, racines=sorted(set(racines))):
        trouves[ligne["racine"]].append(Forme(**ligne))
    return dict(trouves)


def commencant(cur: Cursor, debut: str) -> list[Forme]:
    """Return the words that begin so, for a word still being typed; none for a beginning too short."""
    if len(debut) < DEBUT_MINIMAL:
        return []
    return [Forme(**ligne) for ligne in cur.lignes(sql.COMMENCANT, debut=debut)]


def scinder(cur: Cursor, plie: str) -> tuple[str, str] | None:
    """Return the stems of two known words that a word runs together (tierslieu), None when there are not."""
    coupes = [(plie[:i], plie[i:]) for i in range(DEBUT_MINIMAL, len(plie) - DEBUT_MINIMAL + 1)]
    if not coupes:
        return None
    connus = {r["plie"] for r in cur.lignes(sql.PAR_PLIE, plies=sorted({m for c in coupes for m in c}))}
    possibles = [c for c in coupes if connus.issuperset(c)]
    if not possibles:
        return None
    un, deux = max(possibles, key=lambda c: min(map(len, c)))
    return racine(un), racine(deux)


def corriger(cur: Cursor, plie: str) -> str | None:
    """Return the known word meant by a mistyped one, as written; None when none is near.

    The nearest one, then one with the same first letter, then the most frequent. Distance: optimal string alignment.
    """
    ecart = ecart_permis(plie)
    if not ecart:
        return None
    connus = cur.valeur(sql.PLIES_DE_LONGUEUR, mini=len(plie) - ecart, maxi=len(plie) + ecart) or ""
    proches = process.extract(
        plie, connus.split(), scorer=OSA.distance, processor=None, score_cutoff=ecart, limit=CANDIDATS
    )
    if not proches:
        return None
    distances = {mot: distance + (mot[0] != plie[0]) / 2 for mot, distance, _ in proches}
    frequences = cur.lignes(sql.FREQUENCES, plies=list(distances))
    meilleur = min(frequences, key=lambda f: (distances[f["plie"]], -f["n"], f["mot"]), default=None)
    return str(meilleur["mot"]) if meilleur else None


def ecart_permis(plie: str) -> int:
    """Return how many slips are forgiven in a word: one from four letters, two from seven, three from eleven."""
    if len(plie) < LONGUEUR_MINIMALE or not plie.isalpha():
        return 0
    return 1 if len(plie) < 7 else 2 if len(plie) < 11 else 3
