"""Saved views: those of whoever is signed in, to open, keep, replace, share and delete, from the explorer."""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from observatoire import vues
from observatoire.comptes.droits import motif_de_refus
from observatoire.comptes.model import Personne
from observatoire.errors import ErreurObservatoire
from observatoire.pratiques import Recherche
from observatoire.settings import settings
from observatoire.store import lire
from observatoire.vues import NOM_MAX, Vue
from observatoire.web import session
from observatoire.web.composants import message_erreur
from observatoire.web.explorateur.resultats import adresse
from observatoire.web.fragments import echapper, lien

NOMMEE = "nommee"
"""Parameter of an address that says which shared view it comes from; it is lost as soon as the question changes."""
TITRE = "Explorer les pratiques"
_FAUTE, _GARDEE = "vues-faute", "vues-gardee"


def dessiner(r: Recherche) -> None:
    """Draw the panel; what is in it is read when it is opened."""
    panneau = st.popover("Vues", icon=":material/bookmark:", on_change="rerun", key="panneau-vues")
    if not panneau.open:
        return
    personne = session.personne_courante()
    with panneau:
        if motif_de_refus("garder_vue", personne):
            _inviter(r)
        else:
            _garder(personne, r)
            _lister(personne, r)


def _inviter(r: Recherche) -> None:
    suite = urlencode({"suite": adresse(r)})
    st.html(
        "<p>Une vue est une question de l’explorateur avec un nom, à retrouver ou à partager. "
        f"{lien(f'/connexion?{suite}', 'Connectez-vous')} pour garder celle-ci.</p>"
    )
    st.markdown("Ou copiez son adresse\u00a0:")
    st.code(f"{settings().public_url}{adresse(r)}", language=None, wrap_lines=True)


def _garder(personne: Personne, r: Recherche) -> None:
    def garder() -> None:
        vues.enregistrer(personne, nom or "", r)
        st.session_state[_GARDEE] = True

    if st.session_state.pop(_GARDEE, False):
        st.session_state["nom-de-vue"] = ""
    with st.form("garder-vue", border=False, clear_on_submit=False):
        nom = st.text_input("Nom de la vue affichée", key="nom-de-vue", max_chars=NOM_MAX)
        if st.form_submit_button("Garder cette vue"):
            _essayer(garder)
    if faute := st.session_state.pop(_FAUTE, None):
        message_erreur(faute)


def _lister(personne: Personne, r: Recherche) -> None:
    with lire() as cur:
        gardees = vues.lister(cur, personne)
    if not gardees:
        st.caption("Vous n’avez encore gardé aucune vue.")
    for vue in gardees:
        titre = f"{vue.nom} (partagée)" if vue.partagee else vue.nom
        with st.expander(titre, key=f"vue-{vue.id}"):
            st.html(lien(adresse(vue.question), "Ouvrir"))
            _changer(personne, vue, r)


def _changer(personne: Personne, vue: Vue, r: Recherche) -> None:
    if vue.partagee:
        st.code(f"{settings().public_url}/vue/{vue.id}", language=None, wrap_lines=True)
    nom = st.text_input("Nom", vue.nom, key=f"nom-{vue.id}", max_chars=NOM_MAX)
    with st.container(horizontal=True, gap="xsmall"):
        _geste("Renommer", f"renommer-{vue.id}", lambda: vues.renommer(personne, vue.id, nom or ""))
        if vue.question.avec() != r.avec():
            _geste(
                "Remplacer par la vue affichée",
                f"remplacer-{vue.id}",
                lambda: vues.remplacer(personne, vue.id, r),
            )
        _geste(
            "Ne plus partager" if vue.partagee else "Partager",
            f"partager-{vue.id}",
            lambda: vues.partager(personne, vue.id, partagee=not vue.partagee),
        )
        _geste("Supprimer", f"supprimer-{vue.id}", lambda: vues.supprimer(personne, vue.id))


def _geste(texte: str, cle: str, faire: Callable[[], object]) -> None:
    if st.button(texte, key=cle):
        _essayer(faire)


def _essayer(faire: Callable[[], object]) -> None:
    """Do it and draw the list again, or say why not; what was typed stays."""
    try:
        faire()
    except ErreurObservatoire as erreur:
        st.session_state[_FAUTE] = str(erreur)
    st.rerun()


def intituler() -> None:
    """Draw the explorer's heading."""
    texte = titre(st.query_params.get(NOMMEE, ""))
    if texte == TITRE:
        st.title(TITRE, anchor=False)
    else:
        st.html(f'<h1 class="titre-fiche">{texte}</h1>')


def titre(identifiant: str) -> str:
    """Return the explorer's heading, escaped: the name of the shared view that an address names, if it names one."""
    if not identifiant:
        return TITRE
    with lire() as cur:
        vue = vues.partagee(cur, identifiant)
    return f"Vue\u00a0: {echapper(vue.nom)}" if vue else TITRE
