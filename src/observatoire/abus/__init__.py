"""What keeps hostile deposits from drowning the people who read, without asking anything of the others."""

from observatoire.abus.actions import fermer_les_depots, laisser_passer, nouveau_defi, rouvrir_les_depots
from observatoire.abus.lecture import fermeture
from observatoire.abus.model import (
    DepotsFermes,
    Fermeture,
    PreuveDemandee,
    Provenance,
    TropDeDepots,
    TropVite,
)
from observatoire.abus.rules import SUSPECTE, soupcons

__all__ = [
    "SUSPECTE",
    "DepotsFermes",
    "Fermeture",
    "PreuveDemandee",
    "Provenance",
    "TropDeDepots",
    "TropVite",
    "fermer_les_depots",
    "fermeture",
    "laisser_passer",
    "nouveau_defi",
    "rouvrir_les_depots",
    "soupcons",
]
