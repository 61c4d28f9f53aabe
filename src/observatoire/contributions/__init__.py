"""How the observatory comes to know a pratique: a form, a draft, a secret link, a reading, a decision."""

from observatoire.contributions.actions import (
    commencer_brouillon,
    deposer,
    donner_courriel,
    enregistrer_brouillon,
    retirer,
    retirer_pratique,
)
from observatoire.contributions.decisions import demander_correction, publier, refuser
from observatoire.contributions.lecture import (
    TAILLE_PAGE,
    compter,
    contenu_de_pratique,
    delai_de_reponse,
    lister_decidees,
    lister_file,
    lister_miennes,
    lister_revisions,
    obstacle,
    obtenir,
    obtenir_par_jeton,
)
from observatoire.contributions.model import (
    PORTEES,
    Contenu,
    Contribution,
    EffetSaisi,
    PartenaireSaisi,
    PieceSaisie,
    Revision,
)
from observatoire.contributions.rules import avertissements, changements, erreurs

__all__ = [
    "PORTEES",
    "TAILLE_PAGE",
    "Contenu",
    "Contribution",
    "EffetSaisi",
    "PartenaireSaisi",
    "PieceSaisie",
    "Revision",
    "avertissements",
    "changements",
    "commencer_brouillon",
    "compter",
    "contenu_de_pratique",
    "delai_de_reponse",
    "demander_correction",
    "deposer",
    "donner_courriel",
    "enregistrer_brouillon",
    "erreurs",
    "lister_decidees",
    "lister_file",
    "lister_miennes",
    "lister_revisions",
    "obstacle",
    "obtenir",
    "obtenir_par_jeton",
    "publier",
    "refuser",
    "retirer",
    "retirer_pratique",
]
