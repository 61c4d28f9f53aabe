"""The territories that look like this one, and what they have that it has not."""

from urllib.parse import urlencode

import streamlit as st

from observatoire.analyses.semblables import Semblables
from observatoire.indicateurs import Indicateur
from observatoire.territoires import Territoire
from observatoire.web import cache_territoire, semblables
from observatoire.web.composants import annoncer
from observatoire.web.formats import INSECABLE
from observatoire.web.fragments import echapper, lien
from observatoire.web.territoire.comparer import AU_PLUS

GARDEES = "variables-gardees"
"""Key of the choice of variables."""


def dessiner(version: int, ici: Territoire) -> None:
    """Draw the section."""
    variables = cache_territoire.variables(version)
    if ici.niveau == "pays" or not variables:
        st.html('<p class="aide-territoire">Il n’y a pas d’autre territoire de ce niveau à comparer.</p>')
        return
    sans = tuple(
        c for c in dict.fromkeys(st.query_params.get_all("sans")) if c in {v.code for v in variables}
    )
    _choisir(variables, sans)
    lus = cache_territoire.semblables(version, ici.id, sans)
    gardees = [v for v in variables if v.code not in sans]
    annoncer(semblables.dire(ici, lus))
    if lus.proches:
        _montrer(version, ici, lus, gardees)


def _choisir(variables: list[Indicateur], sans: tuple[str, ...]) -> None:
    st.html('<p class="aide-territoire">Touchez une variable pour la retirer ou la remettre.</p>')
    noms = {v.code: v.libelle for v in variables}
    st.session_state[GARDEES] = [code for code in noms if code not in sans]
    st.pills(
        "Variables comparées",
        list(noms),
        selection_mode="multi",
        format_func=noms.__getitem__,
        key=GARDEES,
        on_change=_retirer,
        args=(tuple(noms),),
    )


def _retirer(codes: tuple[str, ...]) -> None:
    st.query_params["sans"] = [c for c in codes if c not in st.session_state[GARDEES]]


def _montrer(version: int, ici: Territoire, lus: Semblables, variables: list[Indicateur]) -> None:
    proches = tuple(s.territoire_id for s in lus.proches)
    noms = cache_territoire.libelles(version, proches)
    st.html(semblables.tableau(ici, lus, variables, noms))
    voisins = urlencode({"code": ici.id, "onglet": "comparer", "avec": proches[: AU_PLUS - 1]}, doseq=True)
    st.html(
        f'<p class="aide-territoire">{echapper(semblables.PRUDENCE)}</p>'
        f'<p class="renvoi">{lien(f"/territoire?{voisins}", "Mettre les plus proches côte à côte")}</p>'
    )
    lues = cache_territoire.manques(version, ici.id, proches)
    st.html(
        '<h2 class="titre-zones">Ce qu’ils ont, et qui n’est pas connu ici</h2>'
        '<p class="aide-territoire">Des alliances en cours chez eux, sur un thème ou sous une forme dont aucune alliance '
        f"n’est connue ici, ni plus haut jusqu’à la région. Ce n’est pas une absence{INSECABLE}: peut-être personne ne l’a encore racontée.</p>"
        + (
            semblables.manques("Thèmes", "thematique", lues.themes, noms)
            + semblables.manques("Formes", "forme", lues.formes, noms)
            or f"<p>Rien{INSECABLE}: aucune alliance connue chez eux n’est d’un thème ou d’une forme qui manque ici.</p>"
        )
    )
