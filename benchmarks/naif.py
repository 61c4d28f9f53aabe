"""The explorer written the naive way: pandas, plotly.express, everything read and sent again at each run.

A Streamlit script, run by `benchmarks.croissance`: the same filters, counts, list and map as ours, from the same file.
"""

import os

import pandas as pd
import plotly.express as px
import streamlit as st


@st.cache_data
def lire(fichier: str) -> pd.DataFrame:
    """Return every pratique."""
    return pd.read_parquet(fichier)


pratiques = lire(os.environ["PRATIQUES"])
q = st.query_params
if q.get("forme"):
    pratiques = pratiques[pratiques["forme"] == q["forme"]]
if q.get("mixite"):
    pratiques = pratiques[pratiques["mixite"] == q["mixite"]]
if q.get("territoire"):
    pratiques = pratiques[[q["territoire"] in p for p in pratiques["perimetre"]]]
if q.get("activite"):
    pratiques = pratiques[pratiques["activite"] == q["activite"]]
if q.get("q"):
    pratiques = pratiques[pratiques["titre"].str.contains(q["q"], case=False)]

st.title("Explorer les pratiques")
for filtre in ("forme", "mixite", "activite"):
    st.multiselect(filtre, [f"{code} ({n})" for code, n in pratiques[filtre].value_counts().items()])
st.multiselect("theme", [f"{c} ({n})" for c, n in pratiques["thematiques"].explode().value_counts().items()])
st.write(f"{len(pratiques)} pratiques, dont {(pratiques['mixite'] == 'mixte').sum()} alliances")
st.plotly_chart(
    px.scatter_geo(pratiques.dropna(subset=["lon"]), lat="lat", lon="lon", color="mixite", hover_name="titre")
)
for titre, resume in pratiques[["titre", "resume"]].head(20).itertuples(index=False):
    st.subheader(titre)
    st.write(resume)
