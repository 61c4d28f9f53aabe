"""Figures of the territories, each with its meaning, its year, its source and what it does not say."""

from observatoire.indicateurs.lecture import lister, matrice, obtenir, portrait, reperes_de, valeurs
from observatoire.indicateurs.model import RUBRIQUES, Indicateur, Mesure, Portrait, Valeur

__all__ = [
    "RUBRIQUES",
    "Indicateur",
    "Mesure",
    "Portrait",
    "Valeur",
    "lister",
    "matrice",
    "obtenir",
    "portrait",
    "reperes_de",
    "valeurs",
]
