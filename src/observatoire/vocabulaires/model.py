"""What a vocabulary is: an ordered, closed list of values, each with its code, its name and its meaning."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Categorie:
    """A heading that groups values for display."""

    code: str
    libelle: str


@dataclass(frozen=True, slots=True)
class Valeur:
    """One value. A value is never renamed or removed: it is retired at a date."""

    code: str
    libelle: str
    description: str
    court: str
    """Short name for tables and badges; the full one when there is no shorter."""
    categorie: Categorie | None = None
    """Heading, for thematique."""
    cote_defaut: str | None = None
    """Proposed side, for type_structure; always overridable."""
    retire_le: date | None = None
    """Day from which the value is no longer proposed; records that carry it keep it."""

    @property
    def est_categorie(self) -> bool:
        """Tell whether the value is its own heading: the category, not more precisely."""
        return self.categorie is not None and self.categorie.code == self.code


@dataclass(frozen=True)
class Vocabulaire:
    """An ordered list of values with distinct codes."""

    nom: str
    libelle: str
    description: str
    valeurs: tuple[Valeur, ...]

    @cached_property
    def _par_code(self) -> dict[str, Valeur]:
        return {valeur.code: valeur for valeur in self.valeurs}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code, retired ones included, in order."""
        return tuple(self._par_code)

    @cached_property
    def proposees(self) -> tuple[Valeur, ...]:
        """The values a form proposes: those that are not retired."""
        return tuple(valeur for valeur in self.valeurs if valeur.retire_le is None)

    @cached_property
    def categories(self) -> tuple[Categorie, ...]:
        """The headings, in the order of their first value; none for most vocabularies."""
        return tuple(dict.fromkeys(v.categorie for v in self.valeurs if v.categorie is not None))

    def etendue(self, code: str) -> tuple[str, ...]:
        """Return what a filter on a code matches: the code itself, and for a category all that stands under it."""
        valeur = self.get(code)
        if valeur is None or not valeur.est_categorie:
            return (code,)
        return tuple(v.code for v in self.valeurs if v.categorie == valeur.categorie)

    def get(self, code: str | None) -> Valeur | None:
        """Return the value of that code, or None."""
        return None if code is None else self._par_code.get(code)

    def __contains__(self, code: object) -> bool:
        return code in self._par_code

    def __iter__(self) -> Iterator[Valeur]:
        return iter(self.valeurs)

    def __len__(self) -> int:
        return len(self.valeurs)
