"""The period: a small histogram by year of start whose bars filter, from and to, and « date inconnue », always counted."""

import streamlit as st

from observatoire.pratiques import Recherche, periode
from observatoire.web import cache
from observatoire.web.explorateur import etat
from observatoire.web.explorateur.resultats import adresse
from observatoire.web.formats import nombre, pluriel
from observatoire.web.fragments import echapper

HAUTEUR_MINIMALE = 4
"""Percent of the tallest bar given to a year that has at least one pratique."""


def dessiner(version: int, r: Recherche) -> None:
    """Draw the whole panel."""
    comptes = cache.facette(version, r.sans_presentation, "periode")
    connues = {int(a): n for a, n in comptes.items() if a != periode.INCONNUE}
    st.markdown("**Année de début**")
    if connues:
        st.html(histogramme(r, connues))
        _bornes(r, connues)
    else:
        st.caption("Aucune des pratiques affichées ne dit quand elle a commencé.")
    inconnues = comptes.get(periode.INCONNUE, 0)
    st.session_state["periode-inconnue"] = periode.INCONNUE in r.periode
    st.checkbox(
        f"Date inconnue ({nombre(inconnues)})", key="periode-inconnue", on_change=etat.basculer, args=("periode", periode.INCONNUE)
    )  # fmt: skip


def histogramme(r: Recherche, connues: dict[int, int]) -> str:
    """Return a bar for each year between the first and the last, a link that asks for it, or no longer does."""
    plus_haute = max(connues.values())
    retenues = set(periode.annees(r.periode))
    barres = "".join(
        _barre(r, annee, connues.get(annee, 0), plus_haute, retenue=annee in retenues)
        for annee in range(min(connues), max(connues) + 1)
    )
    return (
        '<nav class="annees" data-sur-place aria-label="Nombre de pratiques par année de début">'
        f"<ol>{barres}</ol><p><span>{min(connues)}</span><span>{max(connues)}</span></p></nav>"
    )


def _barre(r: Recherche, annee: int, n: int, plus_haute: int, *, retenue: bool) -> str:
    hauteur = max(HAUTEUR_MINIMALE, round(100 * n / plus_haute)) if n else 0
    dit = f"{annee}\u00a0: {pluriel(n, 'pratique')}"
    trait = f'<i style="height:{hauteur}%"></i>'
    if not n:
        return f'<li title="{dit}">{trait}</li>'
    seule = r.periode == (str(annee),)
    vers = adresse(r.avec(periode=() if seule else (str(annee),)))
    etat_dit = ' aria-current="true"' if retenue else ""
    suite = " (seule affichée\u202f; cliquer pour ne plus filtrer)" if seule else ""
    return (
        f'<li><a href="{echapper(vers)}" target="_self" title="{dit}"{etat_dit}>{trait}'
        f'<span class="hors-ecran">{dit}{suite}</span></a></li>'
    )


def _bornes(r: Recherche, connues: dict[int, int]) -> None:
    """Offer a first and a last year."""
    de, a = intervalle(r.periode)
    annees = sorted({*connues, *(x for x in (de, a) if x)})
    gauche, droite = st.columns(2, gap="small")
    for colonne, titre, cle, valeur in ((gauche, "De", "periode-de", de), (droite, "À", "periode-a", a)):
        st.session_state[cle] = valeur
        with colonne:
            st.selectbox(titre, annees, key=cle, index=None, placeholder="Année", on_change=_poser_bornes)


def intervalle(valeurs: tuple[str, ...]) -> tuple[int | None, int | None]:
    """Return the first and the last year asked, None where it is open or not asked."""
    bornes = [periode.bornes(v) for v in valeurs if v != periode.INCONNUE]
    if not bornes:
        return None, None
    de, a = min(b[0] for b in bornes), max(b[1] for b in bornes)
    return (de if de != periode.ANNEE_MIN else None), (a if a != periode.ANNEE_MAX else None)


def _poser_bornes() -> None:
    avant = etat.question().periode
    de, a = st.session_state["periode-de"], st.session_state["periode-a"]
    etat.changer(periode=avec_bornes(avant, de, a))


def avec_bornes(avant: tuple[str, ...], de: int | None, a: int | None) -> tuple[str, ...]:
    """Return the period with other bounds; « inconnue » stays as it was."""
    entre = sorted((de or periode.ANNEE_MIN, a or periode.ANNEE_MAX))
    dite = () if de is None and a is None else (periode.ecrire(*entre),)
    return (*dite, *(v for v in avant if v == periode.INCONNUE))
