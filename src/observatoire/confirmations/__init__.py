"""Partners asked by a link of their own whether they take part: they confirm, correct what is said of them, or refuse."""

from observatoire.confirmations.actions import adresse_du_lien, confirmer, inviter, refuser, revoquer
from observatoire.confirmations.lecture import cote_du_lien, lister_partenaires, obstacle, par_jeton
from observatoire.confirmations.model import Invitation, PartenaireSuivi, Reponse

__all__ = [
    "Invitation",
    "PartenaireSuivi",
    "Reponse",
    "adresse_du_lien",
    "confirmer",
    "cote_du_lien",
    "inviter",
    "lister_partenaires",
    "obstacle",
    "par_jeton",
    "refuser",
    "revoquer",
]
