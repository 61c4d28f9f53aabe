"""What may tell the same collaboration already: said to moderation before it decides."""

from collections.abc import Sequence
from functools import partial
from urllib.parse import quote

import streamlit as st

from observatoire import doublons
from observatoire.comptes import Personne
from observatoire.contributions import Contribution
from observatoire.contributions.model import ADAPTEE
from observatoire.doublons import CONTRIBUTION, Ressemblance, Trait
from observatoire.doublons.lecture import trait_de
from observatoire.errors import ErreurObservatoire
from observatoire.store import Cursor
from observatoire.web.composants import message_attention, message_erreur
from observatoire.web.formats import INSECABLE, enumeration
from observatoire.web.fragments import echapper
from observatoire.web.inspirations import lien_dit

_ERREUR = "pareilles_erreur"


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
                f"{echapper(enumeration(r.raisons).capitalize())}.</small></p>{_selon_l_auteur(lue, r.avec)}"
            )
            st.button(
                "Ce sont deux collaborations différentes",
                key=f"differents_{r.avec.id}",
                on_click=partial(_dire_differents, personne, f"{CONTRIBUTION}:{lue.id}", r.avec.cle),
            )


def _selon_l_auteur(lue: Contribution, autre: Trait) -> str:
    """Return what the author says of a sheet that looks the same."""
    dits = (x for x in lue.contenu.liens if x.pratique == autre.id and autre.genre != CONTRIBUTION)
    return "".join(
        f"<blockquote>{'S’en inspire' if x.lien == ADAPTEE else 'C’est différent'}{INSECABLE}: {echapper(lien_dit(x))}</blockquote>"
        for x in dits
    )


def _adresse(t: Trait) -> str:
    ici = quote(t.id, safe="")
    return f"/moderation?contribution={ici}" if t.genre == CONTRIBUTION else f"/pratique?id={ici}"


def _dire_differents(personne: Personne, une: str, autre: str) -> None:
    try:
        doublons.dire_differents(personne, une, autre)
    except ErreurObservatoire as erreur:
        st.session_state[_ERREUR] = str(erreur)
