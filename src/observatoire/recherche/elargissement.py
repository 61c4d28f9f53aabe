"""Widen a search by one step of the glossary: what stands for the words typed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from observatoire.recherche import sql
from observatoire.recherche.pliage import formes, racine
from observatoire.store import Cursor

Racines = tuple[str, ...]
MOTS_D_UNE_EXPRESSION = 8
"""A common wording longer than this is a sentence, and nobody searches sentences."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An expression of the glossary found among the words typed, and those that stand for it."""

    debut: int
    fin: int
    """Words typed from `debut` up to `fin`, not included."""
    expressions: tuple[tuple[str, Racines], ...]


Voisins = Mapping[Racines, Mapping[Racines, str]]
"""Stems of an expression → stems of each one beside it → that one as written."""


def lire_voisins(cur: Cursor) -> Voisins:
    """Read which expressions the glossary puts side by side, both ways."""
    return voisins(
        tuple((t["terme"], (*t["synonymes"], *_expression(t["mot_commun"]))) for t in cur.lignes(sql.TERMES))
    )


@lru_cache(maxsize=4)
def voisins(termes: tuple[tuple[str, tuple[str, ...]], ...]) -> Voisins:
    """Return the expressions beside each one, from terms and what is said the same as each."""
    cotes: defaultdict[Racines, dict[Racines, str]] = defaultdict(dict)
    for terme, autres in termes:
        for autre in autres:
            un, deux = _racines(terme), _racines(autre)
            if un and deux and un != deux:
                cotes[un].setdefault(deux, _en_cours_de_phrase(autre))
                cotes[deux].setdefault(un, _en_cours_de_phrase(terme))
    return cotes


def _racines(expression: str) -> Racines:
    return tuple(racine(f) for f in formes(expression))


def _expression(mot_commun: str | None) -> list[str]:
    """Return a common wording when it is an expression, nothing when it is advice in a sentence."""
    texte = (mot_commun or "").strip().rstrip(".")
    if not texte or any(signe in texte for signe in ",;:") or len(texte.split()) > MOTS_D_UNE_EXPRESSION:
        return []
    return [texte]


def _en_cours_de_phrase(expression: str) -> str:
    """Return an expression without the capital of a heading; acronyms keep theirs."""
    return expression[0].lower() + expression[1:] if expression[1:2].islower() else expression


def passages(tapes: Sequence[str | None], cotes: Voisins) -> list[Passage]:
    """Find the expressions among the stems typed (None: not to be widened); the longest first, none over another."""
    trouves: list[Passage] = []
    debut = 0
    plus_long = max(map(len, cotes), default=0)
    while debut < len(tapes):
        for fin in range(min(len(tapes), debut + plus_long), debut, -1):
            if (autour := cotes.get(tuple(tapes[debut:fin]))) is not None:  # type: ignore[arg-type]
                trouves.append(Passage(debut, fin, tuple((mots, r) for r, mots in autour.items())))
                debut = fin - 1
                break
        debut += 1
    return trouves
