"""Read what was typed: words, and rows of words between quotes."""

import re
from dataclasses import dataclass
from itertools import pairwise

from observatoire.recherche.pliage import Mot, composes, decouper, normaliser, racine

MOTS_AU_PLUS = 12
_CITATION = re.compile(r"«\s*([^«»]+?)\s*»|“\s*([^“”]+?)\s*”|\"\s*([^\"]+?)\s*\"")


@dataclass(frozen=True, slots=True)
class Tape:
    """One thing asked: a word, or the words of a quotation, which must follow each other."""

    mots: tuple[Mot, ...]
    cite: bool = False

    @property
    def plie(self) -> str:
        """The folded words."""
        return " ".join(m.plie for m in self.mots)

    @property
    def racines(self) -> tuple[str, ...]:
        """The stems."""
        return tuple(racine(m.plie) for m in self.mots)


@dataclass(frozen=True, slots=True)
class Joint:
    """Words typed apart or with a hyphen, written as one."""

    plie: str
    groupes: tuple[int, ...]
    """Ranks of the things typed that it stands for."""


def lire_saisie(saisie: str) -> tuple[list[Tape], list[Joint]]:
    """Return what a text asks, in order, each thing once, and what its words give written as one.

    Nothing is asked by stop words only.
    """
    texte = normaliser(saisie)
    citations = [
        (c.start(), Tape(tuple(mots), cite=True))
        for c in _CITATION.finditer(texte)
        if (mots := decouper(next(g for g in c.groups() if g)))
    ]
    reste = _CITATION.sub(lambda c: " " * len(c.group()), texte)
    seuls = [(m.debut, Tape((m,))) for m in decouper(reste)]
    differents: dict[tuple[object, bool], Tape] = {}
    for _, tape in sorted(citations + seuls, key=lambda t: t[0]):
        differents.setdefault((tape.racines, tape.cite), tape)
    tapes = list(differents.values())[:MOTS_AU_PLUS]
    return tapes, [*_cote_a_cote(tapes), *_traits_d_union(tapes, composes(reste))]


def _cote_a_cote(tapes: list[Tape]) -> list[Joint]:
    return [
        Joint(un.plie + deux.plie, (i, i + 1))
        for i, (un, deux) in enumerate(pairwise(tapes))
        if not un.cite and not deux.cite
    ]


def _traits_d_union(tapes: list[Tape], joints: list[Mot]) -> list[Joint]:
    trouves = []
    for joint in joints:
        groupes = tuple(
            i
            for i, t in enumerate(tapes)
            if not t.cite and joint.debut <= t.mots[0].debut and t.mots[0].fin <= joint.fin
        )
        if groupes:
            trouves.append(Joint(joint.plie, groupes))
    return trouves
