"""Draw a chart with Plotly: plain data in, a figure out. No Streamlit, no store.

Heights are counted in pixels along the axis itself, so that a label stands above its bar at any width and the figure
never needs more room than it says. Nothing is told by colour alone: fills differ, each bar carries its number.

A figure is drawn once, in the light values of the palette; `regles()` are the style rules that give each colour its
value in the theme of the moment. Streamlit's own colours of Plotly stay behind when the theme changes.
"""

from collections.abc import Callable
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from observatoire.web.couleurs import JETONS
from observatoire.web.formats import FINE, INSECABLE, nombre, pluriel, pourcentage
from observatoire.web.graphiques import Filtre, Graphique, Ligne, Trait

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Vers = Callable[[Filtre], str]

POLICE = "'Atkinson Hyperlegible Next', system-ui, sans-serif"
CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "doubleClick": False,
    "showTips": False,
    "scrollZoom": False,
}
"""What the browser is told: no tool bar, no gesture but the click."""

_LIGNE = 23
_BARRE = 15
_ENTRE = 15
_PAR_LIGNE = 44
"""Characters that fit on one line of a phone."""
_DEBOUT = 240
_COLONNES = 10
"""Columns there is always room for, so that two do not fill the width."""
_MILLE = 1000
"""From this count on, the numbers above columns are written upwards."""

_COULEURS = ("encre", "mixte", "autre", "autre-fond", "fond", "surface", "texte", "filet", "bord")
"""Tokens of the palette that figures use."""
_CLAIR = {nom: JETONS[nom].clair for nom in _COULEURS}
_TEXTE = _CLAIR["texte"]

_REMPLISSAGES: dict[Trait, tuple[str, str, str]] = {
    "plein": ("", "encre", "encre"),
    "mixte": ("", "mixte", "mixte"),
    "hachure": ("/", "autre-fond", "autre"),
    "creux": ("", "fond", "texte"),
    "pointille": (".", "surface", "encre"),
}
"""Fill → pattern, token of its ground, token of the pattern and of the outline."""


def regles(dans: str = '[class*="st-key-barres-"]') -> str:
    """Return the style rules that make the figures inside `dans` follow the theme: light value drawn → token."""
    lignes = []
    for nom, couleur in _CLAIR.items():
        rgb = ", ".join(str(int(couleur[i : i + 2], 16)) for i in (1, 3, 5))
        for propriete in ("fill", "stroke"):
            vises = (f'[style*="{propriete}: rgb({rgb})"]', f'[{propriete}="rgb({rgb})"]')
            lignes.append(f"{dans} :is({', '.join(vises)}) {{ {propriete}: var(--{nom}) !important; }}\n")
    return "".join(lignes)


def gabarit() -> dict[str, Any]:
    """Return our template: font, colours, French numbers, nothing that is not read, no gesture but the click."""
    axe = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "automargin": False,
    }
    return {
        "layout": {
            "font": {"family": POLICE, "size": 15, "color": _TEXTE},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": f",{FINE}",
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "showlegend": False,
            "barmode": "stack",
            "hovermode": "closest",
            "dragmode": False,
            "hoverlabel": {
                "bgcolor": _CLAIR["surface"],
                "bordercolor": _CLAIR["bord"],
                "font": {"family": POLICE, "size": 15, "color": _TEXTE},
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
                    "textfont": {"color": _TEXTE},
                    "constraintext": "none",
                    "cliponaxis": False,
                }
            ]
        },
    }


def dessiner(g: Graphique, vers: Vers) -> "Figure":
    """Return the figure of a chart; `vers` gives the address of what a filter asks, for the names that are links."""
    from plotly.graph_objects import Figure

    return Figure(_debout(g) if g.debout else _couche(g, vers))


def _couche(g: Graphique, vers: Vers) -> dict[str, Any]:
    """Return rows: the label above, the bar under it, the count at its end."""
    centres, annotations, y = [], [], 0
    for barre in g.barres:
        lignes = wrap(barre.libelle, _PAR_LIGNE)
        annotations.append({"text": _nom(lignes, vers(barre.filtre) if barre.filtre else ""), "y": y})
        y += _LIGNE * len(lignes)
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
                "marker": _marques([b.trait or serie.trait for b in g.barres]),
            }
            for rang, serie in enumerate(g.series)
        ],
        "layout": {
            "template": gabarit(),
            "height": y - _ENTRE + 2,
            "xaxis": {"range": [0, max(b.total for b in g.barres) * place]},
            "yaxis": {"range": [y - _ENTRE + 2, 0]},
            "annotations": annotations,
        },
    }


def _debout(g: Graphique) -> dict[str, Any]:
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
                "marker": _marques([b.trait or g.series[0].trait for b in g.barres]),
            }
        ],
        "layout": {
            "template": gabarit(),
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
                "linecolor": _CLAIR["filet"],
            },
            "yaxis": {"range": [0, haut * (1.35 if haut >= _MILLE else 1.15)]},
        },
    }


def _nom(lignes: list[str], adresse: str) -> str:
    """Return a name in Plotly's own small HTML, as a link when it has an address.

    The space that follows keeps Plotly from drawing a second link, without a name, behind a text that is all link.
    """
    texte = "<br>".join(escape(mots, quote=False) for mots in lignes)
    return f'<a href="{escape(adresse)}" target="_self">{texte}</a>{INSECABLE}' if adresse else texte


def _marques(traits: list[Trait]) -> dict[str, Any]:
    """Return fills and outlines; one pattern at most in a series. Plotly inks a pattern with the bar's own colour."""
    choisis = [_REMPLISSAGES[t] for t in traits]
    motifs, fonds, encres = (list(c) for c in zip(*choisis, strict=True))
    couleurs = [encre if motif else fond for motif, fond, encre in choisis]
    marques: dict[str, Any] = {
        "color": _un_seul([_CLAIR[c] for c in couleurs]),
        "line": {"color": _un_seul([_CLAIR[e] for e in encres]), "width": 1},
    }
    for motif, fond in zip(motifs, fonds, strict=True):
        if motif:
            marques["pattern"] = {"shape": _un_seul(motifs), "bgcolor": _CLAIR[fond], "size": 6}
    return marques


def _un_seul(valeurs: list[str]) -> str | list[str]:
    """Return the value that all share, or all of them."""
    return valeurs[0] if len(set(valeurs)) == 1 else valeurs


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
