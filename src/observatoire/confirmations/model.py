"""What a confirmation is: a partner named on a published sheet is asked by a link of its own, and answers once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

ENVOYEE, CONFIRMEE, REFUSEE, REVOQUEE = "envoyee", "confirmee", "refusee", "revoquee"
EXPIREE = "expiree"
"""An invitation left without an answer for too long: said of it, never written."""

TRANSITIONS = {
    ("confirmer", ENVOYEE): CONFIRMEE,
    ("refuser", ENVOYEE): REFUSEE,
    ("revoquer", ENVOYEE): REVOQUEE,
}
"""(verb, state) → state reached. What is not here is not possible."""

DUREE = timedelta(days=60)
"""How long a link waits for its answer."""

SANS_DEMANDE, INVITEE = "sans_demande", "invitee"
"""Of a partner: never asked, asked and expected to answer. The other states are those of vocabulary `confirmation`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One link, as whoever holds it reads it: the sheet, and what is said there of the partner."""

    id: str
    pratique_id: str
    titre: str
    resume: str
    nom: str
    cote: str
    role: str | None
    apporte: tuple[str, ...]
    etat: str
    expire_a: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reponse:
    """What a partner says of itself when it confirms."""

    role: str = ""
    apporte: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartenaireSuivi:
    """A partner of a published sheet, as those who ask follow it."""

    nom: str
    cote: str
    etat: str
    expire_a: datetime | None
    """Of its last link."""
