"""What a territory's page says of its pratiques and structures. Pure records."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from observatoire.pratiques import Resume

PORTEES: Mapping[str, str] = MappingProxyType(
    {"ici": "déclarées ici", "dessous": "plus bas", "dessus": "déclarées plus haut"}
)
"""How a pratique concerns a territory; each is in exactly one: declared for it, for a part of it, for what contains it."""


@dataclass(frozen=True, slots=True)
class Arret:
    """A pratique that ended: what became of it, and why, as far as it is told."""

    pratique_id: str
    titre: str
    activite: str
    causes: tuple[str, ...]
    """Codes of the vocabulary cause_arret, the most important first; empty when nobody told."""
    annee_fin: int | None


@dataclass(frozen=True, slots=True)
class StructureLa:
    """A structure that declares a territory, or a part of it."""

    id: str
    nom: str
    type_structure: str | None
    cote_defaut: str | None
    site: str | None
    lieu: str
    """Name of the territory that it declares."""
    origine: str = ""
    """Whose data it is and under which licence, when it came from an outside source."""


@dataclass(frozen=True, slots=True)
class Partenaires:
    """The partners named in the pratiques of a territory."""

    par_cote: Mapping[str, int]
    """Side → distinct names; one that stands on two sides counts in each."""
    principaux: tuple[tuple[str, str, int], ...]
    """Name, side, number of pratiques there: the most often named first."""


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of a territory; what nobody told is not here, and is not nothing."""

    comptes: Mapping[str, int]
    """PORTEES → number of pratiques."""
    mixtes: int
    """Alliances between both sides, among those here and below."""
    demo: int
    """Invented ones among those here and below."""
    par_dessus: Mapping[str, int]
    """Territory that contains this one → pratiques declared for it, from near to far; without any: absent."""
    listes: Mapping[str, tuple[Resume, ...]]
    """PORTEES → the first of them, alliances first."""
    facettes: Mapping[str, Mapping[str, int]]
    """cote, theme, activite → code → count, among those here and below."""
    arrets: tuple[Arret, ...]
    """The first that ended here and below."""
    arretees: int
    causes: Mapping[str, int]
    """Cause → pratiques that ended for it, among those here and below; '' counts those that do not tell."""
    structures: tuple[StructureLa, ...]
    """The first that declare this territory or a part of it, in alphabetical order."""
    nombre_structures: int
    partenaires: Partenaires

    @property
    def sur_place(self) -> int:
        """Pratiques declared for this territory or a part of it."""
        return self.comptes["ici"] + self.comptes["dessous"]
