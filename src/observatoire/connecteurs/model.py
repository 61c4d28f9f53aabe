"""What a connector is, what its source tells, what that would change here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

DATA_INCLUSION, GOGOCARTO, GEOJSON, TABLEUR = "data_inclusion", "gogocarto", "geojson", "tableur"
FORMATS: Mapping[str, str] = {
    DATA_INCLUSION: "data·inclusion v1",
    GOGOCARTO: "GoGoCarto",
    GEOJSON: "GeoJSON",
    TABLEUR: "tableur publié (CSV, XLSX)",
}
NOUVELLE, MODIFIEE, ABSENTE = "nouvelle", "modifiee", "absente"
GENRES: Mapping[str, str] = {
    NOUVELLE: "Nouvelles",
    MODIFIEE: "Modifiées",
    ABSENTE: "Absentes depuis 30\u00a0jours",
}
PROPOSEE, ACCEPTEE, REFUSEE = "proposee", "acceptee", "refusee"
ABSENCE = timedelta(days=30)
"""How long a structure must be absent from its source before its withdrawal is proposed."""

COLONNES: Mapping[str, str] = {
    "nom": "nom",
    "description": "description",
    "type_structure": "type",
    "cote_defaut": "côté proposé",
    "siren": "SIREN",
    "siret": "SIRET",
    "rna": "RNA",
    "site": "site",
    "territoires": "commune",
    "source_titre": "source",
    "source_url": "lien",
    "licence": "licence",
}
"""Columns of a structure that a source may tell → how they are named on screen."""
CHAMPS: Mapping[str, str] = {**COLONNES, "thematiques": "thématiques", "publics": "publics"}
"""Everything compared; the two last stay beside the structure, on its outside name."""

Valeurs = Mapping[str, Any]
"""Field → text, list of texts or None."""


@dataclass(frozen=True, slots=True)
class Connecteur:
    """A reviewed file of data/connecteurs."""

    code: str
    libelle: str
    actif: bool
    format: str
    source: str
    licence: str
    relecteur: str
    revu_le: date
    adresse: str = ""
    fichier: str = ""
    services: str = ""
    """Where the services of the same source are: an address, or a file as `fichier`."""
    pages: bool = False
    """The address answers page by page, as the data·inclusion API does."""
    jeton: bool = False
    """The address asks for a key, read in the environment."""
    delai_s: int = 120
    """Seconds within which everything must have come."""
    territoires: tuple[str, ...] = ()
    """Only what is inside these; everything when empty."""
    champs: Mapping[str, str] = field(default_factory=dict)
    """Our field → where the source tells it, dots going inside objects."""
    constantes: Mapping[str, str] = field(default_factory=dict)
    """Our field → its value for every structure of the source."""


@dataclass(frozen=True, slots=True)
class Entite:
    """One structure as a source tells it."""

    cle: str
    """`source--id`."""
    champs: Valeurs
    """A value for each of CHAMPS."""
    maj_le: date | None = None


@dataclass(frozen=True, slots=True)
class Lue:
    """What reading a source gave."""

    entites: Mapping[str, Entite]
    vues: frozenset[str]
    """Every `source--id` told, also by rows that were left out."""
    lues: int
    ecartees: Mapping[str, int]
    """Why rows were left out → how many."""
    hors: int = 0


@dataclass(frozen=True, slots=True)
class Externe:
    """The outside name of a structure, as last accepted."""

    cle: str
    structure_id: str
    champs: Valeurs
    ecrits: Valeurs
    creee: bool
    absente_depuis: datetime | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: as it is known here, as the source tells it."""

    champ: str
    avant: Any
    apres: Any
    garde: bool = False
    """Stays as it is here: the catalogue or somebody wrote it."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """What accepting one structure of a source would do."""

    cle: str
    genre: str
    structure_id: str | None
    rapprochement: str
    entite: Entite
    differences: tuple[Difference, ...]
    empreinte: str
    id: str = ""

    @property
    def nom(self) -> str:
        """Name of the structure, as the source tells it."""
        return str(self.entite.champs["nom"])


@dataclass(frozen=True, slots=True)
class Actualisation:
    """One refresh."""

    connecteur: str
    a: datetime
    reussie: bool
    message: str
    lues: int
    ecartees: int
    hors: int
    nouvelles: int
    modifiees: int
    inchangees: int
    absentes: int


@dataclass(frozen=True, slots=True)
class Lot:
    """Proposals accepted together."""

    id: str
    connecteur: str
    a: datetime
    nombre: int
    annule_a: datetime | None
