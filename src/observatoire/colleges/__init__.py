"""Optional reading by two colleges: one for social entrepreneurs, one for social workers; a third reader decides a disagreement."""

from observatoire.colleges.actions import donner_avis, nommer_lecteur, oublier_lecteur
from observatoire.colleges.lecture import attendus, lecteur, lire, lister_lecteurs
from observatoire.colleges.model import COLLEGES, Avis, Lecteur, Lecture

__all__ = [
    "COLLEGES",
    "Avis",
    "Lecteur",
    "Lecture",
    "attendus",
    "donner_avis",
    "lecteur",
    "lire",
    "lister_lecteurs",
    "nommer_lecteur",
    "oublier_lecteur",
]
