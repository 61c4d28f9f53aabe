"""A call is read by two: one has a tie and reads nothing, the other marks; the funder sees nothing before, everything after."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.conftest import Contexte
from tests.browser.ecrans import se_connecter
from tests.browser.navigateur import MARQUES, aller, attendre
from tests.browser.observatoire_servi import Observatoire
from tests.browser.test_accessibilite import debordements, violations

pytestmark = MARQUES
RESUME = "Une cuisine de quartier où l’entreprise sociale forme"


@pytest.fixture(scope="module")
def servi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observatoire]:
    """An observatory of its own: readings change what the other screens show."""
    with Observatoire(tmp_path_factory.mktemp("instruction")) as lance:
        yield lance


def ouvrir(contexte: Contexte, servi: Observatoire, courriel: str, chemin: str, largeur: int = 360) -> Page:
    """Open a page of instruction, signed in."""
    page = contexte(largeur).new_page()
    se_connecter(page, servi.base, courriel=courriel)
    aller(page, servi.base + chemin.format(**servi.noms))
    attendre(page)
    return page


def sans_obstacle(page: Page) -> None:
    """Check what axe and the width say of a page as it is."""
    page.evaluate(Axe().axe_script)
    assert violations(page) == []
    assert debordements(page) == []


def test_conflit_notes_et_mise_en_commun(contexte: Contexte, servi: Observatoire) -> None:
    bo = ouvrir(contexte, servi, "bo@exemple.fr", "/instruction?lire={candidature_recue}")
    expect(bo.get_by_text("dites si vous avez un lien")).to_be_visible()
    expect(bo.get_by_text(RESUME)).to_have_count(0)
    sans_obstacle(bo)
    bo.get_by_role("textbox", name="Ou dites quel lien").fill("J’y ai travaillé deux ans.")
    bo.get_by_role("button", name="J’ai un lien").click()
    expect(bo.get_by_text("ne vous est plus ouverte")).to_be_visible()

    aya = ouvrir(contexte, servi, "aya@exemple.fr", "/instruction")
    aya.get_by_role("link", name="Candidature 1").click()
    aya.get_by_role("button", name="Je n’ai aucun lien").click()
    expect(aya.get_by_text(RESUME)).to_be_visible()
    for note in ("4", "Sans objet"):
        grille = aya.get_by_role("radiogroup").nth(0 if note == "4" else 1)
        grille.get_by_text(note, exact=True).click()
        attendre(aya)
    aya.get_by_role("radiogroup").nth(2).get_by_text("À retenir", exact=True).click()
    attendre(aya)
    sans_obstacle(aya)
    aya.get_by_role("button", name="Rendre mon avis").click()
    expect(aya.get_by_text("Votre avis est rendu")).to_be_visible()

    fanny = ouvrir(contexte, servi, "fanny@exemple.fr", "/instruction?appel={appel}", 1280)
    table = fanny.get_by_role("region", name="Toutes les candidatures")
    expect(table.get_by_text("1 sur 1, 1 en conflit")).to_be_visible()
    expect(table.get_by_role("cell", name="4", exact=True)).to_have_count(0)
    fanny.get_by_role("button", name="Passer à l’étape").click()
    expect(table.get_by_role("cell", name="4", exact=True)).to_be_visible()
    sans_obstacle(fanny)
    table.get_by_role("link", name="Une cuisine tenue à deux").click()
    expect(fanny.get_by_role("heading", name="Avis\u00a0: 1")).to_be_visible()
    sans_obstacle(fanny)
