"""Existing first: the sheets nearest to what is being told, to join, to adapt, or to tell apart."""

from collections.abc import Sequence
from urllib.parse import quote

import streamlit as st

from observatoire import doublons
from observatoire.contributions import LienSaisi
from observatoire.contributions.model import ADAPTEE, DIFFERENTE
from observatoire.contributions.rules import LIENS_AU_PLUS
from observatoire.store import lire
from observatoire.web.champs import Problemes, note
from observatoire.web.formats import INSECABLE, enumeration
from observatoire.web.fragments import echapper
from observatoire.web.ressemblance import en_commun
from observatoire.web.saisie_pratique import Saisie

TITRE_SUFFISANT = 8
"""Characters of a title from which looking is worth it."""
PROPOSEES = 3
QUESTIONS = {
    "garde": ("Ce que vous avez gardé", "Ce qui marche chez vous comme là-bas"),
    "change": (
        "Ce que vous avez changé",
        "Parce que votre territoire, vos équipes ou vos publics sont autres",
    ),
    "abandonne": ("Ce que vous n’avez pas repris", "Ce qui ne pouvait pas marcher ici"),
}
DIFFERENCE = (
    "C’est différent parce que…",
    "Autre lieu, autres partenaires, autre public\u202f; pour qui relira, non publié",
)


def dessiner(saisie: Saisie, problemes: Problemes) -> None:
    """Draw the sheets already chosen, then those to look at; nothing until a title says enough.

    The place is kept, so that the fields that follow never move in the page's tree while one types.
    """
    with st.container(key=saisie.cle("existant"), gap="small"):
        _dessiner(saisie, problemes)


def _dessiner(saisie: Saisie, problemes: Problemes) -> None:
    for rang, lien in enumerate(saisie.liens):
        _choisie(saisie, problemes, rang, lien)
    problemes.montrer("liens")
    amendee = saisie.amendee
    if proposees := _proposees(saisie, amendee):
        with st.container(border=True, gap="small", key=saisie.cle("existantes")):
            memes = any(meme for _, _, _, meme in proposees)
            titre = "Est-elle déjà racontée\u202f?" if memes else "Déjà tenté ailleurs"
            st.html(f'<h3 class="existantes" aria-live="polite">{titre}</h3>')
            note(
                "Avant d’aller plus loin, lisez-les\u00a0: chacune s’ouvre dans un autre onglet, votre saisie reste ici."
            )
            for ident, nom, raison, _ in proposees:
                _proposee(saisie, ident, nom, raison, amendee)


def _proposees(saisie: Saisie, amendee: str | None) -> list[tuple[str, str, str, bool]]:
    """Return (id, title, why, likely the same) of the sheets worth a look, those already answered left out."""
    contenu = saisie.contenu()
    if len(contenu.titre.strip()) < TITRE_SUFFISANT or len(saisie.liens) >= LIENS_AU_PLUS:
        return []
    deja = {x.pratique for x in saisie.liens}
    with lire() as cur:
        memes, proches = doublons.reconnaitre(cur, contenu, PROPOSEES + len(deja), sauf=amendee)
    lues = [(r.avec, f"{enumeration(r.raisons).capitalize()}.", True) for r in memes]
    if not lues and not amendee:
        lues = [(t, _raison(communs), False) for t, communs in proches]
    return [(t.id, t.titre, raison, meme) for t, raison, meme in lues if t.id not in deja][:PROPOSEES]


def _raison(communs: Sequence[str]) -> str:
    return f"En commun{INSECABLE}: {en_commun(communs)}." if communs else ""


def _proposee(saisie: Saisie, ident: str, titre: str, raison: str, amendee: str | None) -> None:
    """Draw one sheet with what can be done with it."""
    ici = quote(ident, safe="")
    st.html(
        f'<p class="existante"><a href="/pratique?id={ici}" target="_blank">{echapper(titre)}</a>'
        f"{f'<small>{echapper(raison)}</small>' if raison else ''}</p>"
    )
    with st.container(horizontal=True, key=saisie.cle(f"gestes_{ident}")):
        if not amendee:
            st.link_button(
                "J’en fais partie, je la complète", f"/proposer?pratique={ici}", icon=":material/group_add:"
            )
        for lien, nom, icone in (
            (ADAPTEE, "Je m’en inspire", ":material/content_copy:"),
            (DIFFERENTE, "C’est différent", ":material/call_split:"),
        ):
            st.button(
                nom,
                key=saisie.cle(f"{lien}_{ident}"),
                icon=icone,
                on_click=saisie.ajouter_lien,
                args=(LienSaisi(pratique=ident, titre=titre, lien=lien),),
            )


def _choisie(saisie: Saisie, problemes: Problemes, rang: int, lien: LienSaisi) -> None:
    """Draw a sheet that was chosen, with what is asked of it."""
    with st.container(border=True, key=saisie.cle(f"lien_{lien.pratique}")):
        quoi = "Vous vous inspirez de" if lien.lien == ADAPTEE else "Ce n’est pas"
        st.html(
            f'<p class="existante">{quoi} <a href="/pratique?id={quote(lien.pratique, safe="")}" target="_blank">'
            f"{echapper(lien.titre or lien.pratique)}</a></p>"
        )
        questions = QUESTIONS if lien.lien == ADAPTEE else {"raison": DIFFERENCE}
        for champ, (label, aide) in questions.items():
            st.text_area(
                label,
                height=72,
                key=saisie.cle(f"{champ}_{lien.pratique}"),
                placeholder=aide,
                persist_state="page",
            )
            problemes.montrer(champ, lien.pratique, rang, "liens")
        st.button(
            "Retirer ce lien",
            key=saisie.cle(f"retirer_lien_{lien.pratique}"),
            type="tertiary",
            icon=":material/close:",
            on_click=saisie.retirer_lien,
            args=(lien.pratique,),
        )
