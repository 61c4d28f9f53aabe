"""What makes two territories look alike, and what one of them lacks."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Nombres = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tableau:
    """A whole level: n territories × k indicators."""

    niveau: str
    ids: tuple[str, ...]
    """n territories."""
    codes: tuple[str, ...]
    """k indicators, in the order of portraits."""
    valeurs: Nombres
    """n × k, in the unit of each indicator; NaN where nothing is known."""
    ecarts: Nombres
    """n × k, standardised (see rules.standardiser), without unit; NaN where nothing is known."""
    populations: Nombres
    """n legal populations; NaN where unknown."""


@dataclass(frozen=True, slots=True)
class Semblable:
    """A territory that looks like another."""

    territoire_id: str
    distance: float
    """Root mean square of the standardised differences: 0 is the same on every variable compared."""
    ecarts: Mapping[str, float | None]
    """Indicator → standardised difference there minus here; None when one of both figures is missing."""
    valeurs: Mapping[str, float | None]
    """Indicator → figure there."""

    @property
    def partagees(self) -> int:
        """Variables compared."""
        return sum(e is not None for e in self.ecarts.values())


@dataclass(frozen=True, slots=True)
class Semblables:
    """The answer, nearest first, and over what it was looked for."""

    ici: Mapping[str, float | None]
    """Indicator → figure of the territory itself."""
    minimum: int
    """Variables that two territories must share to be compared."""
    facteur: int | None
    """Communes from 1/facteur to facteur times its population were compared; None when the whole level was."""
    candidats: int
    """Territories compared with this one."""
    proches: tuple[Semblable, ...]


@dataclass(frozen=True, slots=True)
class PratiqueLiee:
    """An alliance of a look-alike, as an example."""

    id: str
    titre: str
    lieu: str | None
    """Name of its first declared territory."""
    est_demo: bool


@dataclass(frozen=True, slots=True)
class Manque:
    """A theme or a form that look-alikes have an alliance of, and this territory none."""

    code: str
    chez: tuple[str, ...]
    """Ids of the look-alikes, nearest first."""
    pratiques: tuple[PratiqueLiee, ...]
    """The first of their alliances."""


@dataclass(frozen=True, slots=True)
class Manques:
    """What look-alikes have and this territory has not: what most of them have first."""

    themes: tuple[Manque, ...]
    formes: tuple[Manque, ...]
