"""A territory: its portrait, what is done there, and what its other sections tell."""

import streamlit as st

from observatoire.web import cache, cache_territoire
from observatoire.web.territoire import ONGLETS, choix, entete

version = cache.version()
code = st.query_params.get("code", "")
onglet = st.query_params.get("onglet", "")
if onglet not in ONGLETS:
    onglet = next(iter(ONGLETS))

designes = cache_territoire.designes(version, code[:60]) if code else []
if len(designes) == 1:
    ici = designes[0]
    entete.dessiner(version, ici, {c: titre for c, (titre, _) in ONGLETS.items()}, onglet)
    ONGLETS[onglet][1].dessiner(version, ici)
else:
    choix.dessiner(version, code, designes)
