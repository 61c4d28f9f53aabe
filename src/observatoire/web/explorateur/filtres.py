"""The filters: one panel of checkboxes for each family of vocabularies, the rare ones together in a last panel.

A panel, and a fold of the last one, is computed when it is opened: a closed one costs nothing.
"""

import streamlit as st

from observatoire.pratiques import FILTRES, STRUCTURES, Recherche
from observatoire.vocabulaires import Valeur, vocabulaire
from observatoire.web import cache
from observatoire.web.explorateur import annees, etat, structures, vues
from observatoire.web.formats import nombre

PANNEAUX = {
    "Thème": ("theme",),
    "Public": ("public",),
    "Forme": ("forme",),
    "Côté et mixité": ("cote", "mixite"),
    "Activité": ("activite",),
}
"""Label of a panel → filters in it."""
PLUS = {
    "Source": ("origine", "table"),
    "Confirmation": ("fraicheur",),
    "Objectif": ("objectif",),
    "Famille": ("famille",),
    "Frein rencontré": ("frein",),
    "Levier": ("levier",),
    "Rôle d’un partenaire": ("role",),
    "Ce qu’un partenaire apporte": ("apport",),
    "Niveau de preuve": ("preuve",),
    "Cause de l’arrêt": ("cause",),
}
"""Folds of the last panel → filters in each."""
RAYONS = (0, 5, 10, 20, 50, 100)
"""Kilometres offered around a commune."""
_TITRES = {
    "cote": "Côté des partenaires",
    "mixite": "Mixité",
    "origine": "Origine de la fiche",
    "table": "Cité dans le compte rendu",
}


def dessiner(version: int, r: Recherche) -> None:
    """Draw one button for each panel, in a row that scrolls sideways on a phone."""
    with st.container(horizontal=True, gap="small", key="filtres"):
        if r.territoire.startswith("commune-"):
            _rayon(r)
        for titre, noms in PANNEAUX.items():
            panneau = st.popover(titre, on_change="rerun", key=f"panneau-{noms[0]}")
            if panneau.open:
                with panneau:
                    _groupe(version, r, noms)
        panneau = st.popover("Période", on_change="rerun", key="panneau-periode")
        if panneau.open:
            with panneau:
                annees.dessiner(version, r)
        _plus(version, r)
        vues.dessiner(r)


def _rayon(r: Recherche) -> None:
    st.session_state["rayon"] = r.rayon
    st.selectbox(
        "Autour de la commune",
        sorted({*RAYONS, r.rayon}),
        format_func=lambda km: f"À moins de {km}\u00a0km" if km else "Dans la commune",
        key="rayon",
        label_visibility="collapsed",
        on_change=etat.suivre,
        args=("rayon", "rayon"),
        width=190,
    )


def nommer_plus(r: Recherche) -> str:
    """Return the label of the last panel, with how many of its values are asked."""
    retenus = sum(len(getattr(r, nom)) for noms in (*PLUS.values(), STRUCTURES) for nom in noms)
    return f"Plus de filtres ({retenus})" if retenus else "Plus de filtres"


def _plus(version: int, r: Recherche) -> None:
    panneau = st.popover(nommer_plus(r), on_change="rerun", key="panneau-plus")
    if not panneau.open:
        return
    with panneau:
        for titre, noms in PLUS.items():
            choisis = sum(len(getattr(r, nom)) for nom in noms)
            pli = st.expander(
                f"{titre} ({choisis})" if choisis else titre, on_change="rerun", key=f"pli-{noms[0]}"
            )
            if pli.open:
                with pli:
                    _groupe(version, r, noms)
        structures.dessiner(version, r)


def _groupe(version: int, r: Recherche, noms: tuple[str, ...]) -> None:
    for nom in noms:
        _cases(version, r, nom, titre=_TITRES.get(nom))


def _cases(version: int, r: Recherche, nom: str, titre: str | None) -> None:
    choisis = getattr(r, nom)
    comptes = cache.facette(version, r.sans_presentation, nom)
    valeurs = [v for v in vocabulaire(FILTRES[nom]) if v.code in choisis or comptes.get(v.code)]
    if titre:
        st.markdown(f"**{titre}**")
    if not valeurs:
        st.caption("Aucune valeur parmi les pratiques affichées. Retirez un autre critère.")
    for groupe in _par_categorie(valeurs, comptes):
        if (categorie := groupe[0].categorie) and not groupe[0].est_categorie:
            st.markdown(f"**{categorie.libelle}**")
        for valeur in groupe:
            _case(nom, valeur, comptes.get(valeur.code, 0), coche=valeur.code in choisis)


def _case(nom: str, valeur: Valeur, n: int, *, coche: bool) -> None:
    cle = f"case-{nom}-{valeur.code}"
    st.session_state[cle] = coche
    st.checkbox(f"{valeur.libelle} ({nombre(n)})", key=cle, on_change=etat.basculer, args=(nom, valeur.code))


def _par_categorie(valeurs: list[Valeur], comptes: dict[str, int]) -> list[list[Valeur]]:
    """Return the values by heading, the fullest first; a heading that is a value comes before what it gathers."""
    groupes: dict[str, list[Valeur]] = {}
    for valeur in valeurs:
        groupes.setdefault(valeur.categorie.code if valeur.categorie else "", []).append(valeur)
    for groupe in groupes.values():
        groupe.sort(key=lambda v: (not v.est_categorie, -comptes.get(v.code, 0)))
    return sorted(groupes.values(), key=lambda g: -max(comptes.get(v.code, 0) for v in g))
