"""Organisations: read their number, find them while typing, tie the partners of a sheet to them, create those that lack."""

from observatoire.structures.actions import rattacher, suivre, touchees
from observatoire.structures.lecture import proposer, trouver_par_numero
from observatoire.structures.model import Numero, Proposition
from observatoire.structures.numeros import erreur_numero, lisible, numero_de

__all__ = [
    "Numero",
    "Proposition",
    "erreur_numero",
    "lisible",
    "numero_de",
    "proposer",
    "rattacher",
    "suivre",
    "touchees",
    "trouver_par_numero",
]
