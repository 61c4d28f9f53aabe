"""Explore: map, list, filters and search in one state, carried by the address."""

import streamlit as st

from observatoire.web import cache
from observatoire.web.composants import message_attention
from observatoire.web.explorateur import (
    carte,
    criteres,
    etat,
    filtres,
    graphiques,
    recherche,
    resultats,
    vide,
    vues,
)

version = cache.version()
question, avis = etat.lire(version)

with st.container(key="tete-explorer", gap="small"):
    vues.intituler()
    for phrase in avis:
        message_attention(phrase)
    recherche.dessiner(question)
    filtres.dessiner(version, question)
    criteres.dessiner(version, question)

totaux = cache.totaux(version, question.sans_presentation)
lu = cache.comprise(version, question.q, question.elargir)
if question.vue == "graphiques":
    resultats.entete(question, totaux, lu)
    if totaux.nombre:
        graphiques.dessiner(version, question)
    else:
        vide.dessiner(version, question, lu)
else:
    gauche, droite = st.columns([7, 6], gap="medium")
    with gauche:
        carte.dessiner(version, question, totaux)
    with droite:
        resultats.entete(question, totaux, lu)
        if totaux.nombre:
            resultats.dessiner(version, question, totaux, lu)
        else:
            vide.dessiner(version, question, lu)
