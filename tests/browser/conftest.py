"""One server and one Chromium for the browser tests; every tab is watched for outside requests and console errors."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.browser.ecrans import session_moderateur
from tests.browser.navigateur import Veille, nouveau_contexte, ouvrir_chromium
from tests.browser.observatoire_servi import Observatoire

Contexte = Callable[..., BrowserContext]


@pytest.fixture(scope="package")
def servi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observatoire]:
    """The observatory, served by its own command on the real catalogue, with a moderator's account."""
    with Observatoire(tmp_path_factory.mktemp("observatoire")) as lance:
        lance.creer_moderateur()
        yield lance


@pytest.fixture(scope="package")
def navigateur() -> Iterator[Browser]:
    """A Chromium; without one the tests fail, they are never skipped."""
    try:
        with ouvrir_chromium() as chromium:
            yield chromium
    except FileNotFoundError as absent:
        pytest.fail(str(absent), pytrace=False)


@pytest.fixture(scope="package")
def session(servi: Observatoire, navigateur: Browser) -> dict[str, Any]:
    """The browser state of the signed-in moderator."""
    return session_moderateur(navigateur, servi.base)


@pytest.fixture
def veille() -> Iterator[Veille]:
    """What the test's tabs asked elsewhere and the errors of their consoles: none at the end."""
    veille = Veille()
    yield veille
    veille.verifier()


@pytest.fixture
def contexte(navigateur: Browser, veille: Veille) -> Iterator[Contexte]:
    """Open contexts that are watched, and closed at the end."""
    ouverts: list[BrowserContext] = []

    def ouvrir(largeur: int = 1280, theme: str = "light", **options: Any) -> BrowserContext:
        neuf = nouveau_contexte(navigateur, largeur, theme, **options)
        veille.suivre(neuf)
        ouverts.append(neuf)
        return neuf

    yield ouvrir
    for un in ouverts:
        un.close()


@pytest.fixture
def page(contexte: Contexte) -> Page:
    """A tab of a desktop visitor."""
    return contexte().new_page()
