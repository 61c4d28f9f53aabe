"""What the catalogue is once read and settled, and what a load did with it."""

from dataclasses import dataclass
from typing import Any

Entree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries of every file, checked, look-alikes settled; plain dicts with the files' own fields."""

    pratiques: tuple[Entree, ...]
    """Those of exemples.yaml then documentees.yaml, each with its `origine`: rapport or documentee."""
    structures: tuple[Entree, ...]
    pistes: tuple[Entree, ...]
    paroles: tuple[Entree, ...]
    """Objectives, obstacles and levers, each with its `vocabulaire`."""
    termes: tuple[Entree, ...]


@dataclass(frozen=True, slots=True)
class Compte:
    """What became of the entries of one kind."""

    creees: int = 0
    mises_a_jour: int = 0
    inchangees: int = 0
    conservees: tuple[str, ...] = ()
    """Ids of rows edited since they were loaded, whose entry has changed: the row was kept."""
    absentes: tuple[str, ...] = ()
    """Ids of rows loaded once whose entry is no longer in the catalogue: they stay as they are."""

    @property
    def ecrites(self) -> int:
        """Count the rows that the load wrote."""
        return self.creees + self.mises_a_jour


@dataclass(frozen=True, slots=True)
class BilanChargement:
    """What a load did, by kind of record; `str(bilan)` is a sentence to show."""

    pratiques: Compte
    structures: Compte
    pistes: Compte
    paroles: Compte
    termes: Compte

    @property
    def comptes(self) -> dict[str, Compte]:
        """Return each count by the French name of its kind."""
        return {
            "pratiques": self.pratiques,
            "structures": self.structures,
            "pistes": self.pistes,
            "paroles du rapport": self.paroles,
            "entrées du glossaire": self.termes,
        }

    def __str__(self) -> str:
        """Return one line by kind, and the ids a person should look at."""
        return "\n".join(ligne for nom, compte in self.comptes.items() for ligne in _lignes(nom, compte))


def _lignes(nom: str, compte: Compte) -> list[str]:
    lignes = [
        f"  {nom} : {compte.creees} créées, {compte.mises_a_jour} mises à jour, {compte.inchangees} inchangées"
    ]
    if compte.conservees:
        lignes.append(f"    gardées telles que modifiées depuis : {', '.join(compte.conservees)}")
    if compte.absentes:
        lignes.append(f"    plus au catalogue, laissées en place : {', '.join(compte.absentes)}")
    return lignes
