"""The explorer by keys only: reached from the home page, a place typed, a theme ticked, a sheet opened, Back."""

import re

from playwright.sync_api import Page, expect
from tests.browser.navigateur import MARQUES, aller, attendre
from tests.browser.observatoire_servi import Observatoire
from tests.browser.test_accessibilite import FOCUS
from tests.browser.test_parcours import compte

pytestmark = MARQUES
AU_PLUS = 60
"""Tab stops before giving up: about twice those of the explorer's head."""


def tabuler(page: Page, debut: str, au_plus: int = AU_PLUS) -> str:
    """Press Tab until what has the focus begins with a text; every stop on the way shows. Return its text."""
    vus: list[str] = []
    for _ in range(au_plus):
        page.keyboard.press("Tab")
        atteint = page.evaluate(FOCUS)
        if atteint is None:
            continue
        vus.append(atteint["texte"])
        assert atteint["visible"], f"« {atteint['texte']} » has the focus, and nothing shows it"
        if re.match(debut, atteint["texte"]):
            return atteint["texte"]
    raise AssertionError(f"« {debut} » is not reached: {vus}")


def choisir_un_territoire(page: Page) -> None:
    """Type the beginning of a name, go to the first answer, choose it."""
    tabuler(page, "Aller à un territoire")
    page.keyboard.type("yvel")
    expect(page.get_by_role("button", name="Yvelines (78), département")).to_be_visible()
    attendre(page)
    tabuler(page, r"Yvelines \(78\)")
    page.keyboard.press("Enter")
    page.wait_for_url("**territoire=departement-78**")
    attendre(page)


def cocher_un_theme(page: Page) -> int:
    """Open the panel of themes and tick its first value; return how many pratiques it announced."""
    tabuler(page, "Thème")
    page.keyboard.press("Enter")
    premiere = page.get_by_role("checkbox").first
    expect(premiere).to_be_visible()
    attendre(page)
    dite = tabuler(page, r"[^*]+ \(\d+\)$", au_plus=1)
    page.keyboard.press("Space")
    page.wait_for_url("**theme=**")
    attendre(page)
    expect(premiere).to_be_checked()
    page.keyboard.press("Escape")
    expect(premiere).to_be_hidden()
    return int(re.findall(r"\d+", dite)[-1])


def test_explorer_au_clavier_seul(page: Page, servi: Observatoire) -> None:
    aller(page, servi.base + "/")
    tabuler(page, "Explorer$")
    page.keyboard.press("Enter")
    page.wait_for_url("**/explorer*")
    attendre(page)
    choisir_un_territoire(page)
    dans_les_yvelines = compte(page)
    annonce = cocher_un_theme(page)
    assert compte(page) == annonce <= dans_les_yvelines
    question = page.url
    titres = page.locator(".carte h3, .carte a").all_inner_texts()
    titre = page.locator('a[href*="/pratique?id="]').first.inner_text()
    tabuler(page, re.escape(titre))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=titre, level=1)).to_be_visible()
    attendre(page)
    page.go_back()
    page.wait_for_url(question)
    attendre(page)
    assert compte(page) == annonce
    assert page.locator(".carte h3, .carte a").all_inner_texts() == titres


def test_un_panneau_vient_apres_son_bouton(page: Page, servi: Observatoire) -> None:
    """Streamlit draws it at the end of the page; Tab goes through it and on, Shift+Tab back to its button."""
    aller(page, f"{servi.base}/explorer?territoire=departement-78")
    tabuler(page, "Thème")
    page.keyboard.press("Enter")
    cases = page.get_by_role("checkbox")
    expect(cases.first).to_be_visible()
    attendre(page)
    tabuler(page, r"[^*]+ \(\d+\)$", au_plus=1)
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Thème", exact=True)).to_be_focused()
    for rang in range(cases.count()):
        page.keyboard.press("Tab")
        expect(cases.nth(rang)).to_be_focused()
    tabuler(page, "Public", au_plus=1)
