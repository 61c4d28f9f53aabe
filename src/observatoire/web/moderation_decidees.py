"""What moderation decided, the newest first."""

import streamlit as st

from observatoire import contributions, retours, signalements
from observatoire.comptes import Personne
from observatoire.store import lire
from observatoire.web.composants import etat_vide
from observatoire.web.fragments import grille
from observatoire.web.moderation_lecture import carte, noms_des_lieux, onglets, pages


def montrer_les_decidees(personne: Personne, page: int) -> None:
    """Show what was decided, the newest first."""
    st.title("Modération", anchor=False)
    with lire() as cur:
        signales = signalements.compter_ouverts(cur, personne)
        phrases = retours.compter_phrases(cur, personne)
        lues = contributions.lister_decidees(cur, personne, page=page)
        lieux = noms_des_lieux(cur, [c.contenu for c in lues])
    st.html(onglets("decidees", signales, phrases))
    if lues:
        suivante = len(lues) == contributions.TAILLE_PAGE
        st.html(grille([carte(c, lieux) for c in lues]) + pages("decidees", page, suivante=suivante))
    else:
        etat_vide(
            "Rien de décidé pour l’instant",
            "Chaque contribution publiée, refusée ou retirée se retrouve ici.",
            [("Revenir à la file", "/moderation")],
        )
