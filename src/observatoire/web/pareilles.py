"""What may tell the same collaboration already: said while it is told, and to moderation before it decides."""

from collections.abc import Sequence
from functools import partial
from urllib.parse import quote

import streamlit as st

from observatoire import doublons
from observatoire.comptes import Personne
from observatoire.contributions import Contenu, Contribution
from observatoire.doublons import CONTRIBUTION, Ressemblance, Trait
from observatoire.doublons.lecture import trait_de
from observatoire.errors import ErreurObservatoire
from observatoire.store import Cursor, lire
from observatoire.web.composants import message_attention, message_erreur
from observatoire.web.formats import INSECABLE, enumeration
from observatoire.web.fragments import echapper
from observatoire.web.ressemblance import en_commun

_ERREUR = "pareilles_erreur"
TITRE_SUFFISANT = 8
"""Characters of a title from which looking is worth it."""


def dire_en_ecrivant(contenu: Contenu, sauf: str | None = None) -> None:
    """Beside the form: the sheets that may be the same, else those worth reading first; nothing until a title says enough."""
    if len(contenu.titre.strip()) < TITRE_SUFFISANT:
        return
    with lire() as cur:
        memes = doublons.chercher(cur, trait_de(cur, contenu), sauf=sauf)
        proches = [] if memes or sauf else doublons.existantes(cur, contenu)
    if memes:
        st.html(
            _encart(
                "Est-elle déjà racontée\u202f?",
                "".join(_meme(r) for r in memes),
                "Si c’est la même, complétez sa fiche\u00a0: elle n’en sera que plus riche. Sinon, continuez.",
            )
        )
    elif proches:
        st.html(
            _encart(
                "Déjà tenté ailleurs",
                "".join(_proche(t, communs) for t, communs in proches),
                "Lisez-les avant de continuer\u00a0: vous pouvez rejoindre l’une d’elles, ou vous en inspirer.",
            )
        )


def _encart(titre: str, lignes: str, suite: str) -> str:
    return (
        f'<section class="reste pareilles" aria-live="polite"><h2>{echapper(titre)}</h2>'
        f"<ul>{lignes}</ul><p>{echapper(suite)}</p></section>"
    )


def _meme(r: Ressemblance) -> str:
    ici = quote(r.avec.id, safe="")
    return (
        f'<li><a href="/pratique?id={ici}" target="_blank">{echapper(r.avec.titre)}</a>'
        f"<small>{echapper(enumeration(r.raisons).capitalize())}.</small>"
        f'<a href="/proposer?pratique={ici}" target="_blank">C’est elle{INSECABLE}: compléter sa fiche</a></li>'
    )


def _proche(t: Trait, communs: Sequence[str]) -> str:
    raison = f"<small>En commun{INSECABLE}: {echapper(en_commun(communs))}.</small>" if communs else ""
    return f'<li><a href="/pratique?id={quote(t.id, safe="")}" target="_blank">{echapper(t.titre)}</a>{raison}</li>'


def lire_pour_la_moderation(cur: Cursor, personne: Personne, lue: Contribution) -> list[Ressemblance]:
    """Return what a contribution may double: published sheets (the one it amends left out), and others that wait."""
    if lue.statut != "a_relire":
        return []
    trait = trait_de(cur, lue.contenu, lue.id)
    publiees = doublons.chercher(cur, trait, sauf=lue.pratique_id)
    return [*publiees, *([] if lue.pratique_id else doublons.parmi_les_attentes(cur, personne, trait))]


def dire_a_la_moderation(personne: Personne, lue: Contribution, trouvees: Sequence[Ressemblance]) -> None:
    """Say what it may double, with the decision that makes the question go."""
    if erreur := st.session_state.pop(_ERREUR, ""):
        message_erreur(erreur)
    if trouvees:
        message_attention("Cette contribution raconte peut-être une collaboration déjà connue.")
    for r in trouvees:
        with st.container(border=True, key=f"pareille_{r.avec.genre}_{r.avec.id}"):
            st.html(
                f'<p><a href="{_adresse(r.avec)}" target="_blank">{echapper(r.avec.titre)}</a><br>'
                f"<small>{'À relire aussi. ' if r.avec.genre == CONTRIBUTION else ''}"
                f"{echapper(enumeration(r.raisons).capitalize())}.</small></p>"
            )
            st.button(
                "Ce sont deux collaborations différentes",
                key=f"differents_{r.avec.id}",
                on_click=partial(_dire_differents, personne, f"{CONTRIBUTION}:{lue.id}", r.avec.cle),
            )


def _adresse(t: Trait) -> str:
    ici = quote(t.id, safe="")
    return f"/moderation?contribution={ici}" if t.genre == CONTRIBUTION else f"/pratique?id={ici}"


def _dire_differents(personne: Personne, une: str, autre: str) -> None:
    try:
        doublons.dire_differents(personne, une, autre)
    except ErreurObservatoire as erreur:
        st.session_state[_ERREUR] = str(erreur)
