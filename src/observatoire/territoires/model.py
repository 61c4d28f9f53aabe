"""What a territory is: an official code at a level, and what contains it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

NIVEAUX: Mapping[str, str] = MappingProxyType(
    {
        "commune": "Commune",
        "epci": "Intercommunalité",
        "departement": "Département",
        "region": "Région",
        "pays": "Pays",
    }
)
"""Levels from near to far: code and what people read."""

FRANCE = "pays-FR"


@dataclass(frozen=True, slots=True)
class Territoire:
    """A commune, EPCI, département, région, or the country."""

    id: str
    """`commune-75056`, `epci-200054781`, `departement-75`, `region-11`, `pays-FR`."""
    niveau: str
    code: str
    """Official code, as text: `01001`, `2A004`, `97411`; SIREN of an EPCI."""
    nom: str
    ancetres: tuple[str, ...]
    """Ids of what contains it, from near to far. An EPCI lists every département and région it spans."""
    zone: str
    """`metro`, `drom` or `com`."""
    codes_postaux: tuple[str, ...] = ()
    population: int | None = None
    """Legal population; unknown is None, never 0."""
    lon: float | None = None
    lat: float | None = None
    """A point inside it (the town hall of a commune), WGS 84."""
    nom_trouve: str | None = None
    """The former or delegated commune's name that a search found; None when its own name was."""

    @property
    def departement(self) -> str | None:
        """Code of a commune's département (or overseas collectivity)."""
        codes = (a.removeprefix("departement-") for a in self.ancetres if a.startswith("departement-"))
        return next(codes, None) if self.niveau == "commune" else None

    @property
    def libelle(self) -> str:
        """The name to show: 1,441 names belong to several communes, so a commune is never shown alone."""
        precision = self.code if self.niveau == "departement" else self.departement
        return f"{self.nom} ({precision})" if precision else self.nom

    @property
    def libelle_trouve(self) -> str:
        """The label in a list of results: « Oingt → Val d’Oingt (69) », « Paris (75), département »."""
        fin = "" if self.niveau in ("commune", "epci") else f", {NIVEAUX[self.niveau].lower()}"
        return f"{self.nom_trouve} → {self.libelle}{fin}" if self.nom_trouve else self.libelle + fin


def identifiant(niveau: str, code: str) -> str:
    """Return the id of a territory.

    Raises ValueError when the level is unknown.
    """
    if niveau not in NIVEAUX:
        raise ValueError(f"niveau inconnu : {niveau}")
    return f"{niveau}-{code}"
