"""Reports on published sheets: what readers say is wrong, and what moderation did about it."""

from observatoire.signalements.actions import repondre, signaler
from observatoire.signalements.lecture import TAILLE_PAGE, compter_ouverts, lister, obstacle, obtenir
from observatoire.signalements.model import CORRIGEE, GARDEE, OUVERT, RETIREE, SUITES, Saisie, Signalement

__all__ = [
    "CORRIGEE",
    "GARDEE",
    "OUVERT",
    "RETIREE",
    "SUITES",
    "TAILLE_PAGE",
    "Saisie",
    "Signalement",
    "compter_ouverts",
    "lister",
    "obstacle",
    "obtenir",
    "repondre",
    "signaler",
]
