"""How the sheet will be published: in the name of those who did it, only counted, or from a date on."""

from datetime import timedelta

import streamlit as st

from observatoire.clock import aujourd_hui
from observatoire.contributions.model import ANONYME, EMBARGO
from observatoire.contributions.rules import embargo_au_plus_tard
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web.champs import Problemes, note
from observatoire.web.saisie_pratique import Saisie

SUITES = {
    ANONYME: "Rien de ce que vous écrivez ne sera montré\u00a0: ni texte, ni nom, ni lieu, ni fichier. La modération lit votre "
    "récit, puis la pratique compte seulement dans les chiffres de ce que les fins enseignent.",
    EMBARGO: "Jusqu’à ce jour, rien n’est montré ni compté. Ensuite la fiche paraît d’elle-même, telle que relue.",
}


def dessiner(saisie: Saisie, problemes: Problemes) -> None:
    """Ask how, and until when for an embargo."""
    valeurs = vocabulaire("publication")
    st.radio(
        "Comment la publier",
        [v.code for v in valeurs.proposees],
        key=saisie.cle("publication"),
        format_func=lambda code: libelle("publication", code),
        captions=[v.description for v in valeurs.proposees],
    )
    problemes.montrer("publication")
    choisie = saisie.contenu().publication
    if choisie == EMBARGO:
        st.date_input(
            "Visible à partir du",
            key=saisie.cle("embargo_jusqu_au"),
            min_value=min(
                aujourd_hui() + timedelta(days=1),
                saisie.jour("embargo_jusqu_au") or aujourd_hui() + timedelta(days=1),
            ),
            max_value=embargo_au_plus_tard(aujourd_hui()),
            format="DD/MM/YYYY",
            persist_state="page",
        )
        problemes.montrer("embargo_jusqu_au")
    if choisie in SUITES:
        note(SUITES[choisie])
