"""The explorer's state is its address: read it into a question, write it back. Nothing else is kept."""

from dataclasses import replace
from typing import Any

import streamlit as st

from observatoire.pratiques import Recherche
from observatoire.pratiques.question import MESURES
from observatoire.web import cache


def lire(version: int) -> tuple[Recherche, list[str]]:
    """Return the question of the address, and a sentence for each value that was not understood."""
    r, avis = Recherche.from_params({nom: st.query_params.get_all(nom) for nom in st.query_params})
    r, suite = verifier(version, r)
    return r, avis + suite


def verifier(version: int, r: Recherche) -> tuple[Recherche, list[str]]:
    """Return a question without what the store does not know, and a sentence for each value left out."""
    avis = []
    if r.territoire and cache.territoire(version, r.territoire) is None:
        avis.append(
            f"Le territoire «\u00a0{r.territoire}\u00a0» n’existe pas\u00a0: il a été ignoré. Cherchez-le par son nom."
        )
        r = r.avec(territoire="", page=r.page)
    if r.mesure not in MESURES and r.mesure not in cache.indicateurs(version):
        avis.append(f"La mesure «\u00a0{r.mesure}\u00a0» n’existe pas\u00a0: elle a été ignorée.")
        r = replace(r, mesure=MESURES[0])
    if r.carte == "commune" and not cache.departements(version, r.territoire):
        r = replace(r, carte="departement")
    return r, avis


def question() -> Recherche:
    """Return the question of the address, for a callback: what was not understood is dropped."""
    return Recherche.from_params({nom: st.query_params.get_all(nom) for nom in st.query_params})[0]


def poser(r: Recherche) -> None:
    """Write a question in the address."""
    st.query_params.from_dict(r.to_params())


def changer(**changements: Any) -> None:
    """Change some fields of the question, back on its first page."""
    poser(question().avec(**changements))


def suivre(cle: str, champ: str) -> None:
    """Put the value of the widget `cle` in a field of the question."""
    changer(**{champ: st.session_state[cle]})


def basculer(champ: str, code: str) -> None:
    """Add a value to a filter, or take it away."""
    valeurs = getattr(question(), champ)
    changer(**{champ: tuple(v for v in valeurs if v != code) if code in valeurs else (*valeurs, code)})
