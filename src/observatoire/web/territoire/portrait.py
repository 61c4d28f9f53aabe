"""The portrait: indicators of the referentiel, beside those of what contains the territory."""

import streamlit as st

from observatoire.territoires import Territoire
from observatoire.web import cache_territoire, portrait


def dessiner(version: int, ici: Territoire) -> None:
    """Draw the section."""
    st.html(en_html(version, ici))


def en_html(version: int, ici: Territoire) -> str:
    """Return the whole section."""
    lu = cache_territoire.portrait(version, ici.id)
    if lu is None or not lu.mesures:
        return '<p class="aide-territoire">Aucun indicateur n’est chargé sur cette installation.</p>'
    noms = cache_territoire.noms(version, (ici.id, *lu.reperes))
    affichage = portrait.Affichage(noms, portrait.adresse_page, 2)
    return portrait.presentation(lu) + portrait.tableaux(lu, affichage) + portrait.telecharger(ici.id)
