"""On a phone: a reader of each college disagree, neither knows what the other said before, and a third decides."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Contexte
from tests.browser.ecrans import se_connecter
from tests.browser.navigateur import MARQUES, aller, attendre
from tests.browser.observatoire_servi import Observatoire

pytestmark = MARQUES
LECTEURS = {
    "elise@exemple.fr": ("Élise", "es"),
    "tom@exemple.fr": ("Tom", "ts"),
    "lea@exemple.fr": ("Léa", "ts"),
}
NON = "Le rôle du centre social n’est pas dit."


@pytest.fixture(scope="module")
def a_deux_colleges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observatoire]:
    """The observatory with both colleges required, and three readers."""
    env = {"OBSERVATOIRE_TWO_COLLEGES": "oui"}
    with Observatoire(tmp_path_factory.mktemp("colleges"), env) as servi:
        for courriel, (nom, college) in LECTEURS.items():
            servi.creer_moderateur(courriel, nom)
            servi.commande("lecteur", "nommer", "--courriel", courriel, "--college", college)
        yield servi


def ouvrir(contexte: Contexte, servi: Observatoire, courriel: str) -> Page:
    """Open the contribution on a phone, signed in as one of the readers."""
    page = contexte(360).new_page()
    se_connecter(page, servi.base, courriel=courriel)
    aller(page, servi.base + "/moderation?contribution={a_relire}".format(**servi.noms))
    expect(page.get_by_role("heading", name="Lecture à deux collèges")).to_be_visible()
    return page


def donner(page: Page, avis: str, raison: str = "") -> None:
    """Give an opinion."""
    page.get_by_role("radiogroup").get_by_text(avis, exact=True).click()
    attendre(page)
    if raison:
        page.get_by_role("textbox", name="Raison, lue par l’auteur").first.fill(raison)
        page.get_by_role("textbox", name="Raison, lue par l’auteur").first.blur()
        attendre(page)
    page.get_by_role("button", name="Donner mon avis").click()


def test_two_disagree_and_a_third_decides(contexte: Contexte, a_deux_colleges: Observatoire) -> None:
    servi = a_deux_colleges
    elise = ouvrir(contexte, servi, "elise@exemple.fr")
    donner(elise, "Oui, à publier")
    expect(elise.get_by_text("Votre avis sur")).to_be_visible()

    tom = ouvrir(contexte, servi, "tom@exemple.fr")
    expect(tom.get_by_text("Entrepreneurs sociaux\u00a0: avis donné")).to_be_visible()
    assert "Oui, à publier (" not in tom.locator("body").inner_text(), "not told before one's own is given"
    donner(tom, "Non, à reprendre")
    expect(tom.get_by_text("La raison manque")).to_be_visible()
    tom.get_by_role("textbox", name="Raison, lue par l’auteur").first.fill(NON)
    tom.get_by_role("textbox", name="Raison, lue par l’auteur").first.blur()
    attendre(tom)
    tom.get_by_role("button", name="Donner mon avis").click()
    expect(tom.get_by_text("Votre avis sur")).to_be_visible()
    expect(tom.get_by_text("Attend une troisième personne")).to_be_visible()

    lea = ouvrir(contexte, servi, "lea@exemple.fr")
    expect(lea.get_by_text("Les deux avis diffèrent")).to_be_visible()
    expect(lea.get_by_text(NON)).to_be_visible()
    assert lea.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    donner(lea, "Oui, à publier")
    expect(lea.get_by_text("est publiée.")).to_be_visible()
