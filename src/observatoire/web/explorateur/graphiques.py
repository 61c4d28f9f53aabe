"""The answer as charts, each with its total, its table and its file. A click on a bar asks for what it counts."""

from functools import partial

import streamlit as st

from observatoire.pratiques import Recherche
from observatoire.web import cache, charts
from observatoire.web.explorateur import etat, tableau
from observatoire.web.explorateur.resultats import adresse
from observatoire.web.formats import INSECABLE, nombre
from observatoire.web.fragments import echapper
from observatoire.web.graphiques import GESTE, PRUDENCE, Filtre, Graphique, Ligne, Serie

ADRESSE_AU_PLUS = 160
"""Characters of an address that every name may carry; beyond, a page would weigh too much: tables have the links."""


def dessiner(version: int, r: Recherche) -> None:
    """Draw every chart that has something to show, in two columns."""
    st.html(f'<p class="prudence">{echapper(PRUDENCE)} {echapper(GESTE)}</p>')
    colonnes = st.columns(2, gap="large")
    for rang, graphique in enumerate(cache.graphiques(version, r)):
        with colonnes[rang % 2], st.container(key=f"graphique-{graphique.cle}", gap="small"):
            _un(r, graphique)


def _un(r: Recherche, g: Graphique) -> None:
    st.html(entete(g))
    figure = charts.dessiner(g, partial(vers, r))
    with st.container(height=figure.layout.height, border=False, key=f"cadre-{g.cle}"):
        st.plotly_chart(
            figure,
            key=f"barres-{g.cle}",
            theme=None,
            config=charts.CONFIG,
            alt=g.resume,
            selection_mode="points",
            on_select=partial(_cliquer, g) if any(b.filtre for b in g.barres) else "ignore",
        )
    st.html(f'<p class="prudence">{echapper(g.prudence)}</p>')
    pli = st.expander(f"Tableau{INSECABLE}: {g.titre}", on_change="rerun", key=f"tableau-{g.cle}")
    if pli.open:
        with pli:
            st.html(en_tableau(r, g))
            st.download_button(
                "Télécharger ce tableau (CSV)",
                data=partial(en_csv, g),
                file_name=f"observatoire-{g.cle}.csv",
                mime="text/csv; charset=utf-8",
                icon=":material/download:",
                on_click="ignore",
                key=f"csv-{g.cle}",
            )


def _cliquer(g: Graphique) -> None:
    points = st.session_state[f"barres-{g.cle}"].selection.points
    if points and (filtre := demande(g, points[0]["curve_number"], points[0]["point_index"])):
        etat.changer(**filtre)


def demande(g: Graphique, serie: int, barre: int) -> Filtre:
    """Return what a click on a bar asks; nothing when the bar gathers several values or none."""
    choisie = g.barres[barre].filtre
    return {**choisie, **g.series[serie].filtre} if choisie else {}


def vers(r: Recherche, filtre: Filtre) -> str:
    """Return the address of a question narrowed by a filter, '' when it is too long to be written under every name."""
    trouvee = adresse(r.avec(**filtre))
    return trouvee if len(trouvee) <= ADRESSE_AU_PLUS else ""


def entete(g: Graphique) -> str:
    """Return the title, the totals, and what the fills mean when there are several."""
    cles = "".join(
        f'<li><span class="cle {s.trait}" aria-hidden="true"></span>{echapper(s.libelle)}{INSECABLE}: {nombre(s.nombre)}</li>'
        for s in g.series
    )
    legende = f'<ul class="cles">{cles}</ul>' if len(g.series) > 1 else ""
    return f'<h2 class="titre-graphique">{echapper(g.titre)}</h2><p class="total">{echapper(g.phrase)}</p>{legende}'


def en_tableau(r: Recherche, g: Graphique) -> str:
    """Return the chart as a table whose numbers are links to what they count."""
    titres = [g.colonne, *(s.libelle for s in g.series), "Total" if len(g.series) > 1 else "Part"]
    tete = "".join(f'<th scope="col">{echapper(t)}</th>' for t in titres)
    corps = "".join(_rangee(r, g, ligne) for ligne in _lignes(g))
    return (
        f'<div class="defile" role="region" aria-label="{echapper(g.titre)}" tabindex="0"><table class="tableau nombres">'
        f"<thead><tr>{tete}</tr></thead><tbody>{corps}</tbody></table></div>"
    )


def _rangee(r: Recherche, g: Graphique, ligne: Ligne) -> str:
    cellules = [_cellule(r, ligne, serie, n) for serie, n in zip(g.series, ligne.comptes, strict=True)]
    fin = (
        _cellule(r, ligne, Serie(""), ligne.total)
        if len(g.series) > 1
        else charts.part(ligne.total, g.nombre)
    )
    corps = "".join(f"<td>{c}</td>" for c in (*cellules, fin))
    return f'<tr><th scope="row">{echapper(ligne.libelle)}</th>{corps}</tr>'


def _cellule(r: Recherche, ligne: Ligne, serie: Serie, n: int) -> str:
    if not (n and ligne.filtre):
        return nombre(n)
    vers = adresse(r.avec(**{**ligne.filtre, **serie.filtre}))
    quoi = f"{ligne.libelle}, {serie.libelle.lower()}" if serie.libelle else ligne.libelle
    return f'<a href="{echapper(vers)}" target="_self">{nombre(n)}<span class="hors-ecran"> ({echapper(quoi)})</span></a>'


def en_csv(g: Graphique) -> bytes:
    """Return every row as a CSV that French spreadsheets open, with the codes and the share of the answer."""
    return tableau.fichier(
        [g.colonne, "Code", *(s.libelle for s in g.series), "Part des pratiques (%)"],
        [
            [
                ligne.libelle,
                ligne.code,
                *ligne.comptes,
                f"{100 * ligne.total / g.nombre:.1f}".replace(".", ","),
            ]
            for ligne in _lignes(g)
        ],
    )


def _lignes(g: Graphique) -> list[Ligne]:
    return [*g.lignes, *([g.inconnus] if g.inconnus else [])]
