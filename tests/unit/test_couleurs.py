"""The palette can be read: contrasts of text, of marks, and lightness of the scales."""

import re
from itertools import pairwise

import pytest

from observatoire.web import couleurs
from observatoire.web.couleurs import Couleur, Theme

THEMES: tuple[Theme, Theme] = ("clair", "sombre")
TEXTES = ("texte", "discret", "encre", "es", "ts", "mixte", "autre", "reussite", "attention", "erreur")


def luminance(hexa: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2)."""
    canaux = [int(hexa[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, v, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux)
    return 0.2126 * r + 0.7152 * v + 0.0722 * b


def contraste(a: str, b: str) -> float:
    """Return the contrast ratio of two colours."""
    clair, sombre = sorted((luminance(a), luminance(b)), reverse=True)
    return (clair + 0.05) / (sombre + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("fond", [couleurs.FOND, couleurs.SURFACE, couleurs.RELIEF])
@pytest.mark.parametrize("nom", TEXTES)
def test_texte_lisible(theme: Theme, fond: Couleur, nom: str) -> None:
    assert contraste(couleurs.JETONS[nom].dans(theme), fond.dans(theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("nom", ["es", "ts", "mixte", "autre", "reussite", "attention", "erreur"])
def test_texte_lisible_sur_sa_teinte(theme: Theme, nom: str) -> None:
    texte, fond = couleurs.JETONS[nom], couleurs.JETONS[f"{nom}-fond"]
    assert contraste(texte.dans(theme), fond.dans(theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_bords_et_boutons(theme: Theme) -> None:
    assert contraste(couleurs.BORD.dans(theme), couleurs.FOND.dans(theme)) >= 3
    assert contraste(couleurs.SUR_ENCRE.dans(theme), couleurs.ENCRE.dans(theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("echelle", [couleurs.ECHELLE, couleurs.ECHELLE_MIXTE])
def test_echelles_lues_en_gris(theme: Theme, echelle: dict[Theme, tuple[str, ...]]) -> None:
    """Each step moves lightness the same way, far enough to be told from the next without its hue."""
    gris = [luminance(c) for c in echelle[theme]]
    sens = 1 if theme == "sombre" else -1
    assert all((b - a) * sens > 0 for a, b in pairwise(gris))
    assert all(contraste(a, b) >= 1.25 for a, b in pairwise(echelle[theme]))


def test_jetons_css_donnent_chaque_couleur_dans_les_deux_themes() -> None:
    css = couleurs.jetons_css()
    for nom, couleur in couleurs.JETONS.items():
        assert f"--{nom}: light-dark({couleur.clair}, {couleur.sombre});" in css
    assert not re.search(r"light-dark\([^#]", css)


def test_un_code_sans_couleur_est_ardoise() -> None:
    assert couleurs.couleur_cote("public") is couleurs.AUTRE
    assert couleurs.couleur_cote(None) is couleurs.AUTRE
    assert couleurs.couleur_cote("les_deux") is couleurs.MIXTE
