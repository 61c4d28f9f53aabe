"""A person served answers with the keyboard only, on a narrow phone, in the dark; the sheet then says what others said."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Contexte
from tests.browser.navigateur import MARQUES, Veille, aller
from tests.browser.observatoire_servi import Observatoire
from tests.browser.test_clavier import tabuler

from observatoire.retours.signatures import TEMPS_MINIMUM

pytestmark = MARQUES
LE_PLUS_PROCHE = 24
"""Pixels: the smallest a target may be (WCAG 2.5.8)."""


def deborde(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth > innerWidth"))


def choisir(page: Page, question: str, reponse: str, fleches: int) -> None:
    """Reach a question, go to an answer with the arrows."""
    groupe = page.get_by_role("group", name=question)
    page.keyboard.press("Tab")
    expect(groupe.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Space")
    for _ in range(fleches):
        page.keyboard.press("ArrowRight")
    expect(groupe.get_by_role("radio", name=reponse, exact=True)).to_be_checked()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_answer_by_the_keyboard_at_360_pixels(
    contexte: Contexte, servi: Observatoire, veille: Veille, theme: str
) -> None:
    veille.attendues.append("422")
    page = contexte(360, theme).new_page()
    aller(page, f"{servi.base}/r/{servi.noms['code']}")
    assert not deborde(page)
    choisir(page, "Est-ce que cela vous aide", "Un peu", 1)
    choisir(page, "Est-ce qu’on vous écoute", "Non", 2)
    page.keyboard.press("Tab")
    expect(
        page.get_by_role("group", name="travaillent bien ensemble").get_by_role("radio").first
    ).to_be_focused()
    tabuler(page, "Envoyer", au_plus=4)
    page.wait_for_timeout(TEMPS_MINIMUM / timedelta(milliseconds=1))  # nobody is faster: the server says so
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("n’est pas encore envoyé")
    expect(
        page.get_by_role("group", name="écoute").get_by_role("radio", name="Non", exact=True)
    ).to_be_checked()
    page.get_by_role("group", name="travaillent bien ensemble").get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Vous voulez ajouter une phrase")).to_be_focused()
    page.keyboard.type("On m’a bien aidé.")
    tabuler(page, "Envoyer", au_plus=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("Merci"))).to_be_visible()
    assert not deborde(page)
    aller(page, f"{servi.base}/r/{servi.noms['code']}")
    expect(page.get_by_role("heading", name=re.compile("Merci"))).to_be_visible()


def test_every_answer_is_a_large_target_and_shows_the_focus(contexte: Contexte, servi: Observatoire) -> None:
    page = contexte(360).new_page()
    aller(page, f"{servi.base}/r/{servi.noms['code']}")
    cases = page.locator(".choix label")
    expect(cases).to_have_count(9)
    for case in cases.all():
        boite = case.bounding_box()
        assert boite is not None
        assert min(boite["width"], boite["height"]) >= 2 * LE_PLUS_PROCHE
    page.keyboard.press("Tab")
    epaisseur = page.locator("input:focus-visible + .case").evaluate(
        "e => parseFloat(getComputedStyle(e).outlineWidth)"
    )
    assert epaisseur >= 2


def test_the_sheet_draws_each_dot_where_it_is_said(contexte: Contexte, servi: Observatoire) -> None:
    page = contexte(360).new_page()
    aller(page, f"{servi.base}/fiche/{servi.noms['publiee']}")
    question = page.locator(".voix .question").nth(1)
    expect(question).to_contain_text("Écart de 100\u00a0points")
    ligne = question.locator(".ligne").bounding_box()
    assert ligne is not None
    for marque, part in (("personne", 0.0), ("ts", 0.5), ("es", 1.0)):
        boite = question.locator(f".marque-{marque}").bounding_box()
        assert boite is not None
        assert abs(boite["x"] + boite["width"] / 2 - ligne["x"] - part * ligne["width"]) < 2
    page.get_by_text("Les chiffres").click()
    expect(page.locator(".voix table")).to_be_visible()
    assert not deborde(page)
