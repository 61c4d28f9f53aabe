"""Draw a chart with Plotly: plain data in, a figure out. No Streamlit, no store.

Heights are counted in pixels along the axis itself, so that a label stands above its bar at any width and the figure
never needs more room than it says. Nothing is told by colour alone: fills differ, each bar carries its number.
"""

from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from observatoire.web.couleurs import (
    AUTRE,
    AUTRE_FOND,
    BORD,
    ENCRE,
    FILET,
    FOND,
    MIXTE,
    SURFACE,
    TEXTE,
    Couleur,
    Theme,
)
from observatoire.web.formats import FINE, INSECABLE, nombre, pluriel, pourcentage
from observatoire.web.graphiques import Graphique, Ligne, Trait

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

POLICE = "'Atkinson Hyperlegible Next', system-ui, sans-serif"
CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "doubleClick": False,
    "showTips": False,
    "scrollZoom": False,
}
"""What the browser is told: no tool bar, no gesture but the click."""

_LIGNE = 21
_BARRE = 15
_ENTRE = 15
_PAR_LIGNE = 44
"""Characters that fit on one line of a phone."""
_DEBOUT = 240
_COLONNES = 10
"""Columns there is always room for, so that two do not fill the width."""
_MILLE = 1000
"""From this count on, the numbers above columns are written upwards."""

_REMPLISSAGES: dict[Trait, tuple[str, Couleur, Couleur]] = {
    "plein": ("", ENCRE, ENCRE),
    "mixte": ("", MIXTE, MIXTE),
    "hachure": ("/", AUTRE_FOND, AUTRE),
    "creux": ("", FOND, TEXTE),
    "pointille": (".", SURFACE, ENCRE),
}
"""Fill → pattern, ground, and colour of the pattern and of the outline."""


def gabarit(theme: Theme) -> dict[str, Any]:
    """Return our template: font, colours of the theme, French numbers, nothing that is not read."""
    texte, fond = TEXTE.dans(theme), SURFACE.dans(theme)
    axe = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "automargin": False,
    }
    return {
        "layout": {
            "font": {"family": POLICE, "size": 15, "color": texte},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": f",{FINE}",
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "showlegend": False,
            "barmode": "stack",
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": fond,
                "bordercolor": BORD.dans(theme),
                "font": {"family": POLICE, "size": 15, "color": texte},
                "align": "left",
            },
            "xaxis": axe,
            "yaxis": axe,
            "annotationdefaults": {
                "showarrow": False,
                "x": 0,
                "xanchor": "left",
                "yanchor": "top",
                "align": "left",
                "borderpad": 0,
            },
        },
        "data": {
            "bar": [
                {
                    "orientation": "h",
                    "hovertemplate": "%{hovertext}<extra></extra>",
                    "selected": {"marker": {"opacity": 1}},
                    "unselected": {"marker": {"opacity": 0.35}},
                    "textfont": {"color": texte},
                    "constraintext": "none",
                    "cliponaxis": False,
                }
            ]
        },
    }


def dessiner(g: Graphique, theme: Theme) -> "Figure":
    """Return the figure of a chart in a theme."""
    from plotly.graph_objects import Figure

    return Figure(_debout(g, theme) if g.debout else _couche(g, theme))


def _couche(g: Graphique, theme: Theme) -> dict[str, Any]:
    """Return rows: the label above, the bar under it, the count at its end."""
    centres, annotations, y = [], [], 0
    for barre in g.barres:
        libelle = wrap(barre.libelle, _PAR_LIGNE)
        annotations.append({"text": "<br>".join(escape(mots, quote=False) for mots in libelle), "y": y})
        y += _LIGNE * len(libelle)
        centres.append(y + _BARRE / 2)
        y += _BARRE + _ENTRE
    annotations += [
        {
            "text": dire(g, barre),
            "x": barre.total,
            "y": centre,
            "yanchor": "middle",
            "xshift": 7,
        }
        for barre, centre in zip(g.barres, centres, strict=True)
    ]
    place = 1.75 if len(g.series) > 1 else 1.45
    return {
        "data": [
            {
                "type": "bar",
                "x": [b.comptes[rang] for b in g.barres],
                "y": centres,
                "width": _BARRE,
                "hovertext": [bulle(g, b, rang) for b in g.barres],
                "marker": _marques([b.trait or serie.trait for b in g.barres], theme),
            }
            for rang, serie in enumerate(g.series)
        ],
        "layout": {
            "template": gabarit(theme),
            "height": y - _ENTRE + 2,
            "xaxis": {"range": [0, max(b.total for b in g.barres) * place]},
            "yaxis": {"range": [y - _ENTRE + 2, 0]},
            "annotations": annotations,
        },
    }


def _debout(g: Graphique, theme: Theme) -> dict[str, Any]:
    """Return columns in the order of time, one label in three."""
    rangs = list(range(len(g.barres)))
    haut = max(b.total for b in g.barres)
    dits = [r for r in rangs if (rangs[-1] - r) % 3 == 0 and (r > 1 or g.barres[0].code)]
    dits = dits if g.barres[0].code else [0, *dits]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "v",
                "x": rangs,
                "y": [b.total for b in g.barres],
                "text": [nombre(b.total) if b.total else "" for b in g.barres],
                "textposition": "outside",
                "textangle": -90 if haut >= _MILLE else 0,
                "hovertext": [bulle(g, b, 0) for b in g.barres],
                "marker": _marques([b.trait or g.series[0].trait for b in g.barres], theme),
            }
        ],
        "layout": {
            "template": gabarit(theme),
            "height": _DEBOUT,
            "bargap": 0.25,
            "margin": {"b": 46, "t": 4, "l": 10, "r": 10},
            "xaxis": {
                "showticklabels": True,
                "tickvals": dits,
                "ticktext": [g.barres[r].libelle.replace(" ", "<br>") for r in dits],
                "tickangle": 0,
                "ticklabeloverflow": "allow",
                "range": [-0.75, max(len(rangs), _COLONNES) - 0.25],
                "showline": True,
                "linecolor": FILET.dans(theme),
            },
            "yaxis": {"range": [0, haut * (1.35 if haut >= _MILLE else 1.15)]},
        },
    }


def _marques(traits: list[Trait], theme: Theme) -> dict[str, Any]:
    """Return fills and outlines; one value when all the bars are alike."""
    formes, fonds, encres = zip(*(_REMPLISSAGES[t] for t in traits), strict=True)
    un = len(set(traits)) == 1
    couleurs = {
        "fond": [c.dans(theme) for c in fonds],
        "encre": [c.dans(theme) for c in encres],
        "forme": list(formes),
    }
    choisies: dict[str, Any] = {nom: valeurs[0] if un else valeurs for nom, valeurs in couleurs.items()}
    motif = {"shape": choisies["forme"], "fgcolor": choisies["encre"], "bgcolor": choisies["fond"], "size": 6}
    return {
        "color": choisies["fond"],
        "line": {"color": choisies["encre"], "width": 1},
        **({"pattern": motif | {"fillmode": "overlay", "fgopacity": 1}} if any(formes) else {}),
    }


def dire(g: Graphique, barre: Ligne) -> str:
    """Return what stands at the end of a bar: the count, and its share or how many are of the first kind."""
    total = f"<b>{nombre(barre.total)}</b>"
    if len(g.series) == 1:
        return f"{total} · {part(barre.total, g.nombre)}"
    premiers, mot = barre.comptes[0], g.series[0].libelle.lower()
    if premiers == barre.total:
        return f"{total} {mot}{'s' if premiers > 1 else ''}"
    return f"{total}, dont {pluriel(premiers, mot)}" if premiers else total


def bulle(g: Graphique, barre: Ligne, rang: int) -> str:
    """Return what is said over a bar: the value, the count in words and its share; '' where there is no bar."""
    n, serie = barre.comptes[rang], g.series[rang]
    if not n:
        return ""
    nom = f"{serie.libelle}{INSECABLE}: " if len(g.series) > 1 else ""
    sur = f", {part(n, g.nombre)} des {nombre(g.nombre)}" if g.nombre > 1 else ""
    return f"<b>{escape(barre.libelle, quote=False)}</b><br>{nom}{pluriel(n, 'pratique')}{sur}"


def part(n: int, total: int) -> str:
    """Return a share; what exists is never said to be nothing."""
    return f"moins de{INSECABLE}1{FINE}%" if 0 < n < total / 200 else pourcentage(n / total)
