"""Ask the partners of a published sheet to confirm: where each stands, a link for each, shown once to copy."""

from functools import partial

import streamlit as st

from observatoire import confirmations
from observatoire.comptes import Personne
from observatoire.comptes.droits import Objet, motif_de_refus
from observatoire.confirmations import PartenaireSuivi
from observatoire.errors import ErreurObservatoire
from observatoire.store import lire
from observatoire.web import session
from observatoire.web.champs import note
from observatoire.web.composants import message_erreur
from observatoire.web.formats import date_fr
from observatoire.web.fragments import badge, echapper, pastille

ETATS = {
    "sans_demande": ("Pas encore demandé", ""),
    "invitee": ("Réponse attendue", ""),
    "expiree": ("Lien expiré sans réponse", "hachure"),
    "confirmee": ("Confirmé", "plein"),
    "refusee": ("A refusé, n’est plus cité", "hachure"),
}
"""State of a partner → its words and the look of its badge."""
LIENS = "liens_de_confirmation"
"""Session key: (pratique, partner) → link just made, which nothing can give again."""
ERREUR = "confirmation_erreur"


def pour_la_moderation(pratique_id: str) -> None:
    """Offer it on a sheet, folded, to who may ask the partners of any pratique: those of the catalogue have no author to do it."""
    personne = session.personne_courante()
    if motif_de_refus("inviter_partenaire", personne, Objet("sans_demande")) is None:
        with st.expander("Faire confirmer par les partenaires", key="confirmations"):
            demander_confirmation(personne, pratique_id, niveau="subheader")


def demander_confirmation(
    personne: Personne,
    pratique_id: str,
    *,
    contribution_id: str = "",
    jeton: str = "",
    niveau: str = "header",
) -> None:
    """List the partners with what can be done for each; nothing to who may not ask them."""
    origine = {"contribution_id": contribution_id, "jeton": jeton}
    with lire() as cur:
        suivis = confirmations.lister_partenaires(cur, personne, pratique_id, **origine)
        obstacles = {s.nom: confirmations.obstacle(cur, personne, pratique_id, s, **origine) for s in suivis}
    if not suivis:
        return
    getattr(st, niveau)("Faire confirmer par les partenaires", anchor=False)
    note(
        "Chaque partenaire reçoit son propre lien, valable 60 jours et une seule fois, sans compte. Il confirme, corrige son "
        "rôle et ce qu’il apporte, ou refuse d’être cité. Envoyez à chacun le sien."
    )
    if erreur := st.session_state.pop(ERREUR, ""):
        message_erreur(erreur)
    for rang, suivi in enumerate(suivis):
        _un_partenaire(personne, pratique_id, suivi, obstacles[suivi.nom], rang=rang, origine=origine)


def _un_partenaire(
    personne: Personne,
    pratique_id: str,
    suivi: PartenaireSuivi,
    obstacle: str | None,
    *,
    rang: int,
    origine: dict[str, str],
) -> None:
    mots, genre = ETATS[suivi.etat]
    fin = f" jusqu’au {date_fr(suivi.expire_a)}" if suivi.etat == "invitee" and suivi.expire_a else ""
    st.html(
        f'<h3>{echapper(suivi.nom)}</h3><div class="rangee">{pastille(suivi.cote, court=True)}{badge(mots + fin, genre)}</div>'
    )
    if lien := st.session_state.get(LIENS, {}).get((pratique_id, suivi.nom)):
        note("Son lien, à copier maintenant\u00a0: il ne sera plus montré.")
        st.code(lien, language=None, wrap_lines=True)
    cle = f"courriel_{pratique_id}_{rang}"
    if obstacle is None and suivi.etat != "confirmee":
        st.text_input(
            f"Courriel de {suivi.nom} (facultatif)",
            key=cle,
            autocomplete="off",
            help="Pour lui envoyer le lien d’ici. Il n’est ni publié, ni gardé une fois le message parti.",
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        if obstacle is None:
            st.button(
                "Créer son lien" if suivi.etat == "sans_demande" else "Créer un autre lien",
                key=f"inviter_{pratique_id}_{rang}",
                help="Le lien précédent ne servira plus." if suivi.etat == "invitee" else None,
                on_click=partial(_inviter, personne, pratique_id, suivi.nom, origine, cle),
            )
        if suivi.etat == "invitee":
            st.button(
                "Annuler son lien",
                key=f"revoquer_{pratique_id}_{rang}",
                on_click=partial(_revoquer, personne, pratique_id, suivi.nom, origine),
            )


def _inviter(personne: Personne, pratique_id: str, nom: str, origine: dict[str, str], cle: str) -> None:
    courriel = st.session_state.get(cle, "").strip()
    try:
        jeton = confirmations.inviter(personne, pratique_id, nom, courriel=courriel, **origine)
    except ErreurObservatoire as erreur:
        st.session_state[ERREUR] = str(erreur)
    else:
        st.session_state[cle] = ""
        liens = st.session_state.setdefault(LIENS, {})
        liens[pratique_id, nom] = confirmations.adresse_du_lien(jeton)


def _revoquer(personne: Personne, pratique_id: str, nom: str, origine: dict[str, str]) -> None:
    try:
        confirmations.revoquer(personne, pratique_id, nom, **origine)
    except ErreurObservatoire as erreur:
        st.session_state[ERREUR] = str(erreur)
    else:
        st.session_state.get(LIENS, {}).pop((pratique_id, nom), None)
