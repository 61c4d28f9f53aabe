"""The text of a call: what everybody reads, and the preview of who writes it. Pure functions, escaped HTML."""

from collections.abc import Mapping

from observatoire.appels import Appel, ContenuAppel, Termes, Vague, lire_termes
from observatoire.web.appels import mots
from observatoire.web.formats import pourcentage
from observatoire.web.fragments import echapper


def corps(contenu: ContenuAppel, vagues: tuple[Vague, ...], noms: Mapping[str, str]) -> str:
    """Return the whole of a complete call but its title; `vagues` are those in force (a round may have been extended)."""
    t = lire_termes(contenu)
    aveugle = (
        "<p>Les noms des structures sont cachés à celles et ceux qui lisent les candidatures.</p>"
        if contenu.aveugle
        else ""
    )
    return (
        f'<p class="texte">{echapper(contenu.presentation)}</p>'
        f'<h2>Qui peut candidater</h2><p class="texte">{echapper(contenu.candidats)}</p>'
        f"<h2>L’alliance demandée</h2><ul>{_liste(mots.mixite(contenu, t))}</ul>"
        f"<h2>Comment les candidatures sont lues</h2>{aveugle}{grille(t)}"
        f"<h2>Repères</h2>{reperes(contenu, t, vagues, noms)}"
    )


def _liste(lignes: list[str]) -> str:
    return "".join(f"<li>{echapper(ligne)}</li>" for ligne in lignes)


def grille(t: Termes) -> str:
    """Return the weighted grid as a table, each weight as its share too."""
    somme = sum(c.poids for c in t.criteres) or 1
    lignes = "".join(
        f'<tr><th scope="row">{echapper(c.nom)}</th><td class="nombre">{c.poids} ({pourcentage(c.poids / somme)})</td>'
        f'<td class="texte">{echapper(c.guide)}</td></tr>'
        for c in t.criteres
    )
    return (
        '<div class="defile" tabindex="0" role="region" aria-label="Grille de lecture"><table><thead><tr>'
        '<th scope="col">Critère</th><th scope="col">Poids</th><th scope="col">Comment le lire</th></tr></thead>'
        f"<tbody>{lignes}</tbody></table></div>"
    )


def reperes(contenu: ContenuAppel, t: Termes, vagues: tuple[Vague, ...], noms: Mapping[str, str]) -> str:
    """Return the facts as a list of terms."""
    lignes = [
        ("Financeur", contenu.financeur),
        *(
            ("Dates" if len(vagues) == 1 else f"Vague {rang}", mots.vague_dite(v))
            for rang, v in enumerate(vagues, 1)
        ),
        *mots.argent(t),
        ("Où", mots.ou(contenu, noms)),
        ("Thèmes", mots.themes(contenu)),
    ]
    return f'<dl class="reperes-fiche">{"".join(f"<dt>{echapper(n)}</dt><dd>{echapper(v)}</dd>" for n, v in lignes)}</dl>'


def entier(lu: Appel, noms: Mapping[str, str]) -> str:
    """Return a published call, title left out."""
    return corps(lu.contenu, lu.vagues, noms)
