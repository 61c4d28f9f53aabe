"""What narrows the answer, said in words, each with a way to take it away."""

from collections.abc import Iterator
from typing import Any

import streamlit as st

from observatoire.pratiques import FILTRES, PORTEES, STRUCTURES, Recherche, periode
from observatoire.vocabulaires import vocabulaire
from observatoire.web import cache
from observatoire.web.explorateur import etat


def dessiner(version: int, r: Recherche) -> None:
    """Draw a button for each active filter, and one that clears them all."""
    actifs = list(lister(version, r))
    if not actifs:
        return
    with st.container(horizontal=True, gap="xsmall", key="criteres", vertical_alignment="center"):
        for rang, (texte, changement) in enumerate(actifs):
            st.button(
                texte,
                key=f"retirer-{rang}",
                icon=":material/close:",
                icon_position="right",
                help="Retirer ce critère",
                on_click=etat.changer,
                kwargs=changement,
            )
        if len(actifs) > 1:
            st.button("Tout effacer", key="tout-effacer", type="tertiary", on_click=tout_effacer)


def lister(version: int, r: Recherche) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each active filter: its words, and the change of the question that takes it away."""
    if r.q:
        yield f"«\u00a0{r.q}\u00a0»", {"q": ""}
    if r.territoire:
        ici = cache.territoire(version, r.territoire)
        yield (ici.libelle if ici else r.territoire), {"territoire": ""}
    if r.rayon:
        yield f"À moins de {r.rayon}\u00a0km", {"rayon": 0}
    for nom, vocabulaire_nom in FILTRES.items():
        valeurs = getattr(r, nom)
        for code in valeurs:
            valeur = vocabulaire(vocabulaire_nom).get(code)
            yield _dire(nom, valeur.court if valeur else code), {nom: tuple(v for v in valeurs if v != code)}
    for nom, titre in STRUCTURES.items():
        cles = getattr(r, nom)
        noms = cache.noms_de_structures(version, cles)
        for cle in cles:
            yield f"{titre}\u00a0: {noms.get(cle, cle)}", {nom: tuple(c for c in cles if c != cle)}
    for valeur_dite in r.periode:
        yield (
            f"Début\u00a0: {periode.en_mots(valeur_dite)}",
            {"periode": tuple(v for v in r.periode if v != valeur_dite)},
        )
    if r.portee:
        yield PORTEES[r.portee].capitalize(), {"portee": ""}


_PRECISES = {
    "frein": "Frein",
    "levier": "Levier",
    "apport": "Apporte",
    "role": "Rôle",
    "cause": "Arrêt",
    "preuve": "Preuve",
}
"""Filters whose values do not tell by themselves what they are values of."""


def _dire(nom: str, valeur: str) -> str:
    return f"{_PRECISES[nom]}\u00a0: {valeur.lower()}" if nom in _PRECISES else valeur


def tout_effacer() -> None:
    """Ask for everything again, the map and the order kept."""
    etat.poser(sans_critere(etat.question()))


def sans_critere(r: Recherche) -> Recherche:
    """Return the question that asks for everything, shown the same way."""
    return Recherche(carte=r.carte, mesure=r.mesure, tri=r.tri, vue=r.vue)
