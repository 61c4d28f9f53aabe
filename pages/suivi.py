"""Follow one's contribution by its secret link (or one's account): its state, the reason given, and what to do."""

from urllib.parse import parse_qs, urlsplit

import streamlit as st

from observatoire import contributions
from observatoire.comptes import Personne
from observatoire.contributions import Contribution
from observatoire.errors import Introuvable, Refus
from observatoire.store import lire
from observatoire.web.brouillons import Atelier
from observatoire.web.composants import etat_vide
from observatoire.web.depot import LARGEUR, STYLE, atelier_de_depot
from observatoire.web.fraicheur_de_la_fiche import garder_a_jour
from observatoire.web.partenaires_a_confirmer import demander_confirmation
from observatoire.web.saisie_pratique import Saisie
from observatoire.web.session import personne_courante
from observatoire.web.suivi import (
    dire_etat,
    montrer_texte_et_historique,
    ouvrir_la_fiche,
    proposer_recours,
    proposer_retrait,
    recueillir_la_voix,
    reprendre_la_reservee,
)


def jeton_colle(texte: str) -> str:
    """Return the token of a pasted link, or the text itself when only the token was pasted."""
    return parse_qs(urlsplit(texte.strip()).query).get("jeton", [texte.strip()])[0]


def demander_le_lien(personne: Personne) -> None:
    """Ask for the secret link; list what the signed-in person deposited."""
    st.title("Suivre ma contribution", anchor=False)
    st.markdown("Collez le lien secret reçu au moment du dépôt.")
    colle = st.text_input(
        "Lien secret", key="lien_colle", placeholder="https://…/suivi?jeton=…", autocomplete="off"
    )
    if colle:
        st.query_params["jeton"] = jeton_colle(colle)
        st.rerun()
    with lire() as cur:
        miennes = contributions.lister_miennes(cur, personne)
    if miennes:
        st.header("Déposées avec votre compte", anchor=False)
    for c in miennes:
        st.page_link(
            "pages/suivi.py",
            label=c.contenu.titre or "Brouillon sans titre",
            query_params={"contribution": c.id},
        )


def lire_la_contribution(personne: Personne, jeton: str, identifiant: str) -> Contribution:
    """Return the contribution of the address."""
    with lire() as cur:
        if jeton:
            return contributions.obtenir_par_jeton(cur, personne, jeton)
        return contributions.obtenir(cur, personne, identifiant)


def suivre(personne: Personne, lue: Contribution, jeton: str) -> None:
    """Say where it is and what to do; offer the form when a correction is asked."""
    with st.container(width=LARGEUR):
        dire_etat(lue)
        ouvrir_la_fiche(lue, jeton)
        if lue.statut == "publiee" and lue.pratique_id:
            garder_a_jour(personne, lue, jeton)
            demander_confirmation(personne, lue.pratique_id, contribution_id=lue.id, jeton=jeton)
    if lue.statut == "a_corriger":
        atelier = Atelier(Saisie("suivi"), personne)
        atelier.ouvrir(lue, jeton, lue.contenu)
        atelier_de_depot(atelier, bouton="Déposer à nouveau")
    with st.container(width=LARGEUR):
        proposer_recours(personne, lue, jeton)
        recueillir_la_voix(personne, lue, jeton)
        montrer_texte_et_historique(lue)
        reprendre_la_reservee(personne, lue, jeton)
        proposer_retrait(personne, lue, jeton)


personne = personne_courante()
jeton, identifiant = st.query_params.get("jeton", ""), st.query_params.get("contribution", "")
st.html(STYLE)
if not jeton and not identifiant:
    with st.container(width=LARGEUR):
        demander_le_lien(personne)
else:
    try:
        lue = lire_la_contribution(personne, jeton, identifiant)
    except (Introuvable, Refus) as erreur:
        etat_vide(
            "Ce lien n’ouvre rien",
            str(erreur),
            [("Proposer une pratique", "/proposer"), ("Coller un autre lien", "/suivi")],
            niveau=1,
        )
    else:
        suivre(personne, lue, jeton)
