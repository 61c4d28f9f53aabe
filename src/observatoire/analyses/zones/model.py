"""What a cell territory × theme holds, how hard it was looked at, and the five classes it may be in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from observatoire.territoires import Territoire
from observatoire.vocabulaires import vocabulaire

NON_OBSERVE, VIDE, UN_SEUL_COTE, GISEMENT, ALLIANCE = CLASSES = vocabulaire("zone").codes
"""From what is not known to what is joined up."""
EFFORTS = vocabulaire("effort").codes
"""Codes of the efforts 0, 1 and 2."""
COTES = ("es", "ts")
"""The two sides that are looked for; a structure of both is of each."""
TOUS = ""
"""Stands for every theme together, and for what has none."""
_AJOUTS = "obs--"


def theme_large(code: str) -> str:
    """Return the coarse theme of a theme: its category, itself for one of ours (docs/adr/0009)."""
    return code if code.startswith(_AJOUTS) else code.partition("--")[0]


THEMES = tuple(dict.fromkeys(theme_large(code) for code in vocabulaire("thematique").codes))
"""The coarse themes, in the vocabulary's order."""


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known in a cell. Structures are counted once each, by the side they act on."""

    es: int = 0
    """structures that act as social entrepreneurs only"""
    ts: int = 0
    """structures that act as social workers only"""
    deux: int = 0
    """structures that act on both sides"""
    pratiques: int = 0
    """pratiques located in the territory, or declared for a wider one that holds it"""
    couvrantes: int = 0
    """those of them that are declared for a wider one"""
    alliances: int = 0
    """mixed pratiques that nobody said ended"""
    terminees: int = 0
    """mixed pratiques that ended"""
    a_verifier: int = 0
    """pratiques that name both sides, not ended, whose mixity is not known yet"""
    demo: int = 0
    """pratiques that are invented"""

    @property
    def structures(self) -> int:
        """Structures of either side."""
        return self.es + self.ts + self.deux

    def du_cote(self, cote: str) -> int:
        """Return the structures that act on a side, those of both included."""
        return self.deux + (self.es if cote == "es" else self.ts)

    def inversee(self) -> Self:
        """Return the same with the sides swapped."""
        return replace(self, es=self.ts, ts=self.es)


@dataclass(frozen=True, slots=True)
class Observation:
    """How hard one side was looked for, as somebody noted it."""

    territoire_id: str
    theme: str
    """Coarse theme, or TOUS."""
    cote: str
    effort: int
    """0 nobody looked, 1 in part, 2 thoroughly."""
    vaut_dessous: bool
    """Holds for every territory inside too."""
    source: str
    observe_le: date


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard one side of a cell was looked for, and who says so; `notes` is empty when nobody noted anything."""

    niveau: int = 0
    notes: tuple[Observation, ...] = ()

    @property
    def code(self) -> str:
        """Value of the vocabulary `effort`."""
        return EFFORTS[self.niveau]


@dataclass(frozen=True, slots=True)
class Case:
    """One cell."""

    territoire_id: str
    theme: str
    """Coarse theme, or TOUS."""
    classe: str
    """One of CLASSES, as `rules.classer` says."""
    presence: Presence
    es: Effort
    ts: Effort

    def effort(self, cote: str) -> Effort:
        """Return how hard a side was looked for."""
        return self.es if cote == "es" else self.ts


@dataclass(frozen=True, slots=True)
class Matrice:
    """A territory and those just under it, by coarse theme; every cell is there."""

    territoire: Territoire
    enfants: tuple[Territoire, ...]
    cases: Mapping[tuple[str, str], Case]
    """(territory, theme) → cell, the theme TOUS included."""
    avec_demo: bool
    """Invented pratiques are counted too."""

    @property
    def territoires(self) -> tuple[Territoire, ...]:
        """The territory, then its children."""
        return (self.territoire, *self.enfants)

    def case(self, territoire_id: str, theme: str) -> Case:
        """Return a cell; an unknown one is a programming error (KeyError)."""
        return self.cases[territoire_id, theme]

    def par_theme(self) -> Iterator[Case]:
        """Yield the cells of a coarse theme, by theme then territory."""
        for theme in THEMES:
            for territoire in self.territoires:
                yield self.cases[territoire.id, theme]

    @property
    def demo(self) -> int:
        """Invented pratiques counted for the territory."""
        return self.cases[self.territoire.id, TOUS].presence.demo


@dataclass(frozen=True, slots=True)
class PratiqueVue:
    """One pratique that a cell rests on."""

    id: str
    titre: str
    mixite: str
    activite: str | None
    annee_debut: int | None
    lieu: str | None
    """Name of its first declared territory."""
    couvre: bool
    """Declared for a wider territory."""
    terminee: bool
    est_demo: bool


@dataclass(frozen=True, slots=True)
class StructureVue:
    """One structure that a cell rests on, and the sides it acts on there."""

    nom: str
    es: bool
    ts: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """What a cell rests on."""

    case: Case
    territoire: Territoire
    pratiques: tuple[PratiqueVue, ...]
    structures: tuple[StructureVue, ...]
    """In the order of their names."""

    @property
    def alliances(self) -> tuple[PratiqueVue, ...]:
        """Mixed pratiques that nobody said ended."""
        return tuple(p for p in self.pratiques if p.mixite == "mixte" and not p.terminee)

    @property
    def finies(self) -> tuple[PratiqueVue, ...]:
        """Mixed pratiques that ended."""
        return tuple(p for p in self.pratiques if p.mixite == "mixte" and p.terminee)
