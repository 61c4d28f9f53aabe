"""Look-alikes: the nearest territories of the same level, and what they have that this one has not."""

from observatoire.analyses.semblables.lecture import chercher, lire_tableau, manques, version_des_chiffres
from observatoire.analyses.semblables.model import (
    Manque,
    Manques,
    PratiqueLiee,
    Semblable,
    Semblables,
    Tableau,
)

__all__ = [
    "Manque",
    "Manques",
    "PratiqueLiee",
    "Semblable",
    "Semblables",
    "Tableau",
    "chercher",
    "lire_tableau",
    "manques",
    "version_des_chiffres",
]
