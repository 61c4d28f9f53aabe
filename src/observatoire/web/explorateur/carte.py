"""The map panel: the way up, the kinds of map, the map, what it cannot show, and its figures as a table."""

from dataclasses import replace

import streamlit as st

from observatoire.clock import maintenant
from observatoire.pratiques import PORTEES, Recherche, Totaux
from observatoire.pratiques.question import MESURES
from observatoire.publication import LICENCE
from observatoire.web import cache
from observatoire.web.carte import afficher_carte
from observatoire.web.explorateur import clic, criteres, etat, tableau
from observatoire.web.formats import INSECABLE, date_fr, nombre
from observatoire.web.fragments import lien
from observatoire.web.portrait import adresse_page

GENRES = {
    "points": "Lieux",
    "region": "Régions",
    "departement": "Départements",
    "epci": "Intercommunalités",
    "commune": "Communes",
}
"""Kinds of map; communes are offered inside a département."""
_HORS_CARTE = {"sans_lieu": "sans_lieu", "nationale": "nationales", "large": "larges"}
"""Reach that a map of points cannot show → its count in Totaux."""


def dessiner(version: int, r: Recherche, totaux: Totaux) -> None:
    """Draw the panel."""
    with st.container(key="panneau-carte", gap="small"):
        _fil(version, r)
        _genre(version, r)
        if r.carte != "points":
            _mesure(version, r)
        figure = cache.figure(version, r)
        afficher_carte(figure | {"image": image(version, r)}, "carte", _cliquer)
        if source := figure.get("source"):
            st.caption(source)
        _hors_carte(r, totaux)
        tableau.dessiner(version, r, figure)


def image(version: int, r: Recherche) -> dict[str, str]:
    """Return what the map says of itself once it is a picture: its title, and its day, licence and source."""
    quoi = "Pratiques" if r.carte == "points" else cache.nommer_la_mesure(version, r.mesure)
    mots = [texte for texte, _ in criteres.lister(version, r)]
    return {
        "titre": f"{quoi}{INSECABLE}: {', '.join(mots)}" if mots else quoi,
        "credit": f"Observatoire des bonnes pratiques ES/TS, {date_fr(maintenant())}. {LICENCE}. Contours{INSECABLE}: IGN, Admin Express.",
    }


def _cliquer(identifiant: str, deja_choisi: bool) -> None:
    departements = cache.departements(cache.version(), identifiant)
    au_dessus = f"departement-{departements[0]}" if departements else ""
    etat.poser(clic.apres_clic(etat.question(), identifiant, deja_choisi, au_dessus))


def _remonter(identifiant: str) -> None:
    etat.poser(clic.remonter(etat.question(), identifiant))


def _fil(version: int, r: Recherche) -> None:
    """Draw the way back up: France, région, département… above the territory asked."""
    if not r.territoire:
        return
    ici = cache.territoire(version, r.territoire)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="fil-territoires"):
        for territoire in cache.au_dessus(version, r.territoire):
            cible = "" if territoire.niveau == "pays" else territoire.id
            st.button(
                territoire.libelle,
                key=f"remonter-{territoire.id}",
                type="tertiary",
                on_click=_remonter,
                args=(cible,),
            )
        st.markdown(f"**{ici.libelle if ici else r.territoire}**", width="content")
        st.html(lien(adresse_page(r.territoire), "Voir sa page"), width="content")


def genres(version: int, r: Recherche) -> dict[str, str]:
    """Return the kinds of map offered: communes are those of one département."""
    communes = bool(cache.departements(version, r.territoire))
    return {code: titre for code, titre in GENRES.items() if code != "commune" or communes}


def _genre(version: int, r: Recherche) -> None:
    st.session_state["genre-de-carte"] = r.carte
    st.segmented_control(
        "Ce que montre la carte",
        list(genres(version, r)),
        format_func=GENRES.__getitem__,
        key="genre-de-carte",
        required=True,
        label_visibility="collapsed",
        on_change=_changer_de_carte,
    )


def _mesure(version: int, r: Recherche) -> None:
    noms = {code: cache.nommer_la_mesure(version, code) for code in (*MESURES, *cache.indicateurs(version))}
    st.session_state["mesure"] = r.mesure
    st.selectbox(
        "Ce que mesure la carte",
        list(noms),
        format_func=lambda code: noms.get(code, code),
        key="mesure",
        label_visibility="collapsed",
        on_change=_changer_de_mesure,
    )


def _changer_de_mesure() -> None:
    etat.poser(replace(etat.question(), mesure=st.session_state["mesure"]))


def _changer_de_carte() -> None:
    r = etat.question()
    etat.poser(replace(r, carte=st.session_state["genre-de-carte"] or r.carte))


def hors_carte(r: Recherche, totaux: Totaux) -> dict[str, int]:
    """Return what the map cannot show: reach → how many pratiques; nothing once a reach is asked."""
    if r.portee:
        return {}
    return {portee: n for portee, champ in _HORS_CARTE.items() if (n := getattr(totaux, champ))}


def _hors_carte(r: Recherche, totaux: Totaux) -> None:
    """Say how many pratiques have no point, and let them be read."""
    comptes = hors_carte(r, totaux)
    if not comptes:
        return
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="hors-carte"):
        st.markdown("Pas sur la carte\u00a0:" if r.carte == "points" else "Aussi\u00a0:", width="content")
        for portee, n in comptes.items():
            st.button(
                f"{nombre(n)} {PORTEES[portee]}",
                key=f"portee-{portee}",
                type="tertiary",
                on_click=etat.changer,
                kwargs={"portee": portee},
            )
