"""How a partner's confirmation moves, what it must hold. Pure functions."""

from datetime import datetime

from observatoire.confirmations.model import (
    CONFIRMEE,
    ENVOYEE,
    EXPIREE,
    INVITEE,
    REFUSEE,
    SANS_DEMANDE,
    TRANSITIONS,
    Reponse,
)
from observatoire.vocabulaires import vocabulaire

APPORTS_AU_PLUS = 8
"""What a partner may say it brings: as many as a reader reads."""


def etat_de(etat: str, expire_a: datetime, a: datetime) -> str:
    """Return the state of an invitation at an instant: one that waits expires by itself."""
    return EXPIREE if etat == ENVOYEE and expire_a <= a else etat


def etat_du_partenaire(confirmation: str | None, expire_a: datetime | None, a: datetime) -> str:
    """Return where a partner stands: what its row says, its last link's end taken into account."""
    if confirmation == INVITEE and expire_a is not None and expire_a <= a:
        return EXPIREE
    return confirmation or SANS_DEMANDE


def transition_permise(verbe: str, etat: str) -> bool:
    """Tell whether an invitation in this state can be moved by this verb."""
    return (verbe, etat) in TRANSITIONS


def apres_invitation(confirmation: str | None) -> str:
    """Return what a partner's row says once a new link is made: what was answered stays until another answer."""
    return confirmation if confirmation in (CONFIRMEE, REFUSEE) else INVITEE


def apres_revocation(confirmation: str | None) -> str | None:
    """Return what a partner's row says once its link is called back."""
    return None if confirmation in (INVITEE, EXPIREE) else confirmation


def erreurs(reponse: Reponse) -> dict[str, str]:
    """Return what prevents a confirmation: field → what to do."""
    problemes = {}
    if reponse.role not in vocabulaire("role").codes:
        problemes["role"] = "Choisissez votre rôle dans la liste."
    if any(code not in vocabulaire("apport").codes for code in reponse.apporte):
        problemes["apporte"] = "Un apport n’est pas dans la liste\u00a0: décochez-le."
    elif len(set(reponse.apporte)) > APPORTS_AU_PLUS:
        problemes["apporte"] = f"Gardez-en {APPORTS_AU_PLUS} au plus\u00a0: les plus importants."
    return problemes
