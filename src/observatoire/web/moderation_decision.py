"""The decision on one contribution: publish, ask for a correction or refuse, with its reason; and what became of it."""

from functools import partial

import streamlit as st

from observatoire import contributions
from observatoire.clock import aujourd_hui
from observatoire.comptes import Personne
from observatoire.contributions import Contribution
from observatoire.contributions.rules import BORNES_MOTIF, erreur_motif, reservee
from observatoire.errors import Conflit, ErreurObservatoire, Invalide
from observatoire.vocabulaires import libelle
from observatoire.web.composants import message_attention, message_erreur, message_reussite
from observatoire.web.formats import instant_fr
from observatoire.web.fragments import adresse_pratique, echapper, lien

SUITE = "moderation_suite"
"""Key of what the last decision did, told once by the next run."""

DECISIONS = {"publier": "Publier", "demander_correction": "Demander une correction", "refuser": "Refuser"}
SUITES = {
    "publier": "La fiche est visible de tous aussitôt.",
    "demander_correction": "Son auteur corrige et dépose à nouveau.",
    "refuser": "Son auteur lit votre raison\u202f; il peut faire un recours, une fois.",
}
SUITE_DU_RECOURS = "Le refus est gardé, cette fois définitivement\u202f; son auteur lit votre raison."
MODELES = {
    "demander_correction": {
        "Dire qui fait quoi": "Pouvez-vous préciser ce que fait chaque partenaire, concrètement, et comment vous vous êtes réparti les rôles ?",
        "Retirer une donnée personnelle": "Le texte contient une donnée personnelle (un nom, un téléphone ou un courriel). Pouvez-vous la retirer avant publication ?",
        "Nommer l’autre côté": "Le récit évoque un partenaire qui n’est pas dans la liste. Pouvez-vous l’ajouter, avec son côté et son rôle ?",
        "Préciser le lieu": "Pouvez-vous préciser la ou les communes concernées, ou dire que la pratique est sans lieu précis ?",
        "Raconter davantage": "Le récit est très court. Pouvez-vous dire comment cela a commencé et ce que vous avez fait ensemble ?",
    },
    "refuser": {
        "Pas une collaboration": "Le texte décrit l’activité d’une seule structure. L’observatoire recense des collaborations : proposez-la à nouveau dès qu’un partenaire y prend part.",
        "Déjà publiée": "Cette pratique est déjà publiée. Ouvrez sa fiche et proposez une modification pour la compléter.",
        "Publicité": "Le texte fait la promotion d’un produit ou d’un service sans raconter ce qui a été fait ensemble.",
        "Atteinte aux personnes": "Le texte permet de reconnaître une personne accompagnée ou porte atteinte à quelqu’un. Il ne peut pas être publié.",
    },
}
"""Reasons to start from: the person completes them."""


def decider(personne: Personne, c: Contribution, verbes: tuple[str, ...] = tuple(DECISIONS)) -> None:
    """Offer the decision among `verbes`, or say why there is none to take."""
    if obstacle := contributions.obstacle("publier", personne, c):
        message_attention(obstacle)
        if c.statut == "publiee" and c.pratique_id:
            if not reservee(c.contenu, aujourd_hui()):
                _vers_la_fiche(c.pratique_id)
            _retrait(personne, c)
        return
    suites = SUITES | ({"refuser": SUITE_DU_RECOURS} if c.statut == "en_recours" else {})
    verbe = st.radio(
        "Votre décision",
        verbes,
        format_func=DECISIONS.get,
        captions=[suites[verbe] for verbe in verbes],
        key=f"decision_{c.id}",
    )
    if verbe != "publier":
        _raison(verbe, c)
    st.button(
        DECISIONS[verbe],
        type="primary",
        key="moderation_decider",
        on_click=partial(_decider, personne, verbe, c),
    )


def _raison(verbe: str, c: Contribution) -> None:
    cle, modele = f"motif_{verbe}_{c.id}", f"modele_{verbe}_{c.id}"

    def partir_du_modele() -> None:
        if choisi := st.session_state.get(modele):
            st.session_state[cle] = MODELES[verbe][choisi]

    st.selectbox(
        "Partir d’un modèle",
        list(MODELES[verbe]),
        index=None,
        key=modele,
        placeholder="Choisir",
        on_change=partir_du_modele,
    )
    st.text_area(
        "Raison, lue par l’auteur",
        key=cle,
        height=160,
        max_chars=BORNES_MOTIF.maxi,
        placeholder="Dites ce qui manque et ce qu’il faut faire.",
        persist_state="page",
    )
    if st.session_state.get(f"refusee_{cle}") and (erreur := erreur_motif(st.session_state.get(cle) or "")):
        st.html(f'<p class="sous-champ erreur" role="alert">{echapper(erreur)}</p>')


def _decider(personne: Personne, verbe: str, c: Contribution) -> None:
    """Decide (a callback: the page then reads what is true)."""
    cle = f"motif_{verbe}_{c.id}"
    motif = [] if verbe == "publier" else [st.session_state.get(cle, "")]
    try:
        faite = getattr(contributions, verbe)(personne, c.id, c.version, *motif)
    except Invalide as invalide:
        if "motif" in invalide.champs:
            st.session_state[f"refusee_{cle}"] = True
        else:
            st.session_state[SUITE] = ("erreur", f"Impossible de publier : {invalide}", None)
    except Conflit:
        st.session_state[SUITE] = ("conflit", "", None)
    except ErreurObservatoire as erreur:
        st.session_state[SUITE] = ("erreur", str(erreur), None)
    else:
        cachee = reservee(c.contenu, aujourd_hui())
        st.session_state[SUITE] = (
            "accepter" if cachee and verbe == "publier" else verbe,
            c.contenu.titre,
            faite.pratique_id,
        )
        st.query_params.pop("contribution", None)


def _retrait(personne: Personne, c: Contribution) -> None:
    with st.expander("Retirer de la publication"):
        st.markdown(
            "La fiche disparaît de la carte, de la recherche et des données ouvertes. Son historique reste."
        )
        st.button("Oui, la retirer", key="moderation_retirer", on_click=partial(_retirer, personne, c))


def _retirer(personne: Personne, c: Contribution) -> None:
    try:
        contributions.retirer(personne, c.id, c.version)
        st.session_state[SUITE] = ("retirer", c.contenu.titre, None)
    except ErreurObservatoire as erreur:
        st.session_state[SUITE] = ("erreur", str(erreur), None)


_FAIT = {
    "avis": "Votre avis sur «\u00a0{}\u00a0» est donné.",
    "publier": "« {} » est publiée.",
    "accepter": "«\u00a0{}\u00a0» est acceptée\u00a0: rien n’en est montré, comme son auteur l’a demandé.",
    "demander_correction": "La demande de correction pour « {} » est envoyée : son auteur la lira avec son lien.",
    "refuser": "« {} » est refusée ; son auteur lira votre raison.",
    "retirer": "« {} » est retirée de la publication.",
}


def dire_la_suite(c: Contribution | None) -> None:
    """Say once what the last decision did, or that somebody else decided meanwhile."""
    genre, texte, pratique_id = st.session_state.pop(SUITE, ("", "", None))
    if genre in _FAIT:
        message_reussite(_FAIT[genre].format(texte))
    elif genre == "conflit":
        quand = f" (le {instant_fr(c.decidee_a)})" if c is not None and c.decidee_a else ""
        etat = (
            f" Elle est maintenant : {libelle('statut', c.statut).lower()}{quand}." if c is not None else ""
        )
        message_attention(
            f"Quelqu’un a agi sur cette contribution pendant que vous la lisiez. Votre décision n’a pas été prise.{etat}"
        )
    elif genre == "erreur":
        message_erreur(texte)
    if pratique_id and genre == "publier":
        _vers_la_fiche(pratique_id)


def _vers_la_fiche(pratique_id: str) -> None:
    st.html(f"<p>{lien(adresse_pratique(pratique_id), 'Voir la fiche publiée')}</p>")
