"""A Chromium that cannot leave this machine, what it watches, and how to know that a page is ready."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

ATTENTE_MS = 30_000
ICI = "127.0.0.1"
MARQUES = [
    pytest.mark.navigateur,
    # Playwright's event loop and its child processes are closed after Python would have them.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Blocks every other machine without slowing the requests down, as a Playwright route would.
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {ICI}",
]


@contextmanager
def ouvrir_chromium() -> Iterator[Browser]:
    """Run a Chromium. Raises FileNotFoundError, in French, when there is none."""
    chemin = shutil.which("chromium")
    if chemin is None:
        raise FileNotFoundError(
            "Chromium manque : lancez « ./observatoire test », qui l’installe, ou « apt-get install chromium »."
        )
    expect.set_options(timeout=ATTENTE_MS)
    with sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(executable_path=chemin, args=_OPTIONS)
        yield navigateur
        navigateur.close()


@dataclass
class Veille:
    """What the tabs of some contexts asked of other machines, and the errors they wrote in their console."""

    dehors: list[str] = field(default_factory=list)
    erreurs: list[str] = field(default_factory=list)
    attendues: list[str] = field(default_factory=list)
    """Parts of the error messages that a test provokes on purpose."""

    def suivre(self, contexte: BrowserContext) -> None:
        """Watch every tab of a context."""
        contexte.on("request", self._requete)
        contexte.on("console", lambda m: self._erreur(m.text) if m.type == "error" else None)
        contexte.on("weberror", lambda e: self._erreur(str(e.error)))
        contexte.on("page", lambda page: page.on("websocket", lambda w: self._adresse(w.url)))

    def _requete(self, requete: Request) -> None:
        self._adresse(requete.url)

    def _adresse(self, url: str) -> None:
        morceaux = urlsplit(url)
        if morceaux.scheme not in ("data", "blob", "about") and morceaux.hostname != ICI:
            self.dehors.append(url)

    def _erreur(self, texte: str) -> None:
        if not any(attendue in texte for attendue in self.attendues):
            self.erreurs.append(texte)

    def verifier(self) -> None:
        """Fail when anything was asked elsewhere, or when a console says an error."""
        assert self.dehors == [], "requêtes vers une autre machine"
        assert self.erreurs == [], "erreurs dans la console"


def nouveau_contexte(
    navigateur: Browser, largeur: int = 1280, theme: str = "light", **options: Any
) -> BrowserContext:
    """Return a French context, patient, of a screen's or a phone's width."""
    contexte = navigateur.new_context(
        locale="fr-FR",
        timezone_id="Europe/Paris",
        color_scheme=theme,
        viewport={"width": largeur, "height": 740 if largeur < 600 else 800},
        has_touch=largeur < 600,
        **options,
    )
    contexte.set_default_timeout(ATTENTE_MS)
    return contexte


def attendre(page: Page) -> None:
    """Wait until the page is whole: drawn to its footer, its script at rest, its maps drawn, its fonts loaded."""
    page.wait_for_function(
        """() => {
          if (document.getElementById('avant')) return false
          const app = document.querySelector('[data-testid=stApp]')
          if (!app) return Boolean(document.querySelector('body.legere footer, footer.pied'))
          if (!document.querySelector('footer.pied') || app.dataset.testScriptState !== 'notRunning') return false
          if (document.querySelector('[data-stale=true], [data-testid=stSkeleton]')) return false
          const composants = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
          return composants.every((c) => c.shadowRoot?.querySelector('.terre'))
        }"""
    )
    page.evaluate("() => document.fonts.ready.then(() => true)")


def aller(page: Page, adresse: str) -> None:
    """Open an address and wait for the whole page."""
    page.goto(adresse)
    attendre(page)
