"""Who may do what: roles, rights, accounts, passwords and sessions."""

from observatoire.comptes.droits import Objet, exiger, motif_de_refus
from observatoire.comptes.model import ANONYME, OPERATEUR, ROLES, Compte, Personne

__all__ = ["ANONYME", "OPERATEUR", "ROLES", "Compte", "Objet", "Personne", "exiger", "motif_de_refus"]
