"""White zones: where both sides are and where they are joined up, by territory and theme."""

from observatoire.analyses.zones.actions import noter
from observatoire.analyses.zones.importation import Apercu, Ligne, previsualiser
from observatoire.analyses.zones.lecture import LISTE_AU_PLUS, lire_cases, lire_detail, lire_matrice
from observatoire.analyses.zones.model import (
    ALLIANCE,
    CLASSES,
    COTES,
    EFFORTS,
    GISEMENT,
    NON_OBSERVE,
    THEMES,
    TOUS,
    UN_SEUL_COTE,
    VIDE,
    Case,
    Detail,
    Effort,
    Matrice,
    Observation,
    PratiqueVue,
    Presence,
    StructureVue,
    theme_large,
)
from observatoire.analyses.zones.rules import TERMINEES, classer

__all__ = [
    "ALLIANCE",
    "CLASSES",
    "COTES",
    "EFFORTS",
    "GISEMENT",
    "LISTE_AU_PLUS",
    "NON_OBSERVE",
    "TERMINEES",
    "THEMES",
    "TOUS",
    "UN_SEUL_COTE",
    "VIDE",
    "Apercu",
    "Case",
    "Detail",
    "Effort",
    "Ligne",
    "Matrice",
    "Observation",
    "PratiqueVue",
    "Presence",
    "StructureVue",
    "classer",
    "lire_cases",
    "lire_detail",
    "lire_matrice",
    "noter",
    "previsualiser",
    "theme_large",
]
