"""What waits for moderation: one row for each contribution or reported sheet, with the reasons to look at it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from observatoire.contributions.model import Contribution
from observatoire.vocabulaires import vocabulaire

RAISONS = vocabulaire("attention").codes
"""Reasons of attention, the most pressing first."""
ATTENTE_LONGUE = timedelta(days=14)
"""Beyond, an answer is late."""
TAILLE_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class EnAttente:
    """One row of the queue."""

    id: str
    """Of the contribution, or of the oldest open report of the sheet."""
    titre: str
    depuis: datetime
    raisons: tuple[str, ...]
    """Why it deserves attention, in the order of `RAISONS`; never empty."""
    suspecte: bool
    """It looks like an automatic sending: read after the others."""
    pratique_id: str | None
    contribution: Contribution | None
    """None for a sheet that was reported."""
    signalements: int
    """How many open reports its sheet has."""
    prise_par: str | None
    """Name of the account that reads it now."""


@dataclass(frozen=True, slots=True)
class File:
    """One page of the queue."""

    lignes: tuple[EnAttente, ...]
    total: int
    par_raison: dict[str, int]
    """How many rows have each reason, whatever the page; a row may have several."""


@dataclass(frozen=True, slots=True)
class Delai:
    """How long contributions answered in one quarter had waited; never fewer than five of them."""

    annee: int
    trimestre: int
    nombre: int
    median: timedelta
    neuf_sur_dix: timedelta
    """Nine in ten waited no longer."""
