"""Read what was deposited or reported, the most pressing first, and decide with a reason."""

import streamlit as st

from observatoire import contributions, moderation, retours, signalements
from observatoire.comptes import Personne
from observatoire.errors import Introuvable, Refus
from observatoire.store import lire
from observatoire.web import moderation_file
from observatoire.web.champs import note
from observatoire.web.composants import annoncer, etat_vide, fil_ariane
from observatoire.web.depot import STYLE
from observatoire.web.formats import date_fr
from observatoire.web.fragments import echapper
from observatoire.web.lecture_contribution import historique
from observatoire.web.moderation_colleges import avis_attendus, decider_a_deux
from observatoire.web.moderation_courrier import montrer_le_courrier
from observatoire.web.moderation_decidees import montrer_les_decidees
from observatoire.web.moderation_decision import dire_la_suite
from observatoire.web.moderation_depots import dire_les_soupcons, fermer_ou_rouvrir
from observatoire.web.moderation_lecture import (
    Dossier,
    compteurs,
    delai_dit,
    lire_dossier,
    montrer,
    noms_des_lieux,
    onglets,
    pages,
)
from observatoire.web.moderation_signalements import montrer_les_signalements, montrer_un
from observatoire.web.moderation_voix import montrer_les_phrases
from observatoire.web.pareilles import dire_a_la_moderation, lire_pour_la_moderation
from observatoire.web.partenaires_a_confirmer import demander_confirmation
from observatoire.web.session import personne_courante


def montrer_la_file(personne: Personne, raison: str, page: int) -> None:
    """Show what waits, the most pressing reason first, and what may be done to several at once."""
    st.title("Modération", anchor=False)
    dire_la_suite(None)
    moderation_file.dire_les_issues()
    with lire() as cur:
        comptes = contributions.compter(cur, personne)
        delai = contributions.delai_de_reponse(cur, personne)
        signales = signalements.compter_ouverts(cur, personne)
        phrases = retours.compter_phrases(cur, personne)
        file = moderation.lire_file(cur, personne, raison=raison, page=page)
        lieux = noms_des_lieux(cur, [r.contribution.contenu for r in file.lignes if r.contribution])
        attendus = avis_attendus(cur, personne, file)
    st.html(onglets("attente", signales, phrases))
    annoncer(compteurs(comptes))
    if phrase := delai_dit(*delai):
        note(phrase)
    if file.total:
        st.html(moderation_file.filtre_des_raisons(file, raison))
    if file.lignes:
        moderation_file.montrer(personne, file, lieux, attendus)
        suivante = len(file.lignes) == moderation.TAILLE_PAGE
        if liens := pages("attente", page, suivante=suivante, raison=raison):
            st.html(liens)
        with st.expander("Dans quel ordre la file se lit"):
            st.markdown(moderation_file.sens_des_raisons())
    else:
        etat_vide(
            "Rien à relire",
            "Chaque contribution déposée et chaque fiche signalée arrivent ici, la plus pressante d’abord.",
            [("Explorer les pratiques", "/explorer")],
        )
    fermer_ou_rouvrir(personne)


def montrer_une(personne: Personne, dossier: Dossier) -> None:
    """Show one contribution in full, beside its history and the decision."""
    lue = dossier.contribution
    fil_ariane(("Modération", "/moderation"), (lue.contenu.titre, None))
    dire_la_suite(lue)
    moderation_file.dire_les_issues()
    st.html(f'<h1 class="titre-fiche">{echapper(lue.contenu.titre)}</h1>')
    texte, cote = st.columns([2, 1], gap="large")
    with lire() as cur:
        pareilles = lire_pour_la_moderation(cur, personne, lue)
    with texte:
        dire_les_soupcons(lue)
        dire_a_la_moderation(personne, lue, pareilles)
        montrer(dossier)
    with cote:
        moderation_file.charge(personne, lue, dossier.noms)
        st.header("Décider", anchor=False)
        decider_a_deux(personne, lue)
        if lue.statut == "publiee" and lue.pratique_id:
            demander_confirmation(personne, lue.pratique_id)
        st.header("Historique", anchor=False)
        note(f"Commencée le {date_fr(lue.cree_a)}")
        historique(dossier.revisions, dossier.noms)


def ouvrir_un_signalement(personne: Personne, identifiant: str) -> None:
    """Show one report, or why it does not open."""
    try:
        with lire() as cur:
            lu = signalements.obtenir(cur, personne, identifiant)
    except (Introuvable, Refus) as erreur:
        portes = [("Revenir aux signalements", "/moderation?vue=signalements")]
        etat_vide("Ce signalement ne s’ouvre pas", str(erreur), portes, niveau=1)
    else:
        montrer_un(personne, lu)


personne = personne_courante()
identifiant, page = st.query_params.get("contribution", ""), st.query_params.get("page", "1")
vue, signalement = st.query_params.get("vue", ""), st.query_params.get("signalement", "")
st.html(STYLE)
if signalement:
    ouvrir_un_signalement(personne, signalement)
elif identifiant:
    try:
        with lire() as cur:
            dossier = lire_dossier(cur, personne, identifiant)
    except (Introuvable, Refus) as erreur:
        etat_vide(
            "Cette contribution ne s’ouvre pas", str(erreur), [("Revenir à la file", "/moderation")], niveau=1
        )
    else:
        montrer_une(personne, dossier)
else:
    numero = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    if vue == "signalements":
        montrer_les_signalements(personne, max(1, numero))
    elif vue == "courrier":
        montrer_le_courrier(personne)
    elif vue == "voix":
        montrer_les_phrases(personne, max(1, numero))
    elif vue == "decidees":
        montrer_les_decidees(personne, max(1, numero))
    else:
        raison = st.query_params.get("raison", "")
        montrer_la_file(personne, raison if raison in moderation.RAISONS else "", max(1, numero))
