"""What a report is: somebody says that a published sheet is wrong; moderation answers for it."""

from dataclasses import dataclass
from datetime import datetime

OUVERT, CORRIGEE, RETIREE, GARDEE = "ouvert", "corrigee", "retiree", "gardee"
"""States: waiting, then closed because the sheet was corrected, withdrawn, or rightly kept as it is."""
SUITES = (CORRIGEE, GARDEE, RETIREE)
"""What moderation may decide, the most frequent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saisie:
    """A report as typed; only the reason is asked for."""

    motif: str = ""
    precisions: str = ""
    courriel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signalement:
    """A report as kept: moderation only."""

    id: str
    pratique_id: str
    titre: str
    """Of the pratique, as it is now."""
    statut_pratique: str
    motif: str
    precisions: str | None
    courriel: str | None
    """To answer with; erased with the decision."""
    etat: str
    reponse: str | None
    """Why it was decided so."""
    moderateur_id: str | None
    version: int
    cree_a: datetime
    decide_a: datetime | None
