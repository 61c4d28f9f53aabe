"""Photos and documents that tell a pratique: checked by their content, cleaned, kept once each."""

from observatoire.pieces.actions import garder, oublier_les_orphelins
from observatoire.pieces.lecture import fichier_joint, fichier_public, lister_publiques
from observatoire.pieces.model import DOCUMENT, PHOTO, Fichier, Piece

__all__ = [
    "DOCUMENT",
    "PHOTO",
    "Fichier",
    "Piece",
    "fichier_joint",
    "fichier_public",
    "garder",
    "lister_publiques",
    "oublier_les_orphelins",
]
