"""Calls for projects: those that are open, one's applications, and, for a funder, their own to write and follow."""

from functools import partial

import streamlit as st

from observatoire import appels, candidatures
from observatoire.clock import maintenant
from observatoire.comptes import Personne
from observatoire.comptes.droits import motif_de_refus
from observatoire.errors import ErreurObservatoire
from observatoire.store import lire
from observatoire.web.appels import atelier, mots
from observatoire.web.candidatures import atelier as ecrire_candidature
from observatoire.web.candidatures import lecture as lire_candidature
from observatoire.web.candidatures import mots as mots_candidature
from observatoire.web.composants import etat_vide, fil_ariane, message_attention
from observatoire.web.legeres.appel import noms_des_lieux
from observatoire.web.session import personne_courante


def commencer(personne: Personne) -> None:
    """Open a new draft."""
    st.query_params.from_dict({"ecrire": appels.commencer(personne).id})


def les_miens(personne: Personne) -> None:
    """List the calls of a funder, with what to do next on each."""
    with lire() as cur:
        miens = appels.lister_miens(cur, personne)
        noms = noms_des_lieux(cur, *miens)
    st.header("Vos appels", anchor=False)
    st.button(
        "Écrire un appel", type="primary", icon=":material/edit:", on_click=partial(commencer, personne)
    )
    for lu in miens:
        geste = f"/appels?{'ecrire' if lu.etat == 'brouillon' else 'suivre'}={lu.id}"
        st.html(mots.carte(lu, maintenant(), noms, geste))


def mes_candidatures(personne: Personne) -> None:
    """List the applications of an account."""
    with lire() as cur:
        miennes = candidatures.lister_miennes(cur, personne)
    if miennes:
        st.header("Vos candidatures", anchor=False)
    for lue in miennes:
        st.html(mots_candidature.carte(lue, ""))


def la_liste(personne: Personne) -> None:
    """List what is published."""
    st.title("Appels à projets", anchor=False)
    atelier.dire_le_resultat()
    if not motif_de_refus("ecrire_appel", personne):
        les_miens(personne)
    mes_candidatures(personne)
    with lire() as cur:
        publics = appels.lister_publics(cur)
        noms = noms_des_lieux(cur, *publics)
    if not publics:
        etat_vide(
            "Aucun appel pour l’instant",
            "Les appels des financeurs qui soutiennent des alliances entre ES et TS paraîtront ici, et dans le flux Atom.",
            [("Chercher avec qui répondre", "/explorer"), ("Suivre les nouveaux appels", "/appels.atom")],
        )
    if publics:
        st.header("Tous les appels", anchor=False)
    for lu in publics:
        st.html(mots.carte(lu, maintenant(), noms))


def ouvrir(personne: Personne, identifiant: str, *, a_ecrire: bool) -> None:
    """Open a call of one's own, to write while it is a draft, to follow once it is published."""
    fil_ariane(("Appels à projets", "/appels"), ("Écrire" if a_ecrire else "Suivre", None))
    try:
        with lire() as cur:
            lu = appels.obtenir(cur, personne, identifiant)
        if motif := motif_de_refus(
            "enregistrer_appel" if a_ecrire else "voir_appel", personne, appels.objet(lu)
        ):
            message_attention(motif)
        elif a_ecrire:
            atelier.ecrire(personne, lu)
        else:
            atelier.suivre(personne, lu)
    except ErreurObservatoire as erreur:
        message_attention(str(erreur))


def candidater(personne: Personne, appel_id: str) -> None:
    """Offer to begin an application to an open call."""
    fil_ariane(("Appels à projets", "/appels"), ("Candidater", None))
    try:
        with lire() as cur:
            appel = appels.obtenir_public(cur, appel_id)
    except ErreurObservatoire as erreur:
        message_attention(str(erreur))
        return
    st.title(f"Candidater\u00a0: {appel.contenu.titre}", anchor=False)
    ecrire_candidature.dire_le_resultat()
    st.html(f'<p class="echeance">{mots.echeance(appel, maintenant())}</p>')
    st.markdown(
        "On candidate à deux au moins. Vous écrivez, chaque partenaire lit et signe par son propre lien, puis vous déposez. "
        "Tout est enregistré au fur et à mesure, et rouvert par un lien secret."
    )
    st.button("Commencer", type="primary", on_click=partial(ecrire_candidature.commencer, personne, appel.id))


def ouvrir_candidature(personne: Personne, jeton: str, identifiant: str) -> None:
    """Open an application by a secret link, or by an account."""
    fil_ariane(("Appels à projets", "/appels"), ("Candidature", None))
    try:
        with lire() as cur:
            if jeton:
                lue, appel, membre = candidatures.par_jeton(cur, jeton)
            else:
                (lue, appel), membre = candidatures.obtenir(cur, personne, identifiant), ""
    except ErreurObservatoire as erreur:
        message_attention(str(erreur))
        return
    mienne = bool(jeton) or (personne.id is not None and personne.id == lue.compte_id)
    if lue.etat == "retiree":
        lire_candidature.retiree()
    elif membre:
        lire_candidature.signer(personne, lue, appel, membre, jeton)
    elif not mienne:
        lire_candidature.recevoir(personne, lue, appel)
    elif lue.etat in candidatures.MODIFIABLES:
        ecrire_candidature.ecrire(personne, lue, appel, jeton)
    else:
        lire_candidature.montrer(lue, appel)
        ecrire_candidature.offrir_de_retirer(personne, lue, jeton)


personne = personne_courante()
for style in atelier.STYLES:
    st.html(style)
if identifiant := st.query_params.get("ecrire", ""):
    ouvrir(personne, identifiant, a_ecrire=True)
elif identifiant := st.query_params.get("suivre", ""):
    ouvrir(personne, identifiant, a_ecrire=False)
elif identifiant := st.query_params.get("candidater", ""):
    candidater(personne, identifiant)
elif (jeton := st.query_params.get("jeton", "")) or "candidature" in st.query_params:
    ouvrir_candidature(personne, jeton, st.query_params.get("candidature", ""))
else:
    la_liste(personne)
