"""Where the voices are asked for: the short address, its square, its poster, one link for each side."""

from functools import partial

import streamlit as st

from observatoire import retours
from observatoire.clock import aujourd_hui
from observatoire.comptes import Personne
from observatoire.comptes.droits import Objet, motif_de_refus
from observatoire.errors import ErreurObservatoire
from observatoire.retours import Adresse
from observatoire.retours.signatures import fin_du_lien, lien
from observatoire.settings import settings
from observatoire.store import lire
from observatoire.vocabulaires import libelle
from observatoire.web import session, voix
from observatoire.web.champs import note
from observatoire.web.composants import message_erreur
from observatoire.web.formats import date_fr

_ERREUR = "recueil_erreur"


def pour_la_moderation(pratique_id: str) -> None:
    """Offer it on a sheet, folded, to who may ask for the voices of any pratique."""
    personne = session.personne_courante()
    if motif_de_refus("recueillir_voix", personne, Objet("publiee")) is None:
        with st.expander("Recueillir la voix des personnes", key="recueil"):
            recueillir(personne, pratique_id)


def recueillir(personne: Personne, pratique_id: str, *, contribution_id: str = "", jeton: str = "") -> None:
    """Show the address and what to do with it, or offer to open one."""
    if erreur := st.session_state.pop(_ERREUR, ""):
        message_erreur(erreur)
    with lire() as cur:
        adresse = retours.trouver_adresse(cur, pratique_id)
        paroles = retours.lire_voix(cur, pratique_id)
    st.markdown(
        "Trois questions, en mots simples, aux personnes concernées\u00a0: sans compte, sans nom, en une minute. "
        "Les deux côtés répondent aux mêmes, et la fiche montre l’écart."
    )
    if adresse is None:
        st.button(
            "Ouvrir une adresse pour répondre",
            key="recueil_ouvrir",
            on_click=partial(_ouvrir, personne, pratique_id, contribution_id, jeton),
        )
        return
    _montrer(adresse)
    note(
        voix.sur_quoi(paroles)
        if paroles.voix
        else "Rien n’est encore montré\u00a0: il faut cinq réponses, et attendre le début du mois suivant."
    )


def _montrer(adresse: Adresse) -> None:
    base = settings().public_url
    chemin = f"/r/{adresse.code}"
    st.markdown("**Pour les personnes**\u00a0: affichez-la, ou donnez cette adresse.")
    st.code(f"{base}{chemin}", language=None, wrap_lines=True)
    st.html(
        f'<p class="recueil"><img src="{chemin}/qr.svg" width="148" height="148" alt="Carré à scanner, qui mène à {base}{chemin}">'
        f'<a href="{chemin}/affiche.pdf" target="_blank">Imprimer l’affiche (PDF, A4)</a>'
        f'<a href="{chemin}" target="_blank">Voir la page des questions</a></p>'
    )
    for cote in ("es", "ts"):
        st.markdown(
            f"**Pour l’équipe du côté des {libelle('voix', cote).lower()}**\u00a0: un seul lien pour tous, chacun répond une fois, "
            f"jusqu’au {date_fr(fin_du_lien(aujourd_hui()))}."
        )
        st.code(
            f"{base}{lien(adresse.code, adresse.secret, cote, aujourd_hui())}", language=None, wrap_lines=True
        )


def _ouvrir(personne: Personne, pratique_id: str, contribution_id: str, jeton: str) -> None:
    """Open the address (a callback: the page then reads what is true)."""
    try:
        retours.ouvrir(personne, pratique_id, contribution_id=contribution_id, jeton=jeton)
    except ErreurObservatoire as erreur:
        st.session_state[_ERREUR] = str(erreur)
