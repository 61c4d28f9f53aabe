"""Calls for projects: written by a funder, with the alliance clause that the place allows, opened and closed to the second."""

from observatoire.appels.actions import clore, commencer, enregistrer, prolonger, publier, retirer
from observatoire.appels.clause import CLAUSES, EXPLICATIONS, Recommandation, recommander
from observatoire.appels.lecture import (
    lister_miens,
    lister_publics,
    objet,
    obtenir,
    obtenir_public,
    recommandation,
)
from observatoire.appels.model import (
    PHASES,
    Appel,
    ContenuAppel,
    Critere,
    CritereSaisi,
    Termes,
    Vague,
    VagueSaisie,
)
from observatoire.appels.montants import ecrire_montant, lire_montant, lire_part
from observatoire.appels.rules import erreurs, lire_termes

__all__ = [
    "CLAUSES",
    "EXPLICATIONS",
    "PHASES",
    "Appel",
    "ContenuAppel",
    "Critere",
    "CritereSaisi",
    "Recommandation",
    "Termes",
    "Vague",
    "VagueSaisie",
    "clore",
    "commencer",
    "ecrire_montant",
    "enregistrer",
    "erreurs",
    "lire_montant",
    "lire_part",
    "lire_termes",
    "lister_miens",
    "lister_publics",
    "objet",
    "obtenir",
    "obtenir_public",
    "prolonger",
    "publier",
    "recommandation",
    "recommander",
    "retirer",
]
