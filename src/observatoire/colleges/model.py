"""Reading by two colleges: who may read for which, their opinions on one deposit, and what they make."""

from dataclasses import dataclass
from datetime import datetime

ES, TS = "es", "ts"
COLLEGES = {ES: "Entrepreneurs sociaux", TS: "Travail social"}


@dataclass(frozen=True, slots=True)
class Lecteur:
    """An account that reads for a college, and the structure it belongs to ('' when it belongs to none)."""

    compte_id: str
    college: str
    structure: str


@dataclass(frozen=True, slots=True)
class Avis:
    """One reader's opinion on one deposit."""

    compte_id: str
    college: str
    oui: bool
    motif: str
    """Why not; what to look at, with a yes, if one wishes."""
    a: datetime


@dataclass(frozen=True, slots=True)
class Lecture:
    """Where the reading of one deposit stands, as one person may see it."""

    avis: tuple[Avis, ...]
    """Those this person may read: its own before two are given, all of them after."""
    donnes: tuple[str, ...]
    """Colleges that gave an opinion already, in their order."""
    suite: str
    """One of `rules.SUITES`."""
    obstacle: str
    """Why this person may not give an opinion now, '' when it may."""
