"""Nothing answers: say which condition to drop, and what that would give."""

import streamlit as st

from observatoire.pratiques import FILTRES, Recherche
from observatoire.vocabulaires import vocabulaire
from observatoire.web import cache
from observatoire.web.composants import etat_vide
from observatoire.web.explorateur import criteres, etat
from observatoire.web.formats import pluriel

_CHAMPS = {"q": "les mots cherchés", "territoire": "le territoire", "portee": "l’échelle"}
PROPOSES = 3


def dessiner(version: int, r: Recherche) -> None:
    """Draw what to do next."""
    pistes = cache.assouplissements(version, r.sans_presentation)
    etat_vide(
        "Aucune pratique ne répond à tous ces critères",
        "Cela ne veut pas dire qu’il ne se passe rien : personne ne l’a encore raconté ici."
        if pistes or r.filtres_actifs
        else "L’observatoire ne contient encore aucune pratique.",
        [("Raconter une pratique", "/proposer")],
    )
    neutre = Recherche()
    with st.container(horizontal=True, horizontal_alignment="center", gap="small", key="assouplir"):
        for piste in pistes[:PROPOSES]:
            st.button(
                f"Sans {_nommer(piste.champ)} : {pluriel(piste.nombre, 'pratique')}",
                key=f"sans-{piste.champ}",
                on_click=etat.changer,
                kwargs={piste.champ: getattr(neutre, piste.champ)},
            )
        if r.filtres_actifs > 1:
            st.button(
                "Tout effacer", key="tout-effacer-vide", type="tertiary", on_click=criteres.tout_effacer
            )


def _nommer(champ: str) -> str:
    if champ in _CHAMPS:
        return _CHAMPS[champ]
    return f"le filtre « {vocabulaire(FILTRES[champ]).libelle} »"
