"""What keeps a sheet fresh: a rhythm, a next reminder, and the link that it carries."""

from dataclasses import dataclass
from datetime import date, timedelta

JAMAIS = "jamais"
MOIS = {"trimestrielle": 3, "semestrielle": 6, "annuelle": 12, JAMAIS: None}
"""Rhythm (vocabulary `frequence_rappel`) → months between two reminders."""
DUREE = timedelta(days=60)
"""How long a reminder's link waits."""
ATTENDUE, REPONDUE, PERIMEE = "attendue", "repondue", "perimee"
"""Where a reminder's link stands."""


@dataclass(frozen=True, slots=True)
class Suivi:
    """What an author sees of the freshness of their sheet."""

    pratique_id: str
    confirmee_le: date | None
    frequence: str
    rappel_le: date | None
    courriel: bool
    """An address is known to send reminders to."""


@dataclass(frozen=True, slots=True)
class Demande:
    """What a reminder's link shows to its holder."""

    pratique_id: str
    titre: str
    etat: str
    confirmee_le: date | None
