"""The ranking of files: by score, equals told as such, and in which order they then come. Pure functions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import zip_longest

SCORE, NOTE_BASSE, DEPOT, IDENTIFIANT = "score", "note_basse", "depot", "identifiant"
DEPARTAGES = {
    SCORE: "par le score",
    NOTE_BASSE: "à score égal, par la plus basse de ses notes, qui est plus haute",
    DEPOT: "à score et plus basse note égaux, par le dépôt, qui est plus ancien",
    IDENTIFIANT: "à tout égal, par l’identifiant",
}
"""What sets a file before the next one, in the order it is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classable:
    """A file to rank."""

    id: str
    score: Fraction | None
    """None: no opinion counts yet; the file is not ranked."""
    note_basse: int | None
    depose_a: datetime

    @property
    def cle(self) -> tuple[Fraction, int, datetime, str]:
        """Return what it is sorted by, the best first."""
        assert self.score is not None
        return (-self.score, -(self.note_basse or 0), self.depose_a, self.id)


@dataclass(frozen=True, slots=True)
class Place:
    """A file in the ranking."""

    rang: int
    """Equal scores have the same rank, and the next one counts them: 1, 2, 2, 4."""
    id: str
    score: Fraction
    ex_aequo: bool
    departage: str
    """A key of DEPARTAGES: what sets it before the next file; SCORE for the last one."""


def classer(dossiers: Iterable[Classable]) -> list[Place]:
    """Return the files that have a score, the best first."""
    ordre = sorted((d for d in dossiers if d.score is not None), key=lambda d: d.cle)
    par_score: dict[Fraction, list[int]] = {}
    for i, d in enumerate(ordre, 1):
        par_score.setdefault(d.cle[0], []).append(i)
    return [
        Place(rangs[0], d.id, -d.cle[0], len(rangs) > 1, _departage(d, suivant))
        for d, suivant in zip_longest(ordre, ordre[1:])
        if (rangs := par_score[d.cle[0]])
    ]


def _departage(d: Classable, suivant: Classable | None) -> str:
    if suivant is None:
        return SCORE
    return next(nom for nom, un, autre in zip(DEPARTAGES, d.cle, suivant.cle, strict=True) if un != autre)
