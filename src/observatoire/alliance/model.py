"""What the mixity check reads of a pratique or of an application, and what it answers. None is always « unknown »."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["mixte", "mixte_desequilibree", "non_mixte", "a_verifier"]

DEUX_COTES, OPERATIONNELS, BUDGET, DECISION, BESOINS, CONFIRMES, TEMPS_DE_LIEN = (
    "deux_cotes",
    "operationnels",
    "budget",
    "decision",
    "besoins",
    "confirmes",
    "temps_de_lien",
)
QUESTIONS = (DEUX_COTES, OPERATIONNELS, BUDGET, DECISION, BESOINS, CONFIRMES, TEMPS_DE_LIEN)
"""The seven questions, in the order they are answered; the first four make the verdict."""
FACULTATIVES = frozenset({BESOINS, CONFIRMES, TEMPS_DE_LIEN})
"""Advice, or requirement where a call says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membre:
    """One partner."""

    nom: str
    cote: str
    """Vocabulary `cote`; `inconnu` when nobody said."""
    role: str | None = None
    siren: str | None = None
    part_budget: float | None = None
    """Share of the whole budget, 0 to 1."""
    decide: bool | None = None
    """Sits in the body that decides."""
    a_l_initiative: bool | None = None
    credite: bool | None = None
    """Named in public as one of the authors."""
    confirme: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A collaboration to check."""

    membres: tuple[Membre, ...]
    liste_complete: bool = True
    """False when the source does not claim to name every partner: a side it leaves out is then unknown, not missing."""
    besoins_ensemble: bool | None = None
    """The needs were defined by both sides."""
    temps_de_lien: bool | None = None
    """Time to know each other is in the budget."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seuils:
    """What a call asks for."""

    part_minimale: float = 0.2
    """Share of the budget that the smaller side must reach, 0 to 0.5."""
    exigees: frozenset[str] = frozenset()
    """Those of `FACULTATIVES` that are required."""


@dataclass(frozen=True, slots=True)
class Reponse:
    """The answer to one question: yes, no or unknown, and why, in a French sentence."""

    question: str
    valeur: bool | None
    phrase: str
    exigee: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """The seven answers and what they make."""

    reponses: tuple[Reponse, ...]
    verdict: Verdict
    exigences: bool | None
    """Every required answer is yes; None while an unknown could still tell; True when nothing is required."""
    changeraient: tuple[tuple[tuple[str, ...], Verdict], ...]
    """(questions, verdict): the smallest sets of answers which, turned to yes, give another verdict."""

    def reponse(self, question: str) -> Reponse:
        """Return the answer to one question."""
        return next(r for r in self.reponses if r.question == question)
