"""Structures told by outside sources: each source is a reviewed file, refreshed on demand, accepted before it shows."""

from observatoire.connecteurs.actions import accepter, refuser
from observatoire.connecteurs.actualisation import actualiser
from observatoire.connecteurs.fichiers import lire_connecteurs
from observatoire.connecteurs.lecture import (
    compter_propositions,
    dernieres_actualisations,
    lister,
    lister_lots,
    lister_propositions,
)
from observatoire.connecteurs.model import (
    CHAMPS,
    FORMATS,
    GENRES,
    Actualisation,
    Connecteur,
    Difference,
    Lot,
    Proposition,
)
from observatoire.connecteurs.retour import annuler

__all__ = [
    "CHAMPS",
    "FORMATS",
    "GENRES",
    "Actualisation",
    "Connecteur",
    "Difference",
    "Lot",
    "Proposition",
    "accepter",
    "actualiser",
    "annuler",
    "compter_propositions",
    "dernieres_actualisations",
    "lire_connecteurs",
    "lister",
    "lister_lots",
    "lister_propositions",
    "refuser",
]
