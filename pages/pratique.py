"""One pratique, in the order a reader enjoys: what, with whom, where, how it went, where it comes from."""

import streamlit as st

from observatoire.errors import Introuvable
from observatoire.pratiques import Alentours, Pratique
from observatoire.settings import settings
from observatoire.web import cache, citation, fiche, partenaires_a_confirmer, recueil, ressemblance, versions
from observatoire.web.carte import afficher_carte
from observatoire.web.composants import etat_vide, fil_ariane
from observatoire.web.fragments import echapper


def raconter(version: int, p: Pratique, autour: Alentours) -> None:
    """Draw the story: what, with whom, what held back and helped, how it went, where it comes from."""
    for partie in fiche.recit_entier(p, autour, cache.paroles(version, p.id)):
        st.html(partie)


def situer(version: int, p: Pratique) -> None:
    """Draw where it is, the facts, and what to do with the sheet."""
    base = settings().public_url
    if figure := cache.situation(version, p.id):
        afficher_carte(figure, f"carte-{p.id}")
    st.html(fiche.reperes(p))
    st.html(citation.gestes(p, base, legere=False))
    with st.expander("Partager et citer"):
        st.markdown("Adresse de la fiche")
        st.code(citation.adresse(p, base), language=None, wrap_lines=True)
        st.markdown("Pour citer cette fiche")
        st.code(citation.citer(p, base), language=None, wrap_lines=True)
        st.html(citation.fichiers(p))


def montrer(version: int, p: Pratique, autour: Alentours) -> None:
    """Draw the whole sheet."""
    fil_ariane(("Explorer", "/explorer"), (p.titre, None))
    st.html(f'<h1 class="titre-fiche">{echapper(p.titre)}</h1>{fiche.entete(p)}')
    st.html(f'<p class="provenance">{echapper(fiche.provenance(p))}</p>')
    gauche, droite = st.columns([3, 2], gap="large")
    with gauche:
        raconter(version, p, autour)
    with droite:
        situer(version, p)
    recueil.pour_la_moderation(p.id)
    partenaires_a_confirmer.pour_la_moderation(p.id)
    versions.pour_la_moderation(p.id)
    if autour.proches:
        st.html(f"<h2>Elles se ressemblent</h2>{ressemblance.cartes(autour.proches)}")


version, identifiant = cache.version(), st.query_params.get("id", "")
try:
    lue, alentours = cache.fiche(version, identifiant)
except Introuvable as absente:
    if garde := cache.fusionnee_dans(version, identifiant):
        st.query_params["id"] = garde
        st.rerun()
    etat_vide(
        "Cette fiche n’est pas ici",
        str(absente) if identifiant else "L’adresse ne dit pas quelle fiche ouvrir.",
        [("Chercher dans l’explorateur", "/explorer"), ("Revenir à l’accueil", "/")],
        niveau=1,
    )
else:
    montrer(version, lue, alentours)
