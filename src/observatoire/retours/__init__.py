"""The voice of the people served, beside that of both sides: never of fewer than five, never an address kept."""

from observatoire.retours.actions import FormulairePerime, decider_phrase, ouvrir, publier_les_lots, repondre
from observatoire.retours.debit import TropDeReponses
from observatoire.retours.lecture import (
    TAILLE_PAGE,
    compter_au_territoire,
    compter_phrases,
    lire_voix,
    lister_lots,
    lister_phrases,
    lister_retraits,
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
    LotPublie,
    Paroles,
    Phrase,
    Retrait,
    Saisie,
    Voix,
)
from observatoire.retours.preuve import reevaluer
from observatoire.retours.retraits import retablir_reponse, retirer_reponse

__all__ = [
    "A_LIRE",
    "ECARTEE",
    "PUBLIEE",
    "QUESTIONS",
    "TAILLE_PAGE",
    "VOIX",
    "Adresse",
    "FormulairePerime",
    "LotPublie",
    "Paroles",
    "Phrase",
    "Retrait",
    "Saisie",
    "TropDeReponses",
    "Voix",
    "compter_au_territoire",
    "compter_phrases",
    "decider_phrase",
    "lire_voix",
    "lister_lots",
    "lister_phrases",
    "lister_retraits",
    "obstacle",
    "ouvrir",
    "par_code",
    "publier_les_lots",
    "reevaluer",
    "repondre",
    "retablir_reponse",
    "retirer_reponse",
    "trouver_adresse",
]
