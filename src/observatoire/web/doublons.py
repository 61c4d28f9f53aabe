"""The pieces of the screen of duplicates: a sheet in short, why two look alike, and what was joined."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from observatoire import doublons
from observatoire.comptes import Personne
from observatoire.doublons import Paire
from observatoire.errors import ErreurObservatoire, Introuvable
from observatoire.pratiques import obtenir
from observatoire.store import Cursor
from observatoire.web import fiche, fragments
from observatoire.web.composants import message_erreur, message_reussite
from observatoire.web.formats import enumeration, instant_fr
from observatoire.web.fragments import echapper

_SUITE = "doublons_suite"


def suite() -> None:
    """Say once what the last decision did."""
    genre, texte = st.session_state.pop(_SUITE, ("", ""))
    if dire := {"fait": message_reussite, "erreur": message_erreur}.get(genre):
        dire(texte)


def raison(paire: Paire) -> str:
    """Return why two sheets look alike."""
    return f"<h2>{echapper(enumeration(paire.raisons).capitalize() or 'Même titre')}</h2>"


def cote(cur: Cursor, identifiant: str) -> str:
    """Return a sheet in short: title, summary, partners, facts."""
    try:
        p = obtenir(cur, identifiant)
    except Introuvable as absente:
        return f"<p>{echapper(str(absente))}</p>"
    noms = enumeration(m.nom for m in p.partenaires) if p.partenaires else "aucun"
    return (
        f"<h3>{fragments.lien(f'/pratique?id={p.id}', p.titre)}</h3>{fiche.entete(p)}"
        f"<p><b>Partenaires</b>\u00a0: {echapper(noms)}</p>{fiche.reperes(p)}"
    )


def tenter(
    verbe: Callable[[], None], fait: str = "La décision est gardée\u00a0: la question ne sera plus posée."
) -> None:
    """Do something (a callback) and keep what to say of it."""
    try:
        verbe()
    except ErreurObservatoire as erreur:
        st.session_state[_SUITE] = ("erreur", str(erreur))
    else:
        st.session_state[_SUITE] = ("fait", fait)


def reunir(personne: Personne, garde: str, ecarte: str, cle_de_la_raison: str) -> None:
    """Join a sheet to another one, for the reason typed."""
    dite = st.session_state.get(cle_de_la_raison) or ""
    tenter(
        partial(doublons.fusionner, personne, garde, ecarte, dite), "Les deux fiches n’en font plus qu’une."
    )


def fusionnee(personne: Personne, f: dict[str, Any]) -> None:
    """Show a sheet that was joined to another one, with the way back."""
    with st.container(border=True, key=f"fusion_{f['ecarte']}"):
        st.html(
            f"<p><b>{echapper(f['titre_ecarte'])}</b> mène à {fragments.lien('/pratique?id=' + f['garde'], f['titre_garde'])} "
            f"depuis le {instant_fr(f['a'])}<br><small>{echapper(f['raison'])}</small></p>"
        )
        st.button(
            "Les séparer à nouveau",
            key=f"separer_{f['ecarte']}",
            on_click=partial(
                tenter,
                partial(doublons.annuler_la_fusion, personne, f["ecarte"]),
                "Les deux fiches sont à nouveau publiées.",
            ),
        )
