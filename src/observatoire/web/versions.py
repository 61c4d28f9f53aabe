"""On a sheet, for moderation: its earlier versions, what each would change, and setting one again."""

from functools import partial

import streamlit as st

from observatoire.comptes import Personne
from observatoire.comptes.droits import Objet, motif_de_refus
from observatoire.contributions.rules import BORNES_MOTIF
from observatoire.contributions.versions import Version, contenu_actuel, lister_versions, retablir
from observatoire.errors import ErreurObservatoire, Invalide
from observatoire.store import lire
from observatoire.territoires import trouver_tous
from observatoire.web import session
from observatoire.web.champs import note
from observatoire.web.composants import message_erreur, message_reussite
from observatoire.web.depot import STYLE
from observatoire.web.formats import instant_fr
from observatoire.web.lecture_contribution import differences

_SUITE = "versions_suite"


def pour_la_moderation(pratique_id: str) -> None:
    """Offer it, folded, to who may; nothing for a sheet that never changed."""
    personne = session.personne_courante()
    if motif_de_refus("voir_versions", personne, Objet("publiee")):
        return
    with lire() as cur:
        gardees = lister_versions(cur, personne, pratique_id)
    if not gardees:
        return
    st.html(STYLE)
    with st.expander(f"Versions précédentes ({len(gardees)})", key="versions"):
        _dire()
        _montrer(personne, pratique_id, gardees)


def _montrer(personne: Personne, pratique_id: str, gardees: list[Version]) -> None:
    par_numero = {v.version: v for v in gardees}
    choisie = st.selectbox(
        "Version à comparer avec celle d’aujourd’hui",
        list(par_numero),
        format_func=lambda n: f"Version {n}, remplacée le {instant_fr(par_numero[n].remplacee_a)}",
        key="version_choisie",
    )
    version = par_numero[choisie]
    if version.motif:
        note(f"Remplacée par une version plus ancienne\u00a0: {version.motif}")
    with lire() as cur:
        actuelle, contenu = contenu_actuel(cur, personne, pratique_id)
        ids = {*contenu.territoires_declares, *version.contenu.territoires_declares}
        lieux = {i: t.libelle for i, t in trouver_tous(cur, ids).items()}
    differences(contenu, version.contenu, lieux, ("Aujourd’hui", "Cette version"))
    st.text_input(
        "Pourquoi revenir à cette version",
        key="version_motif",
        max_chars=BORNES_MOTIF.maxi,
        persist_state="page",
    )
    st.button(
        "Rétablir cette version",
        key="version_retablir",
        icon=":material/history:",
        on_click=partial(_retablir, personne, pratique_id, version.version, actuelle),
    )


def _retablir(personne: Personne, pratique_id: str, version: int, actuelle: int) -> None:
    try:
        retablir(personne, pratique_id, version, actuelle, st.session_state.get("version_motif") or "")
        st.session_state[_SUITE] = (
            f"La version {version} est rétablie\u00a0; celle qu’elle remplace est gardée."
        )
    except Invalide as invalide:
        st.session_state[_SUITE] = "!" + " ".join(invalide.champs.values())
    except ErreurObservatoire as erreur:
        st.session_state[_SUITE] = f"!{erreur}"


def _dire() -> None:
    if suite := st.session_state.pop(_SUITE, ""):
        (message_erreur if suite.startswith("!") else message_reussite)(suite.removeprefix("!"))
