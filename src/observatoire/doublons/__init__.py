"""Say that two records may tell the same collaboration, remember what was decided of it, join what is one."""

from observatoire.doublons.actions import annuler_la_fusion, dire_differents, fusionner, reperer
from observatoire.doublons.lecture import (
    chercher,
    fusionnee_dans,
    lister_paires,
    parmi_les_attentes,
    reconnaitre,
)
from observatoire.doublons.model import CONTRIBUTION, PRATIQUE, Paire, Ressemblance, Trait
from observatoire.doublons.rules import comparer

__all__ = [
    "CONTRIBUTION",
    "PRATIQUE",
    "Paire",
    "Ressemblance",
    "Trait",
    "annuler_la_fusion",
    "chercher",
    "comparer",
    "dire_differents",
    "fusionnee_dans",
    "fusionner",
    "lister_paires",
    "parmi_les_attentes",
    "reconnaitre",
    "reperer",
]
