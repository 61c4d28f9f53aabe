"""Small components of the Streamlit pages. The HTML is made, escaped, by fragments.py."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from observatoire.web import fragments
from observatoire.web.fragments import echapper

__all__ = [
    "annoncer",
    "badge_origine",
    "carte_pratique",
    "cartes_pratiques",
    "chiffre",
    "chiffres",
    "echapper",
    "etat_vide",
    "fil_ariane",
    "message_attention",
    "message_erreur",
    "message_reussite",
    "pastille_cote",
]


def carte_pratique(pratique_id: str, titre: str, resume: str, **details: Any) -> None:
    """Show the card of a pratique; `details` are those of fragments.carte_pratique."""
    st.html(fragments.carte_pratique(pratique_id, titre, resume, **details))


def cartes_pratiques(cartes: Sequence[dict[str, Any]]) -> None:
    """Show several cards in columns; each dict holds the arguments of fragments.carte_pratique."""
    st.html(fragments.grille([fragments.carte_pratique(**carte) for carte in cartes]))


def pastille_cote(code: str | None, *, court: bool = False) -> None:
    """Show the shape, word and colour of a side or mixity."""
    st.html(fragments.pastille(code, court=court))


def badge_origine(origine: str) -> None:
    """Show where a pratique comes from."""
    st.html(fragments.badge_origine(origine))


def chiffre(valeur: str, libelle: str, precision: str = "") -> None:
    """Show one figure."""
    st.html(fragments.chiffre(valeur, libelle, precision))


def chiffres(lignes: Sequence[tuple[str, str, str]]) -> None:
    """Show figures side by side: (value, label, date or limit)."""
    st.html(f'<div class="chiffres">{"".join(fragments.chiffre(*ligne) for ligne in lignes)}</div>')


def etat_vide(titre: str, conseil: str, portes: Sequence[tuple[str, str]] = (), *, niveau: int = 2) -> None:
    """Show what to do where there is nothing yet; `niveau` is 1 when it is the page's only heading."""
    st.html(fragments.etat_vide(titre, conseil, portes, niveau=niveau))


def fil_ariane(*etapes: tuple[str, str | None]) -> None:
    """Show the way from the home page: (name, address), the last without address."""
    st.html(fragments.fil_ariane([("Accueil", "/"), *etapes]))


def message_erreur(texte: str, reference: str | None = None) -> None:
    """Show an error in words; read at once by screen readers."""
    st.html(fragments.message(texte, "erreur", reference))


def message_reussite(texte: str) -> None:
    """Show that something was done."""
    st.html(fragments.message(texte, "reussite"))


def message_attention(texte: str) -> None:
    """Show a warning."""
    st.html(fragments.message(texte, "attention"))


def annoncer(texte: str, *, visible: bool = True) -> None:
    """Say a result (« 42 pratiques ») in a live region: seen, and read by screen readers when it changes."""
    classe = "annonce" if visible else "annonce hors-ecran"
    st.html(f'<p class="{classe}" role="status" aria-live="polite">{echapper(texte)}</p>')
