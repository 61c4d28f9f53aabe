"""What is done in the territory: pratiques here, below and from above, what ended and why, structures."""

import streamlit as st

from observatoire.analyses.presence import Presence
from observatoire.pratiques import Recherche
from observatoire.territoires import Territoire
from observatoire.web import cache, cache_territoire, fragments, presence, voix
from observatoire.web.carte import afficher_carte
from observatoire.web.composants import annoncer, etat_vide
from observatoire.web.explorateur.resultats import carte
from observatoire.web.formats import pluriel
from observatoire.web.fragments import echapper


def dessiner(version: int, ici: Territoire) -> None:
    """Draw the section."""
    lue = cache_territoire.presence(version, ici.id)
    if lue is None:
        return
    annoncer(presence.dire(lue))
    st.html(f'<p class="aide-territoire">{echapper(presence.PRUDENCE)}</p>')
    if not lue.sur_place:
        etat_vide(
            "Personne n’a encore raconté de pratique ici",
            "Vous en connaissez une\u202f? Cinq minutes suffisent pour la raconter.",
            [("Raconter une pratique", "/proposer"), ("Chercher ailleurs", "/explorer")],
        )
    gauche, droite = st.columns([5, 3], gap="large")
    with gauche:
        _listes(lue)
    with droite:
        if lue.sur_place:
            _reperes(version, lue, ici)
    if dite := voix.au_territoire(*cache_territoire.voix(version, ici.id), ici.id):
        st.html(dite)
    _suite(version, lue, ici)


def _listes(lue: Presence) -> None:
    for portee in ("ici", "dessous"):
        if resumes := lue.listes[portee]:
            st.html(
                f'<div class="suite-territoire"><h2>{presence.TITRES[portee]}</h2>'
                f"{fragments.grille([carte(r) for r in resumes])}</div>"
            )


def _reperes(version: int, lue: Presence, ici: Territoire) -> None:
    figure = cache.figure(version, Recherche(territoire=ici.id))
    if figure.get("marques"):
        afficher_carte(figure, f"carte-{ici.id}")
    lien = fragments.lien(
        presence.adresse("/explorer", ici), f"Explorer {_les(lue.sur_place)} avec les filtres et la carte"
    )
    st.html(f'<p class="renvoi">{lien}</p>')
    st.html(f'<div class="bilan">{presence.facettes(lue, ici)}</div>')


def _les(n: int) -> str:
    return "cette pratique" if n == 1 else f"ces {pluriel(n, 'pratique')}"


def _suite(version: int, lue: Presence, ici: Territoire) -> None:
    """Draw, over the whole width, what covers the territory from above, what ended, the structures."""
    parties = (
        ("Ce qui s’est arrêté, et pourquoi", presence.arrets(lue)),
        (presence.TITRES["dessus"], _dessus(version, lue, ici)),
        ("Structures", presence.structures(lue)),
    )
    for titre, contenu in parties:
        if contenu:
            st.html(f'<section class="suite-territoire"><h2>{titre}</h2>{contenu}</section>')


def _dessus(version: int, lue: Presence, ici: Territoire) -> str:
    noms = cache_territoire.noms(version, ici.ancetres)
    cartes = fragments.grille([carte(r) for r in lue.listes["dessus"]])
    return presence.par_dessus(lue, noms) + cartes if lue.listes["dessus"] else ""
