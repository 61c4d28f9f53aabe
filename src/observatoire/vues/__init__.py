"""Saved views: a question of the explorer that an account names, finds again and may share by its address."""

from observatoire.vues.actions import enregistrer, partager, remplacer, renommer, supprimer
from observatoire.vues.lecture import lister, partagee
from observatoire.vues.model import NOM_MAX, VUES_AU_PLUS, Vue

__all__ = [
    "NOM_MAX",
    "VUES_AU_PLUS",
    "Vue",
    "enregistrer",
    "lister",
    "partagee",
    "partager",
    "remplacer",
    "renommer",
    "supprimer",
]
