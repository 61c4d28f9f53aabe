"""The frame around every page: browser tab, menu, banner of invented data, footer."""

from pathlib import Path

import streamlit as st

from observatoire.comptes.model import Personne
from observatoire.settings import RACINE
from observatoire.web import cache, ressources, textes
from observatoire.web.composants import etat_vide
from observatoire.web.fragments import echapper
from observatoire.web.navigation import DEVISE, ENTREES, NOM_COURT, Entree

LOGO = ressources.DOSSIER / "logo.svg"
ICONE = ressources.DOSSIER / "favicon.png"


def preparer() -> None:
    """Set the browser tab and the logo; comes before the menu, else an icon would be fetched from outside."""
    st.set_page_config(page_title=NOM_COURT, page_icon=str(ICONE), layout="wide")
    st.logo(str(LOGO), size="large")


def menu(personne: Personne) -> tuple[st.Page, Entree]:
    """Draw the menu a person sees; return the page asked for, with its line in the navigation table."""
    pages = []
    for entree in ENTREES:
        if not (RACINE / entree.fichier).is_file():
            continue
        visible = entree.au_menu and entree.ouverte_a(personne)
        pages.append(
            st.Page(
                Path(RACINE / entree.fichier),
                title=entree.titre,
                url_path=entree.slug,
                default=entree.par_defaut,
                visibility="visible" if visible else "hidden",
            )
        )
    page = st.navigation(pages, position="top")
    entree = next(e for e in ENTREES if e.adresse.strip("/") == page.url_path)
    st.set_page_config(page_title=entree.titre_complet)
    nom = personne.nom if personne.connectee else "Se connecter"
    st.html(f'<div class="compte"><a href="/connexion" target="_self"><span>{echapper(nom)}</span></a></div>')
    return page, entree


def bandeaux() -> None:
    """Say so when some of what is shown is invented."""
    if cache.montre_des_inventions(cache.version()):
        st.html(f'<p class="bandeau-demo" role="note">{echapper(textes.DEMO)}</p>')


def refuser(entree: Entree, personne: Personne) -> None:
    """Say what to do to open a page whose role is missing."""
    if not personne.connectee:
        etat_vide(
            f"«\u00a0{entree.titre}\u00a0» demande un compte",
            "Cette page sert à animer l’observatoire. " + textes.SE_CONNECTER,
            [("Se connecter", f"/connexion?suite={entree.adresse}"), ("Revenir à l’accueil", "/")],
            niveau=1,
        )
    else:
        etat_vide(
            f"«\u00a0{entree.titre}\u00a0» n’est pas ouverte à votre compte",
            "Votre rôle ne permet pas d’ouvrir cette page. Demandez à un administrateur de l’observatoire de le changer.",
            [("Revenir à l’accueil", "/")],
            niveau=1,
        )


def pied(version: int | None) -> None:
    """Close the page: notices, licence, accessibility, version of the data."""
    donnees = f"Version des données\u00a0: {version}. " if version is not None else ""
    st.html(
        f'<footer class="pied"><p>{echapper(DEVISE)}. {echapper(donnees)}{echapper(textes.LICENCE)}.</p><ul>'
        '<li><a href="/methode" target="_self">Méthode et mentions légales</a></li>'
        '<li><a href="/methode#accessibilite" target="_self">Accessibilité\u00a0: audit non réalisé</a></li>'
        '<li><a href="/methode#vie-privee" target="_self">Vie privée</a></li>'
        '<li><a href="/donnees" target="_self">Données ouvertes</a></li>'
        "</ul></footer>"
    )
