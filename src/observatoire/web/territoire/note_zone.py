"""Where a moderator notes how hard each side was looked for; nobody else sees it."""

from typing import Any

import streamlit as st

from observatoire.analyses.zones import COTES, EFFORTS, THEMES, TOUS, Matrice, Observation, noter
from observatoire.clock import aujourd_hui
from observatoire.comptes import Personne, motif_de_refus
from observatoire.errors import ErreurObservatoire, Invalide
from observatoire.vocabulaires import libelle
from observatoire.web import session
from observatoire.web import zones_mots as mots
from observatoire.web.composants import message_erreur, message_reussite

SUITE = "note-de-zone"
"""Key of what the last note did, told once by the next run."""
_CHAMPS = ("territoire", "theme", "source", "jour", "dessous", *(f"effort-{c}" for c in COTES))


def dessiner(m: Matrice) -> None:
    """Draw the form, folded, to those who may note."""
    personne = session.personne_courante()
    if motif_de_refus("noter_observation", personne):
        return
    st.html('<h2 class="titre-zones">Noter un effort d’observation</h2>')
    _dire_la_suite()
    with (
        st.expander("Dire jusqu’où un côté a été cherché ici", key="pli-de-note"),
        st.form("note", border=False),
    ):
        _champs(m)
        st.form_submit_button("Noter", type="primary", on_click=_noter, args=(personne,))


def _cle(champ: str) -> str:
    return f"note-{champ}"


def _champs(m: Matrice) -> None:
    st.markdown(
        "Sans effort noté des deux côtés, une case sans rien reste «\u00a0non observée\u00a0». La note la plus proche compte\u00a0: "
        "celle du territoire avant celle de plus haut, celle du thème avant celle de tous les thèmes."
    )
    gauche, droite = st.columns(2)
    noms = {t.id: t.libelle for t in m.territoires}
    gauche.selectbox("Territoire", list(noms), format_func=noms.__getitem__, key=_cle("territoire"))
    droite.selectbox("Thème", (TOUS, *THEMES), format_func=mots.theme, key=_cle("theme"))
    for colonne, cote in zip((gauche, droite), COTES, strict=True):
        colonne.selectbox(
            f"Côté {mots.COTE[cote]}",
            EFFORTS,
            index=None,
            format_func=lambda code: libelle("effort", code),
            placeholder="Ne rien changer",
            key=_cle(f"effort-{cote}"),
        )
    gauche.text_input(
        "Comment on a cherché",
        key=_cle("source"),
        max_chars=300,
        help="Cette phrase est publique.",
        placeholder="Annuaire, réunion, enquête…",
    )
    droite.date_input(
        "Quand", value=aujourd_hui(), max_value=aujourd_hui(), format="DD/MM/YYYY", key=_cle("jour")
    )
    st.checkbox("Vaut aussi pour tout ce que ce territoire contient", key=_cle("dessous"))


def _noter(personne: Personne) -> None:
    """Record (a callback: the page then reads what is true)."""
    saisie = {champ: st.session_state.get(_cle(champ)) for champ in _CHAMPS}
    try:
        nombre = noter(personne, _observations(saisie))
    except Invalide as invalide:
        st.session_state[SUITE] = ("erreur", " ".join(invalide.champs.values()))
    except ErreurObservatoire as erreur:
        st.session_state[SUITE] = ("erreur", str(erreur))
    else:
        pluriel = "s" if nombre > 1 else ""
        st.session_state[SUITE] = ("fait", f"Effort{pluriel} noté{pluriel}. Le tableau en tient compte.")


def _observations(saisie: dict[str, Any]) -> list[Observation]:
    """Return a note for each side filled; raise Invalide when none is."""
    lues = [
        Observation(
            territoire_id=saisie["territoire"],
            theme=saisie["theme"],
            cote=cote,
            effort=EFFORTS.index(saisie[f"effort-{cote}"]),
            vaut_dessous=bool(saisie["dessous"]),
            source=saisie["source"] or "",
            observe_le=saisie["jour"],
        )
        for cote in COTES
        if saisie[f"effort-{cote}"] and saisie["jour"]
    ]
    if not lues:
        raise Invalide({"effort": "Choisissez l’effort d’un côté au moins, et sa date."})
    return lues


def _dire_la_suite() -> None:
    genre, texte = st.session_state.pop(SUITE, ("", ""))
    if genre == "fait":
        message_reussite(texte)
    elif genre:
        message_erreur(texte)
