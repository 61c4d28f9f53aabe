"""The partners of a collaboration: rows that are added and removed, each with its side, its role, what it brings."""

import streamlit as st

from observatoire.contributions.rules import BORNES_NOM, PARTENAIRES_AU_PLUS, Choix
from observatoire.vocabulaires import vocabulaire
from observatoire.web import champ_structure
from observatoire.web.champs import Problemes, choix, liste, note
from observatoire.web.saisie_pratique import Saisie

APPORTS = Choix("apport", 0, len(vocabulaire("apport")), "un apport")


def dessiner(saisie: Saisie, problemes: Problemes) -> None:
    """Draw every row, and the button that adds one."""
    note("Des structures, jamais des personnes. La vôtre d’abord, puis celles qui agissent avec vous.")
    for rang, numero in enumerate(saisie.lignes):
        _ligne(saisie, problemes, rang, numero)
    st.button(
        "Ajouter un partenaire",
        key=saisie.cle("ajouter_partenaire"),
        icon=":material/add:",
        on_click=saisie.ajouter_ligne,
        disabled=len(saisie.lignes) >= PARTENAIRES_AU_PLUS,
    )
    problemes.montrer("partenaires")


def apports(saisie: Saisie, problemes: Problemes) -> None:
    """Ask what each named partner brings."""
    nommes = [
        (rang, numero, nom)
        for rang, numero in enumerate(saisie.lignes)
        if (nom := saisie.nom_de_ligne(numero))
    ]
    if not nommes:
        note("Nommez d’abord les partenaires, plus haut.")
    for rang, numero, nom in nommes:
        liste(saisie, "apporte", f"Ce qu’apporte {nom}", APPORTS, cle=f"apporte_{numero}")
        problemes.montrer("apporte", numero, rang)


def _ligne(saisie: Saisie, problemes: Problemes, rang: int, numero: int) -> None:
    nom = f"Partenaire {rang + 1}"
    with st.container(border=True, key=saisie.cle(f"partenaire_{numero}")):
        st.text_input(
            f"{nom} : nom de la structure",
            key=saisie.cle(f"nom_{numero}"),
            max_chars=BORNES_NOM.maxi,
            placeholder="Association, entreprise, service…",
            live="500ms",
        )
        problemes.montrer("nom", numero, rang)
        champ_structure.connues(saisie, numero)
        gauche, droite = st.columns(2)
        with gauche:
            choix(saisie, "cote", "Son côté, ici", "cote", cle=f"cote_{numero}")
            problemes.montrer("cote", numero, rang)
        with droite:
            choix(saisie, "role", "Son rôle", "role", cle=f"role_{numero}")
            problemes.montrer("role", numero, rang)
        champ_structure.dessiner(saisie, problemes, rang, numero)
        if len(saisie.lignes) > 1:
            st.button(
                f"Retirer le partenaire {rang + 1}",
                key=saisie.cle(f"retirer_{numero}"),
                type="tertiary",
                icon=":material/close:",
                on_click=saisie.retirer_ligne,
                args=(numero,),
            )
