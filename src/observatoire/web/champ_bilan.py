"""What an ended collaboration teaches: why it stopped, when, what worked all the same, what lacked."""

import streamlit as st

from observatoire.clock import aujourd_hui
from observatoire.contributions.rules import CAUSES, PREMIERE_ANNEE
from observatoire.web.champs import Problemes, liste, note, texte
from observatoire.web.saisie_pratique import Saisie

TEXTES = {
    "acquis": ("Ce qui a marché quand même", "Ce qui reste, ce que vous seriez fiers de montrer"),
    "a_refaire": ("Ce qu’on referait", "Ce que vous garderiez, et ce que vous feriez autrement"),
    "condition_manquante": ("La condition qui a manqué", "Ce sans quoi cela ne pouvait pas durer"),
}


def annee(saisie: Saisie, problemes: Problemes, champ: str, label: str, exemple: str, *, maxi: int) -> None:
    """Ask for a year, which may stay empty."""
    st.number_input(
        label,
        min_value=PREMIERE_ANNEE,
        max_value=maxi,
        step=1,
        format="%d",
        key=saisie.cle(champ),
        placeholder=exemple,
        persist_state="page",
    )
    problemes.montrer(champ)


def causes(saisie: Saisie, problemes: Problemes) -> None:
    """Ask why it ended, the main cause first."""
    note("S’arrêter n’est pas échouer\u00a0: dire pourquoi aide les suivants.")
    liste(saisie, "causes_arret", "Pourquoi cela s’est-il arrêté\u202f? La cause principale d’abord", CAUSES)
    problemes.montrer("causes_arret")
    if len(saisie.contenu().causes_arret) > 1:
        note("L’ordre compte\u00a0: retirez puis remettez une cause pour la faire passer après les autres.")


def bilan(saisie: Saisie, problemes: Problemes) -> None:
    """Ask what it teaches; the year only once it is over."""
    if saisie.contenu().terminee:
        annee(saisie, problemes, "annee_fin", "Année de fin", "Par exemple 2024", maxi=aujourd_hui().year)
    for champ, (label, aide) in TEXTES.items():
        texte(saisie, problemes, champ, label, aide, hauteur=96, persiste=True)
