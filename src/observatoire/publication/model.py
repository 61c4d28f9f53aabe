"""What is declared of a public resource, and what an export is. Pure records: no database, no format."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Type = Literal["texte", "entier", "nombre", "date", "instant", "booleen", "objets"]


@dataclass(frozen=True, slots=True)
class Colonne:
    """One column: its technical name, and what a reader must know of it (in French)."""

    nom: str
    libelle: str
    description: str
    type: Type = "texte"
    liste: bool = False
    vocabulaire: str | None = None
    """Vocabulary of its values; files for people show their names, the others their codes."""
    requise: bool = False
    """Never empty."""
    derivee: bool = False
    """Made from other columns or views: absent from the view itself."""
    fichiers: bool = True
    """Present in the files; False for what only the JSON says."""
    ressource: str | None = None
    """For `objets`: the resource that describes each of them."""
    largeur: int = 18
    """Width in a spreadsheet, in characters."""


@dataclass(frozen=True, slots=True)
class Ressource:
    """A public resource: the view it reads, its key, its columns in order, the formats it is given in."""

    nom: str
    libelle: str
    description: str
    vue: str
    """View it reads; empty when its rows are computed from several."""
    cle: tuple[str, ...]
    colonnes: tuple[Colonne, ...]
    formats: tuple[str, ...] = ("json",)
    tues: tuple[tuple[str, str], ...] = ()
    """Columns of the view that are not given, each with the reason."""

    @property
    def des_fichiers(self) -> tuple[Colonne, ...]:
        """The columns that files hold."""
        return tuple(c for c in self.colonnes if c.fichiers)

    def colonne(self, nom: str) -> Colonne:
        """Return a column by its name; an unknown one is a programming error (KeyError)."""
        for colonne in self.colonnes:
            if colonne.nom == nom:
                return colonne
        raise KeyError(nom)


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: `nom` in `format=`, `extension` after the address."""

    nom: str
    extension: str
    type_mime: str
    libelle: str
    description: str

    @property
    def media(self) -> str:
        """The media type without its parameters, as an Accept header compares it."""
        return self.type_mime.partition(";")[0]


@dataclass(frozen=True)
class Export:
    """A file to give: read `octets` once whole, or `morceaux` one after the other."""

    nom: str
    """File name, with the day."""
    type_mime: str
    nombre: int
    """Pratiques selected; one withdrawn while the file is made is absent from it."""
    demo_exclues: int
    """Demonstration pratiques that answered and are not given."""
    morceaux: Iterator[bytes]

    @cached_property
    def octets(self) -> bytes:
        """The whole file."""
        return b"".join(self.morceaux)
