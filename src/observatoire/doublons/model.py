"""What is compared of two records, and why they may be one."""

from dataclasses import dataclass

PRATIQUE, CONTRIBUTION = "pratique", "contribution"
"""Kinds of record that may tell the same thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """What is compared of a record."""

    id: str
    titre: str
    genre: str = PRATIQUE
    perimetre: frozenset[str] = frozenset()
    """Declared territories and all that contain them."""
    partenaires: frozenset[str] = frozenset()
    """Keys of their names."""
    sirets: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    """Themes, publics, obstacles and form."""

    @property
    def cle(self) -> str:
        """Return what names it in a decision."""
        return f"{self.genre}:{self.id}"


@dataclass(frozen=True, slots=True)
class Ressemblance:
    """Why a record may be the same as another one."""

    avec: Trait
    note: float
    """0 to 1: the likelihood that moderation sorts by, never shown as a figure."""
    raisons: tuple[str, ...]
    """In French words."""
    doublon: bool
    """Enough to ask whether it is the same; else only near."""


@dataclass(frozen=True, slots=True)
class Paire:
    """Two published pratiques to look at side by side."""

    une: Trait
    autre: Trait
    note: float
    raisons: tuple[str, ...]
