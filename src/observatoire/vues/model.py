"""What a saved view is."""

from dataclasses import dataclass
from datetime import datetime

from observatoire.pratiques import Recherche

NOM_MAX = 80
VUES_AU_PLUS = 100
"""Views that an account may keep."""


@dataclass(frozen=True, slots=True)
class Vue:
    """A question with a name."""

    id: str
    nom: str
    question: Recherche
    partagee: bool
    """Whether anybody who has its address may open it."""
    maj_a: datetime
