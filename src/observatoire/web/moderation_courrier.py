"""The outbox as moderation sees it: what is ready to send by hand when no server is set, what did not go when one is."""

from collections.abc import Callable
from functools import partial
from urllib.parse import quote

import streamlit as st

from observatoire import courrier
from observatoire.comptes import Personne
from observatoire.courrier import Lettre
from observatoire.courrier.model import ETATS
from observatoire.errors import ErreurObservatoire
from observatoire.settings import settings
from observatoire.store import lire
from observatoire.web.champs import note
from observatoire.web.composants import annoncer, etat_vide, message_erreur
from observatoire.web.formats import instant_fr, pluriel
from observatoire.web.fragments import badge, echapper
from observatoire.web.moderation_lecture import onglets

_ERREUR = "courrier_erreur"
PARTIES = (courrier.ENVOYE, courrier.REMIS)


def montrer_le_courrier(personne: Personne) -> None:
    """Show what is left to send, then what has gone."""
    st.title("Modération", anchor=False)
    if erreur := st.session_state.pop(_ERREUR, ""):
        message_erreur(erreur)
    with lire() as cur:
        nombres = courrier.compter(cur, personne)
        restent = courrier.lister(cur, personne, (courrier.A_ENVOYER, courrier.REJETE, courrier.ABANDONNE))
        parties = courrier.lister(cur, personne, PARTIES, nombre=20)
    st.html(onglets("courrier"))
    annoncer(f"{pluriel(nombres.get(courrier.A_ENVOYER, 0), 'message')} à envoyer")
    note(_comment_ils_partent())
    for lettre in restent:
        with st.container(border=True, key=f"lettre_{lettre.cle}"):
            _montrer(personne, lettre)
    if not restent:
        etat_vide(
            "Rien à envoyer",
            "Chaque décision sur une contribution ou un signalement prévient qui a laissé son courriel.",
            [("Revenir à la file", "/moderation")],
        )
    if parties:
        st.header("Derniers envoyés", anchor=False)
        for lettre in parties:
            _montrer_partie(personne, lettre)


def _comment_ils_partent() -> str:
    if settings().smtp_url:
        return "Les messages partent d’eux-mêmes. Restent ici ceux qui attendent leur tour, et ceux qui n’ont pas pu partir."
    return "Aucun serveur de courrier n’est réglé\u00a0: ouvrez chaque message dans votre logiciel, envoyez-le, puis marquez-le comme envoyé."


def _montrer(personne: Personne, lettre: Lettre) -> None:
    etat = badge(ETATS[lettre.etat], "demo" if lettre.etat in courrier.model.EN_ECHEC else "")
    erreur = f"<p>{echapper(lettre.erreur)}</p>" if lettre.erreur else ""
    st.html(
        f'<div class="rangee">{etat}</div><h2>{echapper(lettre.objet)}</h2>'
        f'<p class="lieu">À {echapper(lettre.destinataire)}, écrit le {instant_fr(lettre.cree_a)}</p>{erreur}'
    )
    with st.expander("Lire le message"):
        st.code(lettre.texte, language=None, wrap_lines=True)
    with st.container(horizontal=True):
        if lettre.etat == courrier.A_ENVOYER:
            st.link_button("Ouvrir dans mon logiciel de courrier", _mailto(lettre), icon=":material/mail:")
            _bouton("Marquer comme envoyé", courrier.marquer_envoye, personne, lettre)
        else:
            _bouton("Essayer à nouveau", courrier.remettre, personne, lettre)


def _mailto(lettre: Lettre) -> str:
    return f"mailto:{quote(lettre.destinataire)}?subject={quote(lettre.objet)}&body={quote(lettre.texte)}"


def _montrer_partie(personne: Personne, lettre: Lettre) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"lettre_{lettre.cle}"):
        st.html(
            f"<p><b>{echapper(lettre.objet)}</b><br>{echapper(lettre.destinataire)}, {echapper(ETATS[lettre.etat].lower())} "
            f"le {instant_fr(lettre.envoye_a)}</p>"
        )
        if lettre.etat == courrier.ENVOYE:
            _bouton("Il est revenu", courrier.noter_un_retour, personne, lettre)


def _bouton(nom: str, verbe: Callable[[Personne, str], None], personne: Personne, lettre: Lettre) -> None:
    st.button(
        nom, key=f"{verbe.__name__}_{lettre.cle}", on_click=partial(_tenter, verbe, personne, lettre.cle)
    )


def _tenter(verbe: Callable[[Personne, str], None], personne: Personne, cle: str) -> None:
    try:
        verbe(personne, cle)
    except ErreurObservatoire as erreur:
        st.session_state[_ERREUR] = str(erreur)
