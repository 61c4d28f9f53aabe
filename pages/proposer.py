"""Tell a collaboration in five minutes, or propose a change to a published sheet."""

import streamlit as st

from observatoire import contributions
from observatoire.comptes import Personne
from observatoire.contributions import Contenu, Contribution, LienSaisi
from observatoire.contributions.rules import CHOIX_MULTIPLES
from observatoire.errors import Introuvable, Refus
from observatoire.pratiques import obtenir
from observatoire.store import lire
from observatoire.web.brouillons import Atelier
from observatoire.web.composants import message_attention
from observatoire.web.depot import LARGEUR, STYLE, atelier_de_depot, confirmation
from observatoire.web.moderation_depots import dire_la_fermeture
from observatoire.web.saisie_pratique import Saisie
from observatoire.web.session import personne_courante


def ouvrir(personne: Personne, jeton: str) -> Contribution | None:
    """Return the draft of the address, None when there is none or its link does not open it any more."""
    if not jeton:
        return None
    try:
        with lire() as cur:
            return contributions.obtenir_par_jeton(cur, personne, jeton)
    except (Introuvable, Refus) as erreur:
        message_attention(f"{erreur} Voici un formulaire vide.")
        return None


def depart(pratique_id: str) -> tuple[str, Contenu]:
    """Return the pratique to amend and its content, or nothing to start from."""
    if not pratique_id:
        return "", Contenu()
    try:
        with lire() as cur:
            return pratique_id, contributions.contenu_de_pratique(cur, personne_courante(), pratique_id)
    except Introuvable as erreur:
        message_attention(f"{erreur} Voici un formulaire vide.")
        return "", Contenu()


def reprise(pratique_id: str) -> Contenu:
    """Return what a new pratique starts from when it comes from a published one: the link, and what they share."""
    try:
        with lire() as cur:
            p = obtenir(cur, pratique_id)
    except Introuvable as erreur:
        message_attention(f"{erreur} Voici un formulaire vide.")
        return Contenu()
    return Contenu(
        forme=p.forme or "",
        objectifs=p.objectifs[: CHOIX_MULTIPLES["objectifs"].maxi],
        thematiques=p.thematiques[: CHOIX_MULTIPLES["thematiques"].maxi],
        publics=p.publics[: CHOIX_MULTIPLES["publics"].maxi],
        liens=(LienSaisi(pratique=p.id, titre=p.titre),),
    )


def accueillir(amendee: str) -> None:
    """Say what is asked and how long it takes."""
    st.title("Proposer une modification" if amendee else "Racontez une collaboration", anchor=False)
    st.markdown(
        "Corrigez ou complétez la fiche : la version publiée reste visible jusqu’à la relecture de la vôtre."
        if amendee
        else "Réussie ou non, en cours ou terminée : cinq minutes suffisent. Une personne relit avant publication, "
        "et ce que vous tapez est gardé au fur et à mesure."
    )


def conclure(atelier: Atelier, recue: Contribution, jeton: str) -> None:
    """Confirm a deposit, or send to the follow-up a contribution that is no draft any more."""
    atelier.oublier()
    if recue.statut == "a_relire":
        confirmation(recue, jeton)
    else:
        st.title("Cette contribution n’est plus un brouillon", anchor=False)
    with st.container(horizontal=True):
        if st.button("Suivre cette contribution", type="primary", icon=":material/track_changes:"):
            st.switch_page("pages/suivi.py", query_params={"jeton": jeton})
        st.button("Proposer une autre pratique", icon=":material/add:", on_click=st.query_params.clear)


def ecrire_une_pratique(atelier: Atelier, connue: Contribution | None, jeton: str) -> None:
    """Draw the form, and keep the draft's address in the browser's."""
    amendee, contenu = depart(st.query_params.get("pratique", ""))
    if inspire := st.query_params.get("inspire", ""):
        contenu = reprise(inspire)
    dire_la_fermeture()
    accueillir(amendee or (connue.pratique_id or "" if connue else ""))
    atelier.ouvrir(connue, jeton if connue else "", contenu, amendee)
    atelier_de_depot(atelier, bouton="Déposer", pratique_id=amendee or None)
    if atelier.jeton and st.query_params.get("brouillon") != atelier.jeton:
        st.query_params.from_dict({"brouillon": atelier.jeton})


personne = personne_courante()
atelier = Atelier(Saisie("proposer"), personne)
if not {"brouillon", "pratique", "inspire"} & set(st.query_params) and atelier.jeton:
    st.query_params["brouillon"] = atelier.jeton
jeton = st.query_params.get("brouillon", "")

st.html(STYLE)
connue = ouvrir(personne, jeton)
if connue is None or connue.statut == "brouillon":
    ecrire_une_pratique(atelier, connue, jeton)
else:
    with st.container(width=LARGEUR):
        conclure(atelier, connue, jeton)
