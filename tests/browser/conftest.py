"""One server and one Chromium for the browser tests; every tab is watched for outside requests and console errors."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.browser.ecrans import session_moderateur
from tests.browser.navigateur import Veille, nouveau_contexte, ouvrir_chromium
from tests.browser.observatoire_servi import Observatoire
from tests.browser.tuiles import CREDIT, Tuiles
from tests.browser.tuiles import servir as servir_des_tuiles

Contexte = Callable[..., BrowserContext]


@pytest.fixture(scope="package")
def servi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observatoire]:
    """The observatory, served by its own command on the real catalogue, with a moderator's account."""
    with Observatoire(tmp_path_factory.mktemp("observatoire")) as lance:
        lance.creer_moderateur()
        yield lance


@pytest.fixture(scope="package")
def serveur_de_tuiles() -> Iterator[Tuiles]:
    """A tile server on loopback."""
    with servir_des_tuiles() as tuiles:
        yield tuiles


@pytest.fixture
def tuiles(serveur_de_tuiles: Tuiles) -> Iterator[Tuiles]:
    """The same, which remembers what the test asks of it only."""
    serveur_de_tuiles.recommencer()
    yield serveur_de_tuiles
    serveur_de_tuiles.recommencer()


@pytest.fixture(scope="package")
def servi_sur_tuiles(
    serveur_de_tuiles: Tuiles, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Observatoire]:
    """The observatory, its maps over these tiles."""
    env = {
        "OBSERVATOIRE_BASE_MAP": serveur_de_tuiles.modele,
        "OBSERVATOIRE_BASE_MAP_CREDIT": CREDIT,
    }
    with Observatoire(tmp_path_factory.mktemp("sur-tuiles"), env) as lance:
        yield lance


@pytest.fixture(params=["servi", "servi_sur_tuiles"])
def partout(request: pytest.FixtureRequest) -> Observatoire:
    """The observatory without a base map, then over tiles: what the map does is the same."""
    return request.getfixturevalue(request.param)


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
