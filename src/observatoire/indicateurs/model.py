"""What an indicator is: a figure of territories, its meaning, its limits, and where its values come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

Nature = Literal["quantite", "taux"]
"""An amount, summed over communes; or one sum divided by another, never a mean of rates."""

RUBRIQUES: Mapping[str, str] = MappingProxyType(
    {
        "population": "Population",
        "ressources": "Ressources",
        "logement": "Logement",
        "quartiers": "Quartiers et zonages",
        "autres": "Autres indicateurs",
    }
)
"""Groups of a portrait, in order: code and what people read."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Where a numerator counts: the rows whose column holds one of these values."""

    colonne: str
    parmi: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Donnees:
    """A delivered file of values by official code, and how to read an indicator in it."""

    fichier: str
    """Path from the data folder; .parquet or .csv, with a column `code`."""
    niveau: str = "commune"
    """Level of the codes; what contains them is summed from them."""
    colonne: str | None = None
    numerateur: str | None = None
    denominateur: str | None = None
    facteur: float = 1
    si: Condition | None = None
    secret_sous: int | None = None

    @property
    def colonnes(self) -> tuple[str, ...]:
        """The columns to read, `code` apart."""
        lues = (self.colonne, self.numerateur, self.denominateur, self.si.colonne if self.si else None)
        return tuple(dict.fromkeys(c for c in lues if c))


@dataclass(frozen=True, slots=True)
class Indicateur:
    """The meaning of an indicator, as its file and the store hold it."""

    code: str
    rubrique: str
    """One of RUBRIQUES."""
    ordre: int
    libelle: str
    definition: str
    unite: str
    nature: Nature
    decimales: int
    annee: int
    source: str
    limites: str
    """What it does not say."""
    semblables: bool
    """Compares territories of one level, to find those that look alike."""
    relecteur: str
    revu_le: date


@dataclass(frozen=True, slots=True)
class Definition:
    """A file of data/indicateurs; `donnees` is None for an indicator that is imported."""

    indicateur: Indicateur
    donnees: Donnees | None


@dataclass(frozen=True, slots=True)
class Valeur:
    """One figure of one territory."""

    valeur: float
    annee: int


@dataclass(frozen=True, slots=True)
class Mesure:
    """A line of a portrait: the territory's figure beside those of what contains it; None is « non disponible »."""

    indicateur: Indicateur
    ici: Valeur | None
    reperes: Mapping[str, Valeur | None]
    """Territory id → figure, in the order of `Portrait.reperes`."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """Every indicator that has values, for one territory, by group then order."""

    territoire_id: str
    reperes: Sequence[str]
    """Ids of the département, région and country it is compared with, from near to far."""
    mesures: tuple[Mesure, ...]
