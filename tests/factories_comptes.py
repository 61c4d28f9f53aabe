"""Accounts for tests, made by the real actions."""

from observatoire.comptes.actions import creer_compte
from observatoire.comptes.model import OPERATEUR, Compte

MOT_DE_PASSE = "cheval agrafe pile correcte"


def un_compte(role: str = "moderateur", *, email: str = "", nom: str = "Camille Martin") -> Compte:
    """Create an account; its password is MOT_DE_PASSE."""
    return creer_compte(OPERATEUR, email or f"{role}@exemple.fr", nom, role, MOT_DE_PASSE)
