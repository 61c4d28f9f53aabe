"""The pratiques: what they are, the question asked of them, and how they are read."""

from observatoire.pratiques.lecture import (
    comprendre,
    compter,
    facettes,
    lieux,
    lister,
    obtenir,
    par_territoire,
)
from observatoire.pratiques.model import Lieu, Partenaire, Pratique, Resume, Source, Totaux
from observatoire.pratiques.question import Recherche

__all__ = [
    "Lieu",
    "Partenaire",
    "Pratique",
    "Recherche",
    "Resume",
    "Source",
    "Totaux",
    "comprendre",
    "compter",
    "facettes",
    "lieux",
    "lister",
    "obtenir",
    "par_territoire",
]
