"""What is known of how pratiques ended. Pure records."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcours:
    """One pratique, from its beginning to its end or to the last news of it."""

    anonyme: bool
    est_demo: bool
    mixite: str
    activite: str | None
    causes: tuple[str, ...]
    """Codes of cause_arret, the most important first; empty when nobody told."""
    themes: tuple[str, ...]
    """Coarse themes (a category, or a theme of ours); of an anonymous one, the first only."""
    annee_debut: int | None
    annee_fin: int | None
    annee_nouvelles: int
    """Year of the last confirmation, else of its newest source, else of its last change."""
    lecon: bool
    """Somebody told what worked all the same, what they would do again, or what lacked."""


@dataclass(frozen=True, slots=True)
class Groupe:
    """Endings that share a theme or an age."""

    code: str
    nombre: int
    racontees: int
    """Those whose cause is told."""
    causes: Mapping[str, int]
    """Cause → endings that name it, among their three; the most frequent first."""


@dataclass(frozen=True, slots=True)
class Bilan:
    """What is known of endings; what nobody told is counted as such, never as no failure."""

    tout: Groupe
    par_activite: Mapping[str, int]
    premieres: Mapping[str, int]
    """Cause → endings that put it first."""
    lecons: int
    """Endings with something learned in words."""
    anonymes: int
    """Those told without a name; 0 while they are too few to be counted."""
    demo: int
    par_theme: tuple[Groupe, ...]
    themes_sans_anonymes: bool
    """Anonymous ones are left out of this table: some group would hold too few."""
    par_age: tuple[Groupe, ...]
    ages_sans_anonymes: bool


@dataclass(frozen=True, slots=True)
class Palier:
    """One year of a survival curve at which something ended."""

    annees: int
    a_risque: int
    """Alliances followed until then."""
    fins: int
    part: float
    """Share that goes on after it, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Survie:
    """How long alliances last."""

    suivies: int
    arretees: int
    """Those whose end is known, with both years."""
    sans_dates: int
    """Alliances left out: the year of start, or that of the end, or whether they go on, is not told."""
    paliers: tuple[Palier, ...]
    demo: int


@dataclass(frozen=True, slots=True)
class Lecon:
    """What those who lived an ending say of it, on a sheet that anybody can read."""

    pratique_id: str
    titre: str
    activite: str
    causes: tuple[str, ...]
    acquis: str | None
    a_refaire: str | None
    condition_manquante: str | None
    est_demo: bool
