"""The front door. Imported, it is the server; run by Streamlit for a visitor, it is the page asked for."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from observatoire.web import serveur

    app = st.App(__file__, **serveur.composition())
else:
    from observatoire.web import visite

    visite.servir()
