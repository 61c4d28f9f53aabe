"""Published sheets that may tell the same collaboration: looked at side by side, told apart or joined."""

from functools import partial

import streamlit as st

from observatoire import doublons
from observatoire.comptes import Personne
from observatoire.doublons import Paire
from observatoire.doublons.lecture import lister_fusions
from observatoire.store import lire
from observatoire.web.champs import note
from observatoire.web.composants import annoncer, etat_vide
from observatoire.web.depot import STYLE
from observatoire.web.doublons import cote, fusionnee, raison, reunir, suite, tenter
from observatoire.web.formats import pluriel
from observatoire.web.session import personne_courante


def montrer(personne: Personne, paire: Paire) -> None:
    """Show two sheets side by side, and what may be decided."""
    cle = f"{paire.une.id}__{paire.autre.id}"
    with st.container(border=True, key=f"paire_{cle}"):
        st.html(raison(paire))
        with lire() as cur:
            gauche, droite = cote(cur, paire.une.id), cote(cur, paire.autre.id)
        for colonne, texte in zip(st.columns(2, gap="large"), (gauche, droite), strict=True):
            with colonne:
                st.html(texte)
        st.text_input("Pourquoi c’est la même (si vous les réunissez)", key=f"raison_{cle}")
        with st.container(horizontal=True):
            st.button(
                "Deux collaborations différentes",
                key=f"differents_{cle}",
                on_click=partial(
                    tenter, partial(doublons.dire_differents, personne, paire.une.cle, paire.autre.cle)
                ),
            )
            for garde, ecarte, nom in (
                (paire.une, paire.autre, "Garder la première"),
                (paire.autre, paire.une, "Garder la seconde"),
            ):
                st.button(
                    nom,
                    key=f"garder_{garde.id}_{ecarte.id}",
                    on_click=partial(reunir, personne, garde.id, ecarte.id, f"raison_{cle}"),
                )


personne = personne_courante()
st.html(STYLE)
st.title("Doublons", anchor=False)
suite()
with lire() as cur:
    paires = doublons.lister_paires(cur, personne)
    fusions = lister_fusions(cur, personne)
annoncer(f"{pluriel(len(paires), 'paire')} à regarder")
note(
    "Réunir deux fiches retire l’une de la publication\u00a0: son adresse mène à l’autre, et l’on peut revenir en arrière."
)
for paire in paires:
    montrer(personne, paire)
if not paires:
    etat_vide(
        "Aucun doublon à regarder",
        "Les fiches qui ont deux partenaires en commun ou le même titre arrivent ici.",
        [("Revenir à la modération", "/moderation")],
    )
if fusions:
    st.header("Réunies récemment", anchor=False)
    for f in fusions:
        fusionnee(personne, f)
