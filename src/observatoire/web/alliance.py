"""Small drawings, as HTML that style sheets shape: pure functions. Streamlit takes SVG out of `st.html`."""

from collections.abc import Sequence

from observatoire.pratiques import Partenaire
from observatoire.web.formats import INSECABLE, enumeration, pluriel
from observatoire.web.fragments import echapper

POINTS_AU_PLUS = 9
"""Dots drawn for one side."""


def figure_alliance(partenaires: Sequence[Partenaire], mixite: str) -> str:
    """Return the picture of an alliance: a triangle for ES, a circle for TS, joined when both act together.

    A side that nobody names is a dotted outline. Inside, one dot for each partner.
    """
    cotes = [p.cote for p in partenaires]
    deux = cotes.count("les_deux")
    autres = sum(1 for c in cotes if c not in ("es", "ts", "les_deux"))
    return (
        f'<div class="alliance{" jointe" if mixite == "mixte" else ""}" role="img" '
        f'aria-label="{echapper(dire_l_alliance(partenaires, mixite))}">'
        f"{_grand('es', present='es' in cotes or deux > 0)}{_grand('ts', present='ts' in cotes or deux > 0)}"
        f"{_points('es', cotes.count('es'))}{_points('mixte', deux)}{_points('ts', cotes.count('ts'))}"
        f"{_points('autre', autres)}</div>"
    )


def dire_l_alliance(partenaires: Sequence[Partenaire], mixite: str) -> str:
    """Return the picture in words."""
    mots = {
        "es": ("structure d’entrepreneurs sociaux", "structures d’entrepreneurs sociaux"),
        "ts": ("structure de travailleurs sociaux", "structures de travailleurs sociaux"),
        "les_deux": ("structure des deux côtés", "structures des deux côtés"),
    }
    comptes = {cote: sum(1 for p in partenaires if p.cote == cote) for cote in mots}
    autres = len(partenaires) - sum(comptes.values())
    morceaux = [pluriel(n, *mots[cote]) for cote, n in comptes.items() if n]
    if autres:
        morceaux.append(pluriel(autres, "autre structure", "autres structures"))
    debut = {"mixte": "Alliance entre les deux côtés", "non_mixte": "Un seul côté agit"}.get(
        mixite, "Alliance à vérifier"
    )
    return f"{debut}{INSECABLE}: {enumeration(morceaux) if morceaux else 'aucune structure nommée'}."


def _grand(cote: str, *, present: bool) -> str:
    return f'<span class="grand {cote}{"" if present else " absent"}"></span>'


def _points(classe: str, n: int) -> str:
    return f'<span class="points {classe}">{"<i></i>" * min(n, POINTS_AU_PLUS)}</span>' if n else ""
