"""Filters by the name of a partner: who funds, as values with their counts; any structure, found while typing."""

import streamlit as st

from observatoire.pratiques import Recherche, structures
from observatoire.store import lire
from observatoire.web import cache
from observatoire.web.explorateur import etat
from observatoire.web.formats import nombre, pluriel

FINANCEURS_MONTRES = 30
PROPOSEES = 7


def dessiner(version: int, r: Recherche) -> None:
    """Draw both folds; a closed one costs nothing."""
    for titre, nom, contenu in (
        ("Financeur", "financeur", _financeurs),
        ("Structure", "structure", _structures),
    ):
        choisis = len(getattr(r, nom))
        pli = st.expander(f"{titre} ({choisis})" if choisis else titre, on_change="rerun", key=f"pli-{nom}")
        if pli.open:
            with pli:
                contenu(version, r)


def _financeurs(version: int, r: Recherche) -> None:
    comptes = cache.facette(version, r.sans_presentation, "financeur")
    plus_presents = sorted(comptes, key=lambda c: (-comptes[c], c))[:FINANCEURS_MONTRES]
    cles = (*r.financeur, *(c for c in plus_presents if c not in r.financeur))
    if not cles:
        st.caption("Aucun financeur n’est nommé par les pratiques affichées. Retirez un autre critère.")
        return
    noms = cache.noms_de_structures(version, cles)
    for cle in cles:
        _case(
            "financeur",
            cle,
            f"{noms.get(cle, cle)} ({nombre(comptes.get(cle, 0))})",
            coche=cle in r.financeur,
        )
    if len(comptes) > FINANCEURS_MONTRES:
        st.caption(
            f"Les {FINANCEURS_MONTRES} plus présents. Cherchez les autres dans «\u00a0Structure\u00a0»."
        )


def _structures(version: int, r: Recherche) -> None:
    noms = cache.noms_de_structures(version, r.structure)
    for cle in r.structure:
        _case("structure", cle, noms.get(cle, cle), coche=True)
    saisie = st.text_input(
        "Chercher une structure",
        key="structure-cherchee",
        type="search",
        live="250ms",
        autocomplete="off",
        label_visibility="collapsed",
        placeholder="Nom d’une structure\u00a0: Emmaüs, CCAS…",
    )
    saisie = (saisie or "").strip()[:80]
    if len(saisie) < 2:
        st.caption("Avec un rôle coché plus haut\u00a0: cette structure dans ce rôle.")
        return
    with lire() as cur:
        trouvees = structures(cur, debut=saisie, au_plus=PROPOSEES)
    if not trouvees:
        st.caption(f"Aucune pratique ne nomme «\u00a0{saisie}\u00a0». Vérifiez l’orthographe.")
    for s in trouvees:
        if s.cle not in r.structure:
            st.button(
                f"{s.nom}, {pluriel(s.nombre, 'pratique')}",
                key=f"structure-{s.cle}",
                on_click=_choisir,
                args=(s.cle,),
            )


def _choisir(cle: str) -> None:
    st.session_state["structure-cherchee"] = ""
    etat.basculer("structure", cle)


def _case(nom: str, cle: str, texte: str, *, coche: bool) -> None:
    st.session_state[f"case-{nom}-{cle}"] = coche
    st.checkbox(texte, key=f"case-{nom}-{cle}", on_change=etat.basculer, args=(nom, cle))
