"""What the reading of a call is: its phase, who reads, and each reading with where it stands."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

INDIVIDUEL, MISE_EN_COMMUN, DECISION = "individuel", "mise_en_commun", "decision"
PHASES = {
    INDIVIDUEL: "Chacun lit seul",
    MISE_EN_COMMUN: "Mise en commun",
    DECISION: "Décision",
}
"""Phase → how it is called, in order: one never goes back."""
DEMANDEE, OUVERTE, RENDUE, CONFLIT, RETIREE = "demandee", "ouverte", "rendue", "conflit", "retiree"
LECTURES = {
    DEMANDEE: "Conflit d’intérêts à déclarer",
    OUVERTE: "En cours",
    RENDUE: "Rendue",
    CONFLIT: "En conflit d’intérêts",
    RETIREE: "Retirée",
}
"""State of a reading → how it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelecteurNomme:
    """Somebody who reads a call for a college."""

    compte_id: str
    nom: str
    college: str
    siren: str | None
    structure: str | None
    actif: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Saisie:
    """What a reader types; `notes`: criterion → mark, None for « sans objet », absent while it is not said."""

    notes: Mapping[str, int | None] = field(default_factory=dict)
    commentaires: Mapping[str, str] = field(default_factory=dict)
    recommandation: str = ""
    commentaire: str = ""
    note_privee: str = ""
    """For the reader only: shown to nobody else, ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relecture:
    """One reading of one application."""

    candidature_id: str
    compte_id: str
    college: str
    etat: str
    saisie: Saisie
    lien: str | None
    version: int
    maj_a: datetime
    rendue_a: datetime | None

    @classmethod
    def de_ligne(cls, ligne: Mapping[str, Any]) -> Self:
        """Return a reading from its row."""
        saisie = Saisie(
            notes=json.loads(ligne["notes"]),
            commentaires=json.loads(ligne["commentaires"]),
            recommandation=ligne["recommandation"] or "",
            commentaire=ligne["commentaire"] or "",
            note_privee=ligne["note_privee"] or "",
        )
        champs = (
            "candidature_id",
            "compte_id",
            "college",
            "etat",
            "lien",
            "version",
            "maj_a",
            "rendue_a",
        )
        return cls(**{nom: ligne[nom] for nom in champs}, saisie=saisie)
