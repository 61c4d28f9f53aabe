"""The filters: a text, a territory found while typing, and one panel of checkboxes for each vocabulary.

A panel is computed when it is opened: a closed one costs nothing.
"""

import streamlit as st

from observatoire.pratiques import FILTRES, Recherche
from observatoire.vocabulaires import Valeur, vocabulaire
from observatoire.web import cache
from observatoire.web.explorateur import etat
from observatoire.web.formats import nombre

PANNEAUX = {
    "Thème": ("theme",),
    "Public": ("public",),
    "Forme": ("forme",),
    "Objectif": ("objectif",),
    "Côté et mixité": ("cote", "mixite"),
    "Activité": ("activite",),
    "Origine": ("origine",),
}
"""Label of a panel → filters in it."""
_TITRES = {"cote": "Côté des partenaires", "mixite": "Mixité"}


def dessiner(version: int, r: Recherche) -> None:
    """Draw one button for each panel, in a row that scrolls sideways on a phone."""
    with st.container(horizontal=True, gap="small", key="filtres"):
        for titre, noms in PANNEAUX.items():
            panneau = st.popover(titre, on_change="rerun", key=f"panneau-{noms[0]}")
            if panneau.open:
                with panneau:
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
    texte = f"**{valeur.libelle}**" if valeur.est_categorie else valeur.libelle
    st.checkbox(f"{texte} ({nombre(n)})", key=cle, on_change=etat.basculer, args=(nom, valeur.code))


def _par_categorie(valeurs: list[Valeur], comptes: dict[str, int]) -> list[list[Valeur]]:
    """Return the values by heading, the fullest first; a heading that is a value comes before what it gathers."""
    groupes: dict[str, list[Valeur]] = {}
    for valeur in valeurs:
        groupes.setdefault(valeur.categorie.code if valeur.categorie else "", []).append(valeur)
    for groupe in groupes.values():
        groupe.sort(key=lambda v: (not v.est_categorie, -comptes.get(v.code, 0)))
    return sorted(groupes.values(), key=lambda g: -max(comptes.get(v.code, 0) for v in g))
