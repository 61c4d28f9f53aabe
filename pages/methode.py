"""Method, sources, limits, accessibility, privacy, legal notice."""

import streamlit as st

from observatoire.store import lire
from observatoire.web.composants import fil_ariane
from observatoire.web.methode import corps

fil_ariane(("Méthode", None))
st.title("Méthode et mentions", anchor=False)
with lire() as cur:
    st.html(corps(cur))
