"""One false answer taken out of a published batch, and put back: what moderation was told, checked against what the batch holds."""

from functools import partial

import streamlit as st

from observatoire import retours
from observatoire.comptes import Personne
from observatoire.errors import ErreurObservatoire, Invalide
from observatoire.retours import QUESTIONS, LotPublie, Retrait, Saisie
from observatoire.retours.rules import BORNES_RAISON
from observatoire.store import lire
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web.champs import note
from observatoire.web.composants import message_attention, message_reussite
from observatoire.web.formats import date_fr, periode_de_mois, pluriel
from observatoire.web.fragments import echapper

SUITE = "fausse_voix_suite"
"""Key of what the last gesture did, told once by the next run."""
_LOT, _RAISON = "fausse_voix_lot", "fausse_voix_raison"


def retirer_ou_retablir(personne: Personne) -> None:
    """Offer to take a false answer out of a batch, then list those taken out."""
    if suite := st.session_state.pop(SUITE, None):
        (message_reussite if suite[0] == "fait" else message_attention)(suite[1])
    with lire() as cur:
        lots = retours.lister_lots(cur, personne)
        retraits = retours.lister_retraits(cur, personne)
    if lots:
        with st.expander("Retirer une fausse réponse"):
            _demander(personne, lots)
    for retrait in retraits:
        with st.container(border=True, key=f"retrait_{retrait.id}"):
            _un_retrait(personne, retrait)


def _demander(personne: Personne, lots: list[LotPublie]) -> None:
    note(
        "Seulement si l’on sait ce qui avait été répondu\u00a0: l’observatoire ne garde aucune réponse, il vérifie que le lot peut la "
        "contenir. S’il reste moins de cinq réponses, le lot n’est plus montré."
    )
    st.selectbox("Dans quel lot", lots, format_func=_nommer, index=None, placeholder="Choisir", key=_LOT)
    for question in QUESTIONS:
        st.radio(
            libelle("question_retour", question),
            [r.code for r in vocabulaire("reponse_retour").proposees],
            format_func=partial(libelle, "reponse_retour"),
            index=None,
            horizontal=True,
            key=f"fausse_voix_{question}",
        )
    st.text_input("Raison, gardée au journal", key=_RAISON, max_chars=BORNES_RAISON.maxi)
    st.button("Retirer cette réponse", key="fausse_voix_retirer", on_click=partial(_retirer, personne))


def _nommer(lot: LotPublie) -> str:
    quand = periode_de_mois(lot.du, lot.au)
    return f"{lot.titre}, {libelle('voix', lot.voix).lower()}, {quand} ({pluriel(lot.reponses, 'réponse')})"


def _un_retrait(personne: Personne, retrait: Retrait) -> None:
    fait = f"rétablie le {date_fr(retrait.annule_a)}" if retrait.annule_a else "retirée"
    st.html(
        f"<p><strong>{echapper(retrait.titre)}</strong>, {echapper(libelle('voix', retrait.voix).lower())}, lot de "
        f"{echapper(periode_de_mois(retrait.du, retrait.du))}\u00a0: une réponse {fait}. {echapper(retrait.raison)}</p>"
    )
    if retrait.annule_a is None:
        st.button(
            "La rétablir", key=f"retablir_{retrait.id}", on_click=partial(_retablir, personne, retrait.id)
        )


def _retirer(personne: Personne) -> None:
    """Take it out (a callback: the page then reads what is true); what was typed stays when it is refused."""
    etat = st.session_state
    if (lot := etat.get(_LOT)) is None:
        etat[SUITE] = ("attention", "Choisissez le lot.")
        return
    saisie = Saisie(**{q: etat.get(f"fausse_voix_{q}") or "" for q in QUESTIONS})
    try:
        retours.retirer_reponse(
            personne, lot.pratique_id, lot.voix, lot.du, saisie, raison=etat.get(_RAISON) or ""
        )
    except Invalide as invalide:
        etat[SUITE] = ("attention", " ".join(dict.fromkeys(invalide.champs.values())))
    except ErreurObservatoire as erreur:
        etat[SUITE] = ("attention", str(erreur))
    else:
        etat[SUITE] = (
            "fait",
            "La réponse est retirée\u00a0: les positions sont recalculées. Vous pouvez la rétablir.",
        )


def _retablir(personne: Personne, identifiant: str) -> None:
    try:
        retours.retablir_reponse(personne, identifiant)
    except ErreurObservatoire as erreur:
        st.session_state[SUITE] = ("attention", str(erreur))
    else:
        st.session_state[SUITE] = ("fait", "La réponse est rétablie.")
