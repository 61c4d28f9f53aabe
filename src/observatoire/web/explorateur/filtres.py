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
    for categorie, groupe in _par_categorie(valeurs).items():
        if categorie:
            st.caption(categorie)
        for valeur in sorted(groupe, key=lambda v: -comptes.get(v.code, 0)):
            cle = f"case-{nom}-{valeur.code}"
            st.session_state[cle] = valeur.code in choisis
            st.checkbox(
                f"{valeur.libelle} ({nombre(comptes.get(valeur.code, 0))})",
                key=cle,
                on_change=etat.basculer,
                args=(nom, valeur.code),
            )


def _par_categorie(valeurs: list[Valeur]) -> dict[str, list[Valeur]]:
    groupes: dict[str, list[Valeur]] = {}
    for valeur in valeurs:
        groupes.setdefault(valeur.categorie.libelle if valeur.categorie else "", []).append(valeur)
    return groupes
