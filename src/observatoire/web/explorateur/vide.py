"""Nothing answers: say which condition to drop, and what that would give."""

import streamlit as st

from observatoire.pratiques import FILTRES, Recherche
from observatoire.recherche import Interpretation, formes
from observatoire.vocabulaires import vocabulaire
from observatoire.web import cache
from observatoire.web.composants import etat_vide
from observatoire.web.explorateur import criteres, etat
from observatoire.web.formats import pluriel

_CHAMPS = {
    "q": "les mots cherchés",
    "elargir": "la recherche à la lettre",
    "territoire": "le territoire",
    "rayon": "le rayon",
    "periode": "la période",
    "portee": "l’échelle",
    "structure": "la structure",
    "financeur": "le financeur",
}
PROPOSES = 3


def dessiner(version: int, r: Recherche, lu: Interpretation | None) -> None:
    """Draw what to do next."""
    pistes = cache.assouplissements(version, r.sans_presentation)
    etat_vide(
        "Pas encore de fiche ici",
        "Cela ne veut pas dire qu’il ne se passe rien\u00a0: personne ne l’a encore raconté."
        if pistes or r.filtres_actifs
        else "L’observatoire ne contient encore aucune pratique.",
        [("Raconter une pratique", "/proposer")],
    )
    neutre = Recherche()
    with st.container(horizontal=True, horizontal_alignment="center", gap="small", key="assouplir"):
        for rang, q in enumerate(moins_de_mots(r.q, lu)):
            if n := cache.totaux(version, r.sans_presentation.avec(q=q)).nombre:
                st.button(
                    f"Chercher seulement «\u00a0{q}\u00a0»\u00a0: {pluriel(n, 'pratique')}",
                    key=f"moins-de-mots-{rang}",
                    on_click=etat.changer,
                    kwargs={"q": q},
                )
        for piste in pistes[:PROPOSES]:
            st.button(
                f"Sans {_nommer(piste.champ)}\u00a0: {pluriel(piste.nombre, 'pratique')}",
                key=f"sans-{piste.champ}",
                on_click=etat.changer,
                kwargs={piste.champ: getattr(neutre, piste.champ)},
            )
        if r.filtres_actifs > 1:
            st.button(
                "Tout effacer", key="tout-effacer-vide", type="tertiary", on_click=criteres.tout_effacer
            )


def moins_de_mots(q: str, lu: Interpretation | None) -> list[str]:
    """Return shorter texts to try: without the words no sheet holds, else each word of two or three left out."""
    if connus := sans_les_inconnus(q, lu):
        return [connus]
    mots = q.split()
    if lu is None or lu.inconnus or not 2 <= lu.mots <= 3 or '"' in q or "«" in q:
        return []
    utiles = [i for i, mot in enumerate(mots) if formes(mot)]
    return [" ".join(m for i, m in enumerate(mots) if i != sans) for sans in utiles]


def sans_les_inconnus(q: str, lu: Interpretation | None) -> str:
    """Return the text without the words that no sheet holds; '' when nothing is left or nothing was unknown."""
    if lu is None or not lu.inconnus:
        return ""
    return " ".join(mot for mot in q.split() if not set(formes(mot)) & set(lu.inconnus))


def _nommer(champ: str) -> str:
    if champ in _CHAMPS:
        return _CHAMPS[champ]
    return f"le filtre «\u00a0{vocabulaire(FILTRES[champ]).libelle}\u00a0»"
