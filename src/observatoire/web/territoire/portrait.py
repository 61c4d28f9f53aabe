"""The portrait: indicators of the referentiel, beside those of what contains the territory."""

import streamlit as st

from observatoire.territoires import Territoire
from observatoire.web import cache_territoire, portrait


def dessiner(version: int, ici: Territoire) -> None:
    """Draw the section."""
    lu = cache_territoire.portrait(version, ici.id)
    if lu is None or not lu.mesures:
        st.html('<p class="aide-territoire">Aucun indicateur n’est chargé sur cette installation.</p>')
        return
    noms = cache_territoire.noms(version, (ici.id, *lu.reperes))
    st.html(
        portrait.presentation(lu) + portrait.tableaux(lu, portrait.Affichage(noms, portrait.adresse_page, 2))
    )
    st.html(portrait.telecharger(ici.id))
