"""When the address designates no territory, or several: say so, and let one be found."""

from collections.abc import Sequence

import streamlit as st

from observatoire.territoires import NIVEAUX, Territoire
from observatoire.web import cache, fragments, portrait
from observatoire.web.composants import fil_ariane, message_attention
from observatoire.web.formats import INSECABLE
from observatoire.web.fragments import echapper
from observatoire.web.territoire import entete


def dessiner(version: int, code: str, designes: Sequence[Territoire]) -> None:
    """Draw the way to a territory."""
    fil_ariane(("Territoires", None))
    st.title("Un territoire", anchor=False)
    st.html(
        '<p class="chapeau">Ses chiffres à côté de ceux de son département, de sa région et de la France, les pratiques qui '
        "le concernent, et ce que l’observatoire ne sait pas encore.</p>"
    )
    if designes:
        _plusieurs(code, designes)
    elif code:
        message_attention(
            f"Aucun territoire ne porte le code «{INSECABLE}{code[:60]}{INSECABLE}». "
            "Cherchez-le par son nom, son code postal ou son code officiel."
        )
    with st.container(width=640):
        entete.chercher()
    _liste("Régions", cache.noms(version, "region"))
    _liste("Départements", cache.noms(version, "departement"))


def _plusieurs(code: str, designes: Sequence[Territoire]) -> None:
    message_attention(
        f"Plusieurs territoires portent le code «{INSECABLE}{code[:60]}{INSECABLE}»{INSECABLE}: choisissez le vôtre."
    )
    liens = "".join(
        f"<li>{fragments.lien(portrait.adresse_page(t.id), t.libelle)}, {echapper(NIVEAUX[t.niveau].lower())}</li>"
        for t in designes
    )
    st.html(f'<ul class="gestes">{liens}</ul>')


def _liste(titre: str, noms: dict[str, str]) -> None:
    liens = "".join(f"<li>{fragments.lien(portrait.adresse_page(i), nom)}</li>" for i, nom in noms.items())
    st.html(
        f'<section class="suite-territoire"><h2>{titre}</h2><ul class="regions-et-departements">{liens}</ul></section>'
    )
