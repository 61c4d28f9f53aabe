"""A sort of file and what a file of it says, in the words that one screen shows for all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column of the file."""

    nom: str
    sens: str
    exemples: tuple[str, str]
    """Two cells, for the model file."""
    facultative: bool = False


@dataclass(frozen=True, slots=True)
class LigneLue:
    """One row: its cells as read, what is wrong with it, what to write instead when that is sure."""

    numero: int
    """As a spreadsheet shows it: the titles are row 1."""
    cellules: Mapping[str, str]
    erreurs: tuple[str, ...] = ()
    proposition: str = ""
    avertissements: tuple[str, ...] = ()
    """What deserves a second look and prevents nothing."""
    doublon: str = ""
    """What it seems to repeat; the person decides."""


@dataclass(frozen=True, slots=True)
class Lecture:
    """What recording a file would do."""

    lignes: Sequence[LigneLue]
    effet: str
    """A sentence: what would be recorded, in place of what."""
    enregistrer: Callable[[], str]
    """Record the right rows; return the sentence that says so. Raises ErreurObservatoire, and then nothing changes."""

    enregistrer_les_doublons: Callable[[], str] | None = None
    """The same with the rows that seem to repeat something; None when no row can."""

    @property
    def doublons(self) -> list[LigneLue]:
        """The right rows that seem to repeat something."""
        return [ligne for ligne in self.lignes if ligne.doublon and not ligne.erreurs]

    @property
    def a_revoir(self) -> list[LigneLue]:
        """The right rows that deserve a second look."""
        return [ligne for ligne in self.lignes if ligne.avertissements and not ligne.erreurs]

    @property
    def justes(self) -> list[LigneLue]:
        """The rows that can be taken."""
        return [ligne for ligne in self.lignes if not ligne.erreurs]

    @property
    def fautives(self) -> list[LigneLue]:
        """The rows to correct."""
        return [ligne for ligne in self.lignes if ligne.erreurs]


@dataclass(frozen=True, slots=True)
class Sorte:
    """A sort of file that the screen takes."""

    code: str
    nom: str
    explication: str
    verbe: str
    """Right that recording asks for."""
    colonnes: tuple[Colonne, ...]
    modele: Callable[[], bytes] | None = None
    """Makes a model workbook of its own, with lists to choose from."""
