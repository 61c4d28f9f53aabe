"""The voice of the people served, and of both sides, on a pratique: three closed questions and one optional sentence.

No answer is kept as such: an answer adds one to three counters of its month. Nobody can be told from another, not even here.
"""

from dataclasses import dataclass
from datetime import date, datetime

QUESTIONS = ("utile", "ecoute", "ensemble")
"""Codes of the vocabulary `question_retour`, in the order they are asked."""
PERSONNE, ES, TS = "personne", "es", "ts"
VOIX = (PERSONNE, ES, TS)
"""Who answers: codes of the vocabulary `voix`."""
NOTES = {"oui": 2, "un_peu": 1, "non": 0}
"""Answer (vocabulary `reponse_retour`) → what it weighs."""
A_LIRE, PUBLIEE, ECARTEE = "a_lire", "publiee", "ecartee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saisie:
    """What somebody answers; a question not answered yet is an empty text."""

    utile: str = ""
    ecoute: str = ""
    ensemble: str = ""
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Adresse:
    """The short address of a pratique, and the secret that signs its partners' links and the forms served there."""

    pratique_id: str
    titre: str
    code: str
    secret: str


@dataclass(frozen=True, slots=True)
class Mois:
    """What came in one month, for one pratique and one voice: how many answers, and the sum of notes of each question."""

    mois: date
    """First day of the month."""
    nombre: int
    sommes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lot:
    """Whole months put together until they hold enough answers: the smallest thing ever published."""

    du: date
    au: date
    """First days of the first and of the last month."""
    nombre: int
    sommes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Voix:
    """What one voice says of a pratique, as published: positions from 0 (no) to 100 (yes)."""

    voix: str
    reponses: int
    utile: int
    ecoute: int
    ensemble: int
    du: date
    au: date


@dataclass(frozen=True, slots=True)
class Paroles:
    """All that is published of the voices of a pratique."""

    voix: tuple[Voix, ...] = ()
    phrases: tuple[tuple[str, str], ...] = ()
    """(voice, sentence), in no order of time."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence as moderation reads it."""

    id: str
    pratique_id: str
    titre: str
    voix: str
    mois: date
    texte: str
    etat: str


@dataclass(frozen=True, slots=True)
class LotPublie:
    """One published batch as moderation finds it: no figure but how many answers it holds."""

    pratique_id: str
    titre: str
    voix: str
    du: date
    au: date
    reponses: int


@dataclass(frozen=True, slots=True)
class Retrait:
    """One answer taken out of a batch; back in it once `annule_a` is set."""

    id: str
    pratique_id: str
    titre: str
    voix: str
    du: date
    raison: str
    a: datetime
    annule_a: datetime | None
