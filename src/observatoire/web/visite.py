"""One run of a page for a visitor: who it is, the menu, the page or the reason why not, the footer."""

import streamlit as st

from observatoire.errors import ErreurObservatoire, StoreIndisponible
from observatoire.store import courant, lire
from observatoire.web import cadre, demarrage, session
from observatoire.web.composants import message_erreur


def servir() -> None:
    """Run the page asked for, inside the frame."""
    cadre.preparer()
    if not _store_ouvert():
        return
    personne = session.personne_courante()
    page, entree = cadre.menu(personne)
    cadre.bandeaux()
    if entree.ouverte_a(personne):
        try:
            page.run()
        except ErreurObservatoire as erreur:
            message_erreur(str(erreur))
    else:
        cadre.refuser(entree, personne)
    with lire() as cur:
        cadre.pied(cur.version())


def _store_ouvert() -> bool:
    try:
        courant()
    except StoreIndisponible as erreur:
        st.title("L’observatoire est momentanément indisponible")
        message_erreur(demarrage.panne() or str(erreur))
        cadre.pied(None)
        return False
    return True
