"""What a pratique is: one collaboration or territorial initiative, with its partners and its sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from observatoire.pieces.model import Piece


@dataclass(frozen=True, slots=True)
class Partenaire:
    """The place of one structure in one pratique; unknown role is None."""

    rang: int
    nom: str
    cote: str
    role: str | None
    structure_id: str | None
    apporte: tuple[str, ...]
    cherche: tuple[str, ...]
    confirmation: str | None
    cle_structure: str = ""
    """What names it in an address; '' in a draft."""
    siren: str | None = None
    """Of the structure that the directory knows."""


@dataclass(frozen=True, slots=True)
class StructureNommee:
    """A structure as pratiques name it: its key in an address, its name, how many pratiques."""

    cle: str
    nom: str
    nombre: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from; `table_rapport` is the workshop's table, 0 for the rest of the report."""

    rang: int
    titre: str
    url: str | None
    date_le: date | None
    table_rapport: int | None
    citation: str | None


@dataclass(frozen=True, slots=True)
class Effet:
    """What one lever changed for one obstacle in a pratique; the three are codes."""

    rang: int
    frein: str
    levier: str
    effet: str


@dataclass(frozen=True, slots=True)
class Inspiration:
    """A published pratique that another one comes from (or that comes from it), and what was kept, changed, left."""

    pratique_id: str
    """The other one."""
    titre: str
    garde: str | None
    change: str | None
    abandonne: str | None


@dataclass(frozen=True, slots=True)
class Confirmations:
    """How many partners of a sheet confirmed it, of how many; one who refused counts in the second, unnamed."""

    confirmes: int = 0
    partenaires: int = 0


AUCUNE = Confirmations()


@dataclass(frozen=True, slots=True)
class Resume:
    """One line of a list: enough for a card."""

    id: str
    titre: str
    resume: str
    origine: str
    forme: str | None
    activite: str | None
    mixite: str
    cotes: tuple[str, ...]
    thematiques: tuple[str, ...]
    territoires: tuple[str, ...]
    lieu: str | None
    """Name of the first declared territory, with its département's code for a commune; None without place."""
    annee_debut: int | None
    source_le: date | None
    confirmee_le: date | None
    est_demo: bool
    maj_a: datetime
    distance_km: float | None = None
    """From the commune asked to the nearest one declared, as the crow flies; None without a radius."""
    confirmations: Confirmations = AUCUNE


@dataclass(frozen=True, slots=True)
class Pratique:
    """The whole sheet, as the public may see it."""

    id: str
    origine: str
    titre: str
    resume: str
    recit: str | None
    resultats: str | None
    difficultes: str | None
    forme: str | None
    objectifs: tuple[str, ...]
    familles: tuple[str, ...]
    thematiques: tuple[str, ...]
    publics: tuple[str, ...]
    freins: tuple[str, ...]
    leviers: tuple[str, ...]
    mots_libres: tuple[str, ...]
    activite: str | None
    causes_arret: tuple[str, ...]
    annee_debut: int | None
    annee_fin: int | None
    niveau_preuve: str
    territoires: tuple[str, ...]
    perimetre: tuple[str, ...]
    lon: float | None
    lat: float | None
    mixite: str
    cotes: tuple[str, ...]
    site: str | None
    licence: str
    source_le: date | None
    confirmee_le: date | None
    est_demo: bool
    version: int
    maj_a: datetime
    publiee_a: datetime
    lieux: tuple[str, ...] = ()
    """Names of the declared territories, in their order."""
    partenaires: tuple[Partenaire, ...] = ()
    sources: tuple[Source, ...] = ()
    pieces: tuple[Piece, ...] = ()
    acquis: str | None = None
    """What worked all the same, of one that stopped."""
    a_refaire: str | None = None
    condition_manquante: str | None = None
    effets: tuple[Effet, ...] = ()
    inspirations: tuple[Inspiration, ...] = ()
    """What it comes from."""
    confirmations: Confirmations = AUCUNE

    @property
    def territoires_declares(self) -> tuple[str, ...]:
        """Return the declared territories, as a draft names them."""
        return self.territoires


@dataclass(frozen=True, slots=True)
class Totaux:
    """How many pratiques answer a question; `situees + larges + nationales + sans_lieu == nombre`."""

    nombre: int
    situees: int
    """in a commune, hence on the map of points"""
    sans_lieu: int
    nationales: int
    larges: int
    """declared for a wider territory than a commune, the country left out"""
    mixtes: int
    demo: int
    lieux: int
    """distinct first territories of the placed ones: about how many marks a map of communes would draw"""


@dataclass(frozen=True, slots=True)
class Lieu:
    """One mark of the map: the pratiques that share a commune, or a wider territory when communes are too many."""

    territoire_id: str
    nom: str
    niveau: str
    lon: float
    lat: float
    nombre: int
    mixtes: int
    es: int
    ts: int
    terminees: int
    confirmees: int
    titre_unique: str | None
    """The pratique's title when it is alone there."""


@dataclass(frozen=True, slots=True)
class Proche:
    """A pratique that looks like another, and the codes they share."""

    resume: Resume
    communs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assouplissement:
    """What a question would give without one of its conditions."""

    champ: str
    """Field of `Recherche` put back to its default."""
    nombre: int


@dataclass(frozen=True, slots=True)
class Repartition:
    """How an answer spreads over the values of one field, in numbers of pratiques."""

    comptes: Mapping[str, int]
    """Value → count, the largest first; a pratique with several values counts in each."""
    inconnus: int
    """How many say nothing of the field."""


@dataclass(frozen=True, slots=True)
class Repartitions:
    """Every spread of one answer, read at once: each is over the same `nombre` pratiques."""

    nombre: int
    mixite: Repartition
    themes: Mapping[str, Mapping[str, int]]
    """Coarse theme (a category, or a theme of ours) → mixity → count, the largest theme first."""
    sans_theme: Mapping[str, int]
    """Mixity → count of those without a theme."""
    forme: Repartition
    activite: Repartition
    objectif: Repartition
    annee: Repartition
    """By year of start, in order."""
    niveau: str
    """Level of the territories counted, just under the territory asked; '' under a commune."""
    territoire: Repartition


@dataclass(frozen=True, slots=True)
class Evolution:
    """One change of a published sheet: when (naive UTC) and which fields, unknown when empty; never by whom."""

    a: datetime
    champs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parole:
    """The report's own words on an obstacle or a lever; table 0 is the study, the round table or the synthesis."""

    vocabulaire: str
    """'frein' or 'levier'."""
    code: str
    texte: str
    tables: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alentours:
    """What surrounds a sheet."""

    proches: tuple[Proche, ...] = ()
    suites: tuple[Inspiration, ...] = ()
    """What comes from it, the oldest first."""
    evolutions: tuple[Evolution, ...] = ()
    """From the first change to the last."""
    paroles: tuple[Parole, ...] = ()
