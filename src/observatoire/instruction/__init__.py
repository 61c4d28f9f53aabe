"""Reading applications: readers by college, conflicts told before a file opens, marks that count once, phases."""

from observatoire.instruction.actions import (
    confier,
    declarer,
    ecarter,
    enregistrer,
    nommer,
    passer_a,
    rendre,
    repartir,
)
from observatoire.instruction.classement import Classable, Place, classer
from observatoire.instruction.lecture import (
    Rangee,
    a_lire,
    appel_de,
    avis_des_autres,
    ouvrir_le_dossier,
    phase,
    relecteurs,
    table,
    une,
)
from observatoire.instruction.model import LECTURES, PHASES, RelecteurNomme, Relecture, Saisie
from observatoire.instruction.notes import COLLEGES, RECOMMANDATIONS, ecrire_note

__all__ = [
    "COLLEGES",
    "LECTURES",
    "PHASES",
    "RECOMMANDATIONS",
    "Classable",
    "Place",
    "Rangee",
    "RelecteurNomme",
    "Relecture",
    "Saisie",
    "a_lire",
    "appel_de",
    "avis_des_autres",
    "classer",
    "confier",
    "declarer",
    "ecarter",
    "ecrire_note",
    "enregistrer",
    "nommer",
    "ouvrir_le_dossier",
    "passer_a",
    "phase",
    "relecteurs",
    "rendre",
    "repartir",
    "table",
    "une",
]
