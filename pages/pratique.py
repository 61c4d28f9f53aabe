"""One pratique, in the order a reader enjoys: what, with whom, where, how it went, where it comes from."""

import streamlit as st

from observatoire.errors import Introuvable
from observatoire.pratiques import Pratique, Proche
from observatoire.settings import settings
from observatoire.web import cache, fiche
from observatoire.web.carte import afficher_carte
from observatoire.web.composants import etat_vide, fil_ariane
from observatoire.web.fragments import echapper


def raconter(p: Pratique) -> None:
    """Draw the story: who, what, how it went, the sources."""
    for titre, texte in fiche.recit(p):
        st.html(f'<h2>{titre}</h2><p class="texte">{echapper(texte)}</p>')
    if p.partenaires:
        st.html(f"<h2>Avec qui</h2>{fiche.alliance(p)}")
    if freins := fiche.freins_et_leviers(p):
        st.html(f"<h2>Freins et leviers</h2>{freins}")
    st.html(f"<h2>Sources</h2>{fiche.sources(p.sources)}")
    if manques := fiche.non_dit(p):
        st.html(f'<p class="non-dit">{echapper(manques)}</p>')


def situer(version: int, p: Pratique) -> None:
    """Draw where it is, the facts, and what to do with the sheet."""
    if figure := cache.situation(version, p.id):
        afficher_carte(figure, f"carte-{p.id}")
    st.html(fiche.reperes(p))
    with st.expander("Citer cette fiche"):
        st.code(fiche.citer(p, settings().public_url), language=None, wrap_lines=True)
    st.html(
        '<ul class="gestes">'
        f'<li><a href="/proposer?pratique={echapper(p.id)}" target="_self">Compléter ou corriger cette fiche</a></li>'
        f'<li><a href="/fiche/{echapper(p.id)}" target="_self">Version simple, à imprimer</a></li></ul>'
    )


def montrer(version: int, p: Pratique, proches: list[Proche]) -> None:
    """Draw the whole sheet."""
    fil_ariane(("Explorer", "/explorer"), (p.titre, None))
    st.html(f'<h1 class="titre-fiche">{echapper(p.titre)}</h1>{fiche.entete(p)}')
    st.html(f'<p class="provenance">{echapper(fiche.provenance(p))}</p>')
    gauche, droite = st.columns([3, 2], gap="large")
    with gauche:
        raconter(p)
    with droite:
        situer(version, p)
    if proches:
        st.html(f"<h2>Elles se ressemblent</h2>{fiche.proches(proches)}")


version, identifiant = cache.version(), st.query_params.get("id", "")
try:
    lue, semblables = cache.fiche(version, identifiant)
except Introuvable as absente:
    etat_vide(
        "Cette fiche n’est pas ici",
        str(absente) if identifiant else "L’adresse ne dit pas quelle fiche ouvrir.",
        [("Chercher dans l’explorateur", "/explorer"), ("Revenir à l’accueil", "/")],
        niveau=1,
    )
else:
    montrer(version, lue, semblables)
