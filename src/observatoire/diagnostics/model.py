"""What a shared diagnosis is: frozen figures, texts of both sides block by block, and who signed what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from observatoire.territoires import Territoire

BROUILLON, OUVERT, SIGNE, RETIRE = "brouillon", "ouvert_a_signature", "signe", "retire"
COTES = ("es", "ts")
COMMUN = "commun"
"""Stands for both sides: a text that either may write."""

Chiffres = dict[str, Any]
"""The figures of a diagnosis, JSON-ready; their shape is that of chiffres.composer."""
Cle = tuple[str, str]
"""(block, side)."""


@dataclass(frozen=True, slots=True)
class Bloc:
    """A part of the document."""

    titre: str
    cotes: tuple[str, ...]
    """Who has a text in it: each side its own reading, or COMMUN."""
    invite: str
    """What to write there."""


_LECTURES = ("es", "ts")
BLOCS: Mapping[str, Bloc] = {
    "portrait": Bloc("Portrait", _LECTURES, "Ce que ces chiffres disent, et taisent, vu de votre côté."),
    "besoins": Bloc(
        "Besoins", (COMMUN, *_LECTURES), "Ce dont les habitants ont besoin, et ce qui le montre."
    ),
    "offre_es": Bloc(
        "Ce qu’offrent les entrepreneurs sociaux", _LECTURES, "Ce qui existe, ce qui manque dans cette liste."
    ),
    "offre_ts": Bloc(
        "Ce qu’offre le travail social", _LECTURES, "Ce qui existe, ce qui manque dans cette liste."
    ),
    "alliances": Bloc(
        "Alliances en cours et terminées", _LECTURES, "Ce qui tient, ce qui s’est arrêté, et pourquoi."
    ),
    "zones": Bloc("Zones blanches", _LECTURES, "Où relier d’abord, où chercher encore."),
    "voix": Bloc("Voix", _LECTURES, "Ce que les personnes accompagnées en disent, sans nommer personne."),
    "desaccords": Bloc("Désaccords", (COMMUN,), "Ce sur quoi les deux côtés ne lisent pas la même chose."),
    "priorites": Bloc(
        "Priorités", (COMMUN,), "Ce que les deux côtés décident de faire d’abord, et qui s’en charge."
    ),
}
"""The blocks in the order of the document."""
TEXTES: tuple[Cle, ...] = tuple((code, cote) for code, bloc in BLOCS.items() for cote in bloc.cotes)


@dataclass(frozen=True, slots=True)
class Texte:
    """One text; version 0 is one that nobody has written yet."""

    texte: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Partie:
    """Who speaks for a side."""

    compte_id: str
    cote: str
    au_nom_de: str
    """Organisation."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a valid secret link opens."""

    diagnostic_id: str
    cote: str


@dataclass(frozen=True, slots=True)
class Signature:
    """What one side signed, whole."""

    cote: str
    au_nom_de: str
    empreinte: str
    """SHA-256 of the canonical JSON of `contenu`."""
    contenu: Mapping[str, Any]
    signe_a: datetime


@dataclass(frozen=True, slots=True)
class EtatSignature:
    """Where a side stands: nothing signed, a signature that holds, or one that fell."""

    signature: Signature | None
    changes: tuple[str, ...] = ()
    """What changed since, in sentences."""

    @property
    def vaut(self) -> bool:
        """Tell whether the side has signed what is shown, and it still is what the observatory knows."""
        return self.signature is not None and not self.changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """The document as it is kept."""

    id: str
    territoire_id: str
    etat: str
    chiffres: Chiffres | None
    """Frozen; None in a draft."""
    chiffres_a: datetime | None
    textes: Mapping[Cle, Texte]
    """Every key of TEXTES."""
    parties: tuple[Partie, ...]
    signatures: Mapping[str, Signature]
    """Side → the last it signed."""
    cree_a: datetime
    maj_a: datetime

    def cote_de(self, compte_id: str | None) -> str | None:
        """Return the side that an account speaks for, None when it does not."""
        return next((p.cote for p in self.parties if p.compte_id == compte_id), None)

    @property
    def organisations(self) -> dict[str, tuple[str, ...]]:
        """Side → in whose names it is written."""
        return {c: tuple(dict.fromkeys(p.au_nom_de for p in self.parties if p.cote == c)) for c in COTES}


@dataclass(frozen=True, slots=True)
class Vue:
    """The document as it is shown: its figures, and what the observatory knows today."""

    diagnostic: Diagnostic
    territoire: Territoire
    chiffres: Chiffres
    """Frozen ones, today's in a draft."""
    changes: tuple[str, ...]
    """What differs today from the frozen figures, in sentences; nothing in a draft."""
    signatures: Mapping[str, EtatSignature]
    """By side."""
    empreinte: str
    """SHA-256 of what is shown: what a signature is set on."""
