"""What moderation reads before anybody else: the sentences that came with the voices, published as they are or put aside."""

from functools import partial
from urllib.parse import quote

import streamlit as st

from observatoire import retours, signalements
from observatoire.comptes import Personne
from observatoire.errors import ErreurObservatoire
from observatoire.retours import ECARTEE, PUBLIEE, Phrase
from observatoire.retours.rules import passages
from observatoire.store import lire
from observatoire.vocabulaires import libelle
from observatoire.web.champs import note
from observatoire.web.composants import annoncer, etat_vide, message_attention, message_reussite
from observatoire.web.formats import INSECABLE, enumeration, periode_de_mois, pluriel
from observatoire.web.fragments import badge, echapper
from observatoire.web.moderation_fausses_voix import retirer_ou_retablir
from observatoire.web.moderation_lecture import onglets, pages

SUITE = "phrase_suite"
"""Key of what the last decision did, told once by the next run."""
_FAIT = {
    PUBLIEE: "La phrase est publiée\u00a0: la fiche la montre dès que cinq réponses y sont montrées.",
    ECARTEE: "La phrase est écartée, et son texte est effacé.",
}


def montrer_les_phrases(personne: Personne, page: int) -> None:
    """Show the sentences that wait, the oldest month first, each with its two buttons."""
    st.title("Modération", anchor=False)
    _dire_la_suite()
    with lire() as cur:
        nombre = retours.compter_phrases(cur, personne)
        lues = retours.lister_phrases(cur, personne, page)
        signales = signalements.compter_ouverts(cur, personne)
    st.html(onglets("voix", signales, nombre))
    annoncer(f"{pluriel(nombre, 'phrase')} à lire")
    if not lues:
        etat_vide(
            "Aucune phrase à lire",
            "Les personnes concernées et les deux côtés peuvent ajouter une phrase à leurs réponses\u00a0: elle arrive ici avant d’être montrée.",
            [("Explorer les pratiques", "/explorer")],
        )
        retirer_ou_retablir(personne)
        return
    note(
        "On publie une phrase telle quelle, ou on l’écarte\u00a0: on ne récrit pas ce qu’une personne a dit."
    )
    for lue in lues:
        with st.container(border=True, key=f"phrase_{lue.id}"):
            _montrer(personne, lue)
    if suivantes := pages("voix", page, suivante=len(lues) == retours.TAILLE_PAGE):
        st.html(suivantes)
    retirer_ou_retablir(personne)


def _montrer(personne: Personne, lue: Phrase) -> None:
    ici = quote(lue.pratique_id, safe="")
    st.html(
        f'<div class="rangee">{badge(libelle("voix", lue.voix))}{badge(periode_de_mois(lue.mois, lue.mois))}</div>'
        f'<blockquote class="motif">«{INSECABLE}{echapper(lue.texte)}{INSECABLE}»</blockquote>'
        f'<p class="lieu"><a href="/pratique?id={ici}" target="_blank">{echapper(lue.titre)}</a></p>'
    )
    if vus := passages(lue.texte):
        dits = enumeration(f"{quoi} («{INSECABLE}{passage}{INSECABLE}»)" for quoi, passage in vus)
        message_attention(
            f"Cette phrase semble contenir {dits}. Écartez-la si l’on peut reconnaître quelqu’un."
        )
    if obstacle := retours.obstacle(personne, lue):
        message_attention(obstacle)
        return
    gauche, droite = st.columns(2)
    for colonne, suite, mots in (
        (gauche, PUBLIEE, "Publier la phrase"),
        (droite, ECARTEE, "Écarter la phrase"),
    ):
        colonne.button(
            mots,
            key=f"{suite}_{lue.id}",
            width="stretch",
            on_click=partial(_decider, personne, lue.id, suite),
        )


def _decider(personne: Personne, identifiant: str, suite: str) -> None:
    """Decide (a callback: the page then reads what is true)."""
    try:
        retours.decider_phrase(personne, identifiant, suite)
    except ErreurObservatoire as erreur:
        st.session_state[SUITE] = ("attention", str(erreur))
    else:
        st.session_state[SUITE] = ("fait", _FAIT[suite])


def _dire_la_suite() -> None:
    """Say once what the last decision did."""
    genre, texte = st.session_state.pop(SUITE, ("", ""))
    if genre:
        (message_reussite if genre == "fait" else message_attention)(texte)
