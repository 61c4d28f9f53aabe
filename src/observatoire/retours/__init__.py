"""The voice of the people served, beside that of both sides: never of fewer than five, never an address kept."""

from observatoire.retours.actions import FormulairePerime, decider_phrase, ouvrir, publier_les_lots, repondre
from observatoire.retours.debit import TropDeReponses
from observatoire.retours.lecture import (
    TAILLE_PAGE,
    compter_au_territoire,
    compter_phrases,
    lire_voix,
    lister_phrases,
    obstacle,
    par_code,
    trouver_adresse,
)
from observatoire.retours.model import (
    A_LIRE,
    ECARTEE,
    PUBLIEE,
    QUESTIONS,
    VOIX,
    Adresse,
    Paroles,
    Phrase,
    Saisie,
    Voix,
)

__all__ = [
    "A_LIRE",
    "ECARTEE",
    "PUBLIEE",
    "QUESTIONS",
    "TAILLE_PAGE",
    "VOIX",
    "Adresse",
    "FormulairePerime",
    "Paroles",
    "Phrase",
    "Saisie",
    "TropDeReponses",
    "Voix",
    "compter_au_territoire",
    "compter_phrases",
    "decider_phrase",
    "lire_voix",
    "lister_phrases",
    "obstacle",
    "ouvrir",
    "par_code",
    "publier_les_lots",
    "repondre",
    "trouver_adresse",
]
