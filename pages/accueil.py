"""The observatory in one screen: the map, four figures with their date, three doors, what to read."""

import streamlit as st

from observatoire import pistes
from observatoire.clock import aujourd_hui
from observatoire.pratiques import Recherche
from observatoire.web import accueil, cache
from observatoire.web.carte import afficher_carte
from observatoire.web.explorateur.resultats import en_cartes
from observatoire.web.navigation import DEVISE


def chercher() -> None:
    """Draw the search box; what is typed opens the explorer."""
    mots = st.text_input(
        "Chercher une pratique",
        key="mots-accueil",
        type="search",
        icon=":material/search:",
        placeholder="Un mot, une commune, une structure…",
        label_visibility="collapsed",
    )
    if mots and mots.strip():
        st.switch_page("pages/explorer.py", query_params={"q": mots.strip()})


version, tout = cache.version(), Recherche()
gauche, droite = st.columns([5, 6], gap="large", vertical_alignment="center")
with gauche:
    st.title("Ils agissent ensemble, près de chez vous", anchor=False)
    st.html(
        f'<p class="chapeau">{DEVISE}\u00a0: ce qu’elles font, où, avec qui, et ce qui a aidé ou freiné.</p>'
    )
    chercher()
    st.html(
        accueil.chiffres(
            cache.totaux(version, tout),
            cache.departements_concernes(version),
            pistes.compter(cache.les_pistes(version)),
            cache.date_des_donnees(version),
        )
    )
with droite:
    if choisi := afficher_carte(cache.figure(version, tout), "carte-accueil"):
        st.switch_page("pages/explorer.py", query_params={"territoire": choisi})

st.html(accueil.portes())
if nouvelles := cache.dernieres(version):
    st.html(f"<h2>Les dernières racontées</h2>{en_cartes(nouvelles)}")
if alliances := cache.a_la_une(version, aujourd_hui()):
    st.html(f"<h2>Trois alliances à découvrir aujourd’hui</h2>{en_cartes(alliances)}")
st.html(accueil.origine())
