"""The pistes of the workshops, by family: the report's words, the tables, and the pratiques that realise them."""

import streamlit as st

from observatoire import pistes as domaine
from observatoire.web import cache, pistes
from observatoire.web.formats import FINE, INSECABLE

st.title("Les pistes des ateliers", anchor=False)
st.html(
    f'<p class="chapeau">Le 13{INSECABLE}décembre 2021, six tables d’entrepreneurs et de travailleurs sociaux ont écrit ce qu’il faudrait faire '
    "pour travailler davantage ensemble. Voici leurs mots, et ce qui existe déjà. "
    f'Vous faites vivre une de ces pistes{FINE}? <a href="/proposer" target="_self">Racontez-le</a>.</p>'
)
familles = cache.les_pistes(cache.version())
st.html(pistes.resume(domaine.compter(familles)))

codes = [f.code for f in familles]
demandee = st.query_params.get("famille", "")
st.session_state["famille"] = demandee if demandee in codes else None
choisie = st.pills(
    "Famille",
    codes,
    key="famille",
    format_func={f.code: pistes.titre(f) for f in familles}.__getitem__,
    on_change=lambda: st.query_params.from_dict(
        {"famille": st.session_state["famille"]} if st.session_state["famille"] else {}
    ),
)
for famille in familles:
    if choisie in (None, famille.code):
        st.html(pistes.entete(famille) + pistes.liste(famille.pistes))
