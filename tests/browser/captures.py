"""Screenshots of every screen, at a desk and on a phone, light and dark: `python -m tests.browser.captures DOSSIER`.

With names after the folder, only the screens that start with one of them.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Page
from tests.browser.ecrans import ECRANS, session_moderateur
from tests.browser.navigateur import nouveau_contexte, ouvrir_chromium
from tests.browser.observatoire_servi import Observatoire

LARGEURS = (1280, 360)
THEMES = ("light", "dark")
HAUTEUR_MAX = 6000


def captures(dossier: Path, debuts: tuple[str, ...]) -> None:
    """Write one PNG for each screen, width and theme."""
    dossier.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as local,
        Observatoire(Path(local)) as servi,
        ouvrir_chromium() as navigateur,
    ):
        servi.creer_moderateur()
        moderateur = session_moderateur(navigateur, servi.base)
        voulus = [e for e in ECRANS if e.nom.startswith(debuts or "")]
        for largeur, theme, signe in product(LARGEURS, THEMES, (False, True)):
            contexte = nouveau_contexte(
                navigateur, largeur, theme, **({"storage_state": moderateur} if signe else {})
            )
            for ecran in (e for e in voulus if e.moderation == signe):
                page = contexte.new_page()
                ecran.ouvrir(page, servi)
                _etirer(page, largeur)
                page.screenshot(path=dossier / f"{ecran.nom}-{largeur}-{theme}.png")
                page.close()
            contexte.close()


def _etirer(page: Page, largeur: int) -> None:
    """Give the window the height of the page: Streamlit scrolls a part of it, that a full-page capture would cut."""
    hauteur = page.evaluate(
        "() => (document.querySelector('[data-testid=stMain]') ?? document.documentElement).scrollHeight"
    )
    page.set_viewport_size({"width": largeur, "height": min(HAUTEUR_MAX, max(700, hauteur))})
    page.wait_for_function("() => !document.querySelector('.bulle:not([hidden])')")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Indiquez le dossier des captures : python -m tests.browser.captures DOSSIER [ÉCRAN…]")
    captures(Path(sys.argv[1]), tuple(sys.argv[2:]))
