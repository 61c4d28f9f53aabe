"""What endings teach: causes by theme and by age, how long alliances last, and how much of it was told at all."""

from observatoire.analyses.fins.lecture import lister_lecons, lister_parcours
from observatoire.analyses.fins.model import Bilan, Groupe, Lecon, Palier, Parcours, Survie
from observatoire.analyses.fins.rules import AGES, bilan, kaplan_meier, survie

__all__ = [
    "AGES",
    "Bilan",
    "Groupe",
    "Lecon",
    "Palier",
    "Parcours",
    "Survie",
    "bilan",
    "kaplan_meier",
    "lister_lecons",
    "lister_parcours",
    "survie",
]
