"""What names a structure for sure, and what is proposed of one while typing."""

from dataclasses import dataclass
from typing import Literal

Genre = Literal["siret", "siren", "rna"]


@dataclass(frozen=True, slots=True)
class Numero:
    """An official number, checked and normalised."""

    genre: Genre
    valeur: str

    @property
    def siren(self) -> str | None:
        """The legal unit that it names, None for an association's own number."""
        return None if self.genre == "rna" else self.valeur[:9]

    @property
    def siret(self) -> str | None:
        """The establishment that it names, None when it names none."""
        return self.valeur if self.genre == "siret" else None

    @property
    def rna(self) -> str | None:
        """The association's number, None for the others."""
        return self.valeur if self.genre == "rna" else None


@dataclass(frozen=True, slots=True)
class Proposition:
    """A structure already known, to choose rather than type again."""

    nom: str
    commune: str
    """Name of its commune, '' when it declares none or several."""
    numero: str
    """Its SIRET, or its SIREN, or its RNA; '' when none is known."""
