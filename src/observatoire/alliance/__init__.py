"""Whether a collaboration is an alliance: seven answers, a verdict, and which side holds what."""

from observatoire.alliance.asymetrie import AXES, mesurer
from observatoire.alliance.fiche import dossier_de
from observatoire.alliance.model import Dossier, Membre, Reponse, Seuils, Verification
from observatoire.alliance.rules import verifier

__all__ = [
    "AXES",
    "Dossier",
    "Membre",
    "Reponse",
    "Seuils",
    "Verification",
    "dossier_de",
    "mesurer",
    "verifier",
]
