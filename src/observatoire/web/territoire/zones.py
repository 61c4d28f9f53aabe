"""The white zones of a territory: matrix, what to join up, map of one theme, file; and, for moderators, the effort noted."""

import streamlit as st

from observatoire.analyses.zones import THEMES, TOUS, Case, Matrice
from observatoire.errors import Introuvable
from observatoire.publication import csv_des_zones
from observatoire.territoires import NIVEAUX, Territoire
from observatoire.web import cache_territoire, zones
from observatoire.web import zones_mots as mots
from observatoire.web.carte import afficher_carte
from observatoire.web.composants import annoncer, message_attention
from observatoire.web.formats import INSECABLE
from observatoire.web.fragments import echapper
from observatoire.web.territoire import note_zone

MONTRES = 6
"""Sentences of the territories below, before the fold."""


def dessiner(version: int, ici: Territoire) -> None:
    """Draw the section."""
    m = cache_territoire.zones(version, ici.id)
    annoncer(mots.resume(m))
    st.html(f'<p class="aide-territoire">{echapper(mots.PRUDENCE)}</p>')
    if m.demo:
        message_attention(mots.demo(m))
    st.html(zones.legende(m))
    _matrice(version, m)
    _gisements(m)
    if m.enfants:
        _carte(version, m)
    note_zone.dessiner(m)
    _ouvrir(version, m)


def _adresse(m: Matrice, case: Case) -> str:
    return zones.adresse_page(m.territoire.id, case)


def _matrice(version: int, m: Matrice) -> None:
    st.html(f'<h2 class="titre-zones">Thème par thème</h2>{zones.matrice(m, lambda case: _adresse(m, case))}')
    st.download_button(
        "Télécharger ce tableau (CSV)",
        data=lambda: csv_des_zones(cache_territoire.zones(version, m.territoire.id, avec_demo=False)),
        file_name=f"observatoire-zones-{m.territoire.id}.csv",
        mime="text/csv; charset=utf-8",
        icon=":material/download:",
        on_click="ignore",
        key="csv-des-zones",
    )


def _gisements(m: Matrice) -> None:
    ici, dessous = zones.gisements(m, lambda case: _adresse(m, case))
    st.html('<h2 class="titre-zones">À relier</h2>')
    if not ici and not dessous:
        st.html(
            f"<p>Aucun gisement d’alliance connu{INSECABLE}: nulle part les deux côtés ne sont présents sans alliance. "
            "Ce qui manque encore, c’est de savoir qui est là.</p>"
        )
    if ici:
        st.html(zones.liste(ici))
    if dessous:
        st.html(f"<h3>{_dessous(m)}</h3>{zones.liste(dessous[:MONTRES])}")
    if len(dessous) > MONTRES:
        with st.expander(_reste(len(dessous) - MONTRES), key="autres-gisements"):
            st.html(zones.liste(dessous[MONTRES:]))


def _dessous(m: Matrice) -> str:
    niveau = NIVEAUX[m.enfants[0].niveau].lower()
    return f"{niveau.capitalize()} par {niveau}"


def _reste(n: int) -> str:
    return "Et un autre" if n == 1 else f"Et {n} autres"


def _theme(m: Matrice) -> str:
    """Return the theme of the address, the one with the most to join up when there is none."""
    demande = st.query_params.get("theme", "")
    return demande if demande in THEMES else zones.theme_a_montrer(m)


def _carte(version: int, m: Matrice) -> None:
    """Draw the map of one theme, whose territories open their cell."""
    st.html('<h2 class="titre-zones">Un thème sur la carte</h2>')
    st.session_state["theme-des-zones"] = theme = _theme(m)
    with st.container(width=420):
        st.selectbox(
            "Thème",
            THEMES,
            format_func=mots.theme,
            key="theme-des-zones",
            on_change=_changer_de_theme,
        )
    figure = cache_territoire.carte_des_zones(version, m.territoire.id, theme)
    afficher_carte(figure, "carte-des-zones", lambda cellule, _: _montrer_la_case(cellule, theme))


def _changer_de_theme() -> None:
    st.query_params["theme"] = st.session_state["theme-des-zones"]
    st.query_params.pop("cellule", None)


def _montrer_la_case(cellule: str, theme: str) -> None:
    st.query_params["cellule"] = cellule
    st.query_params["theme"] = theme


def _fermer() -> None:
    st.query_params.pop("cellule", None)


def _ouvrir(version: int, m: Matrice) -> None:
    """Open in a drawer the cell that the address names; an unknown one is ignored."""
    cellule, theme = st.query_params.get("cellule", ""), st.query_params.get("theme", TOUS)
    if (cellule, theme) not in m.cases:
        return
    try:
        lu = cache_territoire.zone(version, cellule, theme)
    except Introuvable:
        return
    ailleurs = tuple(o.territoire_id for e in (lu.case.es, lu.case.ts) for o in e.notes)
    noms = cache_territoire.noms(version, ailleurs)

    @st.dialog(f"{mots.theme(theme)}, {lu.territoire.libelle}", position="right", on_dismiss=_fermer)
    def montrer() -> None:
        st.html(zones.detail(lu, noms))

    montrer()
