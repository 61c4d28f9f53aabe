"""Messages written in the transaction of what they tell, and sent afterwards: an outbox in the store."""

from observatoire.courrier.actions import marquer_envoye, noter_un_retour, poster, remettre
from observatoire.courrier.envoi import Bilan, distribuer
from observatoire.courrier.lecture import compter, lister
from observatoire.courrier.model import A_ENVOYER, ABANDONNE, ENVOYE, REJETE, REMIS, Lettre
from observatoire.courrier.rules import LONGUEUR_COURRIEL, courriel_sain

__all__ = [
    "ABANDONNE",
    "A_ENVOYER",
    "ENVOYE",
    "LONGUEUR_COURRIEL",
    "REJETE",
    "REMIS",
    "Bilan",
    "Lettre",
    "compter",
    "courriel_sain",
    "distribuer",
    "lister",
    "marquer_envoye",
    "noter_un_retour",
    "poster",
    "remettre",
]
