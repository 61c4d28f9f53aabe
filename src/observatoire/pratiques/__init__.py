"""The pratiques: what they are, the question asked of them, and how they are read."""

from observatoire.pratiques import periode
from observatoire.pratiques.alentours import entourer
from observatoire.pratiques.lecture import (
    MARQUES_AU_PLUS,
    TAILLE_PAGE,
    assouplir,
    comprendre,
    compter,
    facettes,
    lieux,
    lister,
    lister_par_ids,
    mixite_par_territoire,
    obtenir,
    par_territoire,
    proches,
)
from observatoire.pratiques.model import (
    Alentours,
    Assouplissement,
    Evolution,
    Lieu,
    Parole,
    Partenaire,
    Pratique,
    Proche,
    Repartition,
    Repartitions,
    Resume,
    Source,
    Totaux,
)
from observatoire.pratiques.question import FILTRES, PORTEES, Recherche
from observatoire.pratiques.repartition import repartir
from observatoire.pratiques.rules import fraicheur_de

__all__ = [
    "FILTRES",
    "MARQUES_AU_PLUS",
    "PORTEES",
    "TAILLE_PAGE",
    "Alentours",
    "Assouplissement",
    "Evolution",
    "Lieu",
    "Parole",
    "Partenaire",
    "Pratique",
    "Proche",
    "Recherche",
    "Repartition",
    "Repartitions",
    "Resume",
    "Source",
    "Totaux",
    "assouplir",
    "comprendre",
    "compter",
    "entourer",
    "facettes",
    "fraicheur_de",
    "lieux",
    "lister",
    "lister_par_ids",
    "mixite_par_territoire",
    "obtenir",
    "par_territoire",
    "periode",
    "proches",
    "repartir",
]
