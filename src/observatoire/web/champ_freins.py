"""What held back and what helped, and what one changed for the other: rows that are added and removed."""

import streamlit as st

from observatoire.contributions.rules import CHOIX_MULTIPLES, EFFETS_AU_PLUS
from observatoire.web.champs import Problemes, choix, liste, note
from observatoire.web.saisie_pratique import Saisie


def dessiner(saisie: Saisie, problemes: Problemes) -> None:
    """Draw both lists, then the rows that link them."""
    liste(saisie, "freins", "Ce qui a freiné", CHOIX_MULTIPLES["freins"])
    problemes.montrer("freins")
    liste(saisie, "leviers", "Ce qui a aidé", CHOIX_MULTIPLES["leviers"])
    problemes.montrer("leviers")
    if saisie.effets:
        note("Face à chaque frein, ce qui a été essayé et ce que cela a changé.")
    for rang, numero in enumerate(saisie.effets):
        _ligne(saisie, problemes, rang, numero)
    st.button(
        "Dire ce qu’un levier a changé",
        key=saisie.cle("ajouter_effet"),
        icon=":material/add:",
        on_click=saisie.ajouter_effet,
        disabled=len(saisie.effets) >= EFFETS_AU_PLUS,
    )
    problemes.montrer("effets")


def _ligne(saisie: Saisie, problemes: Problemes, rang: int, numero: int) -> None:
    with st.container(border=True, key=saisie.cle(f"ligne_effet_{numero}")):
        for champ, label in (
            ("frein", f"Frein {rang + 1}"),
            ("levier", "Levier essayé"),
            ("effet", "Ce que cela a changé"),
        ):
            choix(saisie, champ, label, champ, cle=f"{champ}_{numero}")
        problemes.montrer("effet", numero, rang, "effets")
        st.button(
            f"Retirer la ligne {rang + 1}",
            key=saisie.cle(f"retirer_effet_{numero}"),
            type="tertiary",
            icon=":material/close:",
            on_click=saisie.retirer_effet,
            args=(numero,),
        )
