"""Bring in pratiques, observation efforts or the values of an indicator from a spreadsheet, after seeing what it would do."""

import streamlit as st

from observatoire.web.depot import STYLE
from observatoire.web.importation import connecteurs
from observatoire.web.importation.ecran import montrer
from observatoire.web.session import personne_courante

st.html(STYLE)
st.title("Importer", anchor=False)
montrer(personne_courante(), st.query_params.get("sorte", ""))
connecteurs.montrer(personne_courante())
