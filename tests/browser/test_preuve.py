"""The calculation asked when many deposits come, done by a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.navigateur import MARQUES, aller
from tests.browser.observatoire_servi import Observatoire

pytestmark = MARQUES
ASSAILLI = (
    "-c",
    "from observatoire.abus import rules; rules.PREUVE_DES = 0; "
    "from observatoire.cli.principal import principal; principal(['servir'])",
)
"""The same command, where one deposit is already many."""


@pytest.fixture(scope="module")
def assailli(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observatoire]:
    with Observatoire(tmp_path_factory.mktemp("assailli"), commande=ASSAILLI) as lance:
        yield lance


def test_le_navigateur_calcule_et_le_depot_part(page: Page, assailli: Observatoire) -> None:
    aller(page, f"{assailli.base}/proposer?brouillon={assailli.noms['jeton_brouillon']}")
    expect(page.get_by_role("textbox", name="Ne remplissez pas ce champ")).to_have_count(0)
    page.get_by_role("button", name="Déposer", exact=True).click()
    expect(page.get_by_text("votre appareil fait un petit calcul")).to_be_visible()
    expect(page.get_by_role("heading", name="C’est déposé, merci")).to_be_visible()
