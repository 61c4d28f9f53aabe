"""Whether a published sheet is still true: its author says so in one gesture, and is asked as often as they chose."""

from observatoire.fraicheur.actions import choisir, preparer_rappels, reconfirmer, reconfirmer_par_lien
from observatoire.fraicheur.lecture import par_lien, suivre
from observatoire.fraicheur.model import Demande, Suivi

__all__ = [
    "Demande",
    "Suivi",
    "choisir",
    "par_lien",
    "preparer_rappels",
    "reconfirmer",
    "reconfirmer_par_lien",
    "suivre",
]
