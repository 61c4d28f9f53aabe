"""Read an application without writing it: a partner who signs, who deposited, the funder who receives."""

from datetime import datetime, time
from functools import partial

import streamlit as st

from observatoire import candidatures
from observatoire.appels import Appel, VagueSaisie, lire_termes
from observatoire.appels.rules import lire_vague
from observatoire.candidatures import ETATS, MODIFIABLES, Candidature
from observatoire.clock import maintenant
from observatoire.comptes import Personne
from observatoire.store import lire
from observatoire.territoires import trouver_tous
from observatoire.web.candidatures import mots
from observatoire.web.candidatures.atelier import agir, dire_le_resultat, tape
from observatoire.web.candidatures.saisie import cle
from observatoire.web.composants import message_attention
from observatoire.web.fragments import badge, echapper


def montrer(lue: Candidature, appel: Appel) -> None:
    """Draw the whole application and its receipts."""
    with lire() as cur:
        noms = {i: t.libelle for i, t in trouver_tous(cur, lue.contenu.territoires).items()}
        recus = candidatures.recus(cur, lue.id)
    st.title(lue.contenu.titre or "Candidature sans titre", anchor=False)
    dire_le_resultat()
    st.html(
        f'<p class="echeance">{badge(ETATS[lue.etat], "")} <a href="/appels/{appel.id}" target="_blank">{echapper(appel.contenu.titre)}</a></p>'
    )
    for r in recus:
        st.html(mots.recu(r))
    st.html(mots.corps(lue, lire_termes(appel.contenu), noms))


def signer(personne: Personne, lue: Candidature, appel: Appel, membre: str, jeton: str) -> None:
    """Draw what a partner's link opens: read, then sign or say what must change."""
    nom = next((m.nom for m in lue.contenu.membres if m.cle == membre), "")
    montrer(lue, appel)
    if lue.etat not in MODIFIABLES:
        return
    st.header(f"Signer pour {nom}", anchor=False)
    if lue.signe_par(membre):
        st.markdown("Vous avez signé ce texte. S’il change, votre signature tombe et il faudra le relire.")
    st.button(
        "J’ai lu et je signe",
        type="primary",
        icon=":material/draw:",
        key=cle("signer_membre"),
        disabled=lue.signe_par(membre),
        on_click=partial(agir, "C’est signé. Merci.", partial(candidatures.signer, personne, lue.id, lue.contenu.empreinte, jeton=jeton)),
    )  # fmt: skip
    st.text_area("Ou dites ce qui doit changer avant que vous signiez", key=cle("mot"), height=90)
    st.button(
        "Demander ce changement",
        key=cle("a_revoir"),
        on_click=partial(agir, "Votre demande est transmise à qui écrit la candidature.", lambda: candidatures.demander_a_revoir(personne, lue.id, tape("mot"), jeton=jeton)),
    )  # fmt: skip


def recevoir(personne: Personne, lue: Candidature, appel: Appel) -> None:
    """Draw what the funder of the call does with one application."""
    montrer(lue, appel)
    with lire() as cur:
        autres = candidatures.autres_de_la_structure(cur, personne, lue)
    if autres:
        st.header("Autres dossiers des mêmes structures", anchor=False)
        for autre in autres:
            st.html(mots.carte(autre, "Vos appels"))
    if lue.etat != "deposee":
        return
    st.header("Demander un complément", anchor=False)
    st.text_area("Ce qui manque", key=cle("complement"), height=90)
    st.date_input("À recevoir avant la fin du", key=cle("complement_avant"), value=None, format="DD/MM/YYYY")
    st.button(
        "Demander ce complément",
        key=cle("demander_complement"),
        on_click=partial(agir, "Le complément est demandé.", lambda: candidatures.demander_complement(personne, lue.id, lue.version, tape("complement"), _fin_du_jour(tape("complement_avant")))),
    )  # fmt: skip


def _fin_du_jour(jour: str) -> datetime:
    """Return the last minute of a day in Paris, as naive UTC; a past instant when none is chosen."""
    vague = lire_vague(VagueSaisie(ouvre_le="2000-01-01", ferme_le=jour, heure=f"{time(23, 59):%H:%M}"))
    return vague.ferme_a if vague else maintenant()


def retiree() -> None:
    """Say that an application was withdrawn."""
    message_attention(
        "Cette candidature a été retirée\u00a0: commencez-en une autre tant que l’appel est ouvert."
    )
