"""What moderation reads and does about hostile deposits: the signs of a machine, and the doors closed for a while."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from observatoire import abus
from observatoire.abus.actions import RAISON_MAXI
from observatoire.comptes import Personne
from observatoire.contributions import Contribution
from observatoire.contributions.rules import soupcons_de
from observatoire.errors import ErreurObservatoire
from observatoire.store import lire
from observatoire.web.composants import message_attention, message_erreur
from observatoire.web.formats import enumeration, instant_fr

_ERREUR = "moderation_depots_erreur"
_RAISON = "moderation_depots_raison"
PIEGE = "un champ invisible a été rempli"


def dire_les_soupcons(lue: Contribution) -> None:
    """Say what looks like an automatic sending, and that it decides nothing."""
    signes = list(soupcons_de(lue.contenu))
    if (lue.suspicion or 0) > len(signes):
        signes.append(PIEGE)
    if signes:
        message_attention(
            f"Signes d’un envoi automatique\u00a0: {enumeration(signes)}. Lisez-la comme les autres\u00a0: "
            "ces signes ne font que la placer plus loin dans la file."
        )


def dire_la_fermeture() -> None:
    """Tell whoever comes to deposit that deposits are closed, and what becomes of the text."""
    with lire() as cur:
        fermee = abus.fermeture(cur)
    if fermee:
        message_attention(
            f"Les dépôts sont fermés depuis le {instant_fr(fermee.depuis)}\u00a0: {fermee.raison} Vous pouvez écrire\u00a0: "
            "votre brouillon est gardé à l’adresse de cette page, et vous le déposerez quand ils rouvriront."
        )


def fermer_ou_rouvrir(personne: Personne) -> None:
    """Offer to close the deposits with a reason, or to open them again."""
    with lire() as cur:
        fermee = abus.fermeture(cur)
    if erreur := st.session_state.pop(_ERREUR, ""):
        message_erreur(erreur)
    if fermee:
        message_attention(
            f"Les dépôts sont fermés depuis le {instant_fr(fermee.depuis)}\u00a0: {fermee.raison}"
        )
        st.button("Rouvrir les dépôts", on_click=partial(_tenter, abus.rouvrir_les_depots, personne))
        return
    with st.expander("Fermer les dépôts pour un temps"):
        st.markdown(
            "En cas d’envois hostiles. Personne ne pourra plus déposer, sauf la modération\u00a0; les brouillons restent gardés."
        )
        st.text_input("Raison, lue par ceux qui viennent déposer", key=_RAISON, max_chars=RAISON_MAXI)
        st.button("Fermer les dépôts", on_click=partial(_fermer, personne))


def _fermer(personne: Personne) -> None:
    _tenter(partial(abus.fermer_les_depots, raison=st.session_state.get(_RAISON) or ""), personne)


def _tenter(verbe: Callable[[Personne], None], personne: Personne) -> None:
    try:
        verbe(personne)
    except ErreurObservatoire as erreur:
        st.session_state[_ERREUR] = str(erreur)
