"""The frame in a real Chromium: nothing from outside, French, first visit of a deep page, keyboard, two themes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.navigateur import MARQUES, aller
from tests.serveur import Serveur

pytestmark = MARQUES


@pytest.fixture(scope="module")
def serveur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    with Serveur(tmp_path_factory.mktemp("cadre")) as lance:
        yield lance


@pytest.fixture
def page(navigateur: Browser) -> Iterator[Page]:
    contexte = navigateur.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800})
    yield contexte.new_page()
    contexte.close()


def ouvrir(page: Page, serveur: Serveur, chemin: str) -> None:
    aller(page, serveur.base + chemin)


def test_premiere_visite_d_une_page_profonde(page: Page, serveur: Serveur) -> None:
    """The very first visitor of the server gets the page inside its frame."""
    ouvrir(page, serveur, "/moderation")
    assert page.get_by_role("heading", name="demande un compte").is_visible()
    assert page.title() == "Modération · Observatoire ES/TS"


def test_rien_ne_vient_d_ailleurs_et_la_politique_tient(page: Page, serveur: Serveur) -> None:
    dehors, erreurs = [], []
    ici = (serveur.base, serveur.base.replace("http", "ws"), "data:", "blob:")
    page.on("request", lambda r: None if r.url.startswith(ici) else dehors.append(r.url))
    page.on("websocket", lambda w: None if w.url.startswith(ici) else dehors.append(w.url))
    page.on("console", lambda m: erreurs.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: erreurs.append(str(e)))
    for chemin in ("/", "/explorer", "/methode"):
        ouvrir(page, serveur, chemin)
        page.wait_for_load_state("networkidle")
    assert dehors == []
    assert erreurs == []


def test_interface_en_francais(page: Page, serveur: Serveur) -> None:
    ouvrir(page, serveur, "/methode")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.get_by_text("Aller au contenu").count() == 1
    assert page.get_by_role("navigation", name="Pages de l’observatoire").is_visible()
    anglais = page.evaluate(
        "() => [...document.querySelectorAll('[aria-label], [alt], [title]')]"
        ".flatMap(e => ['aria-label', 'alt', 'title'].map(n => e.getAttribute(n) || ''))"
        ".filter(t => /\\b(the|close|menu items|page not|sidebar|logo|search|view|download|select)\\b/i.test(t))"
    )
    assert anglais == []


def test_police_hebergee(page: Page, serveur: Serveur) -> None:
    ouvrir(page, serveur, "/methode")
    assert page.evaluate("() => document.fonts.check('16px \"Atkinson Hyperlegible Next\"', 'é')")
    assert "Atkinson" in page.evaluate("() => getComputedStyle(document.querySelector('h1')).fontFamily")


def test_une_touche_seule_ne_relance_rien(page: Page, serveur: Serveur) -> None:
    ouvrir(page, serveur, "/methode")
    page.evaluate(
        "() => { window.vus = []; new MutationObserver(l => l.forEach(m => window.vus.push(m.target.dataset.testScriptState)))"
        ".observe(document.querySelector('[data-testid=stApp]'), {attributes: true, attributeFilter: ['data-test-script-state']}) }"
    )
    page.keyboard.press("r")
    page.keyboard.press("c")
    page.wait_for_timeout(500)
    assert "running" not in page.evaluate("() => window.vus")
    assert page.get_by_role("dialog").count() == 0


def test_partie_de_page_par_son_adresse(page: Page, serveur: Serveur) -> None:
    ouvrir(page, serveur, "/methode#vie-privee")
    page.wait_for_function(
        "() => Math.abs(document.getElementById('vie-privee').getBoundingClientRect().top) < 200"
    )


@pytest.mark.parametrize("largeur", [320, 360, 1280])
def test_aucun_debordement(navigateur: Browser, serveur: Serveur, largeur: int) -> None:
    contexte = navigateur.new_context(locale="fr-FR", viewport={"width": largeur, "height": 700})
    page = contexte.new_page()
    for chemin in ("/methode", "/mentions", "/inconnue"):
        ouvrir(page, serveur, chemin)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= largeur, chemin
        principal = page.evaluate(
            "() => { const m = document.querySelector('[data-testid=stMain]'); return m ? m.scrollWidth : 0 }"
        )
        assert principal <= largeur, chemin
    contexte.close()


def test_theme_sombre_suit_le_systeme(navigateur: Browser, serveur: Serveur) -> None:
    fonds = {}
    for theme in ("light", "dark"):
        contexte = navigateur.new_context(color_scheme=theme)
        page = contexte.new_page()
        ouvrir(page, serveur, "/methode")
        fonds[theme] = [
            page.evaluate(
                "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
            )
        ]
        page.goto(serveur.base + "/mentions")
        fonds[theme].append(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
        contexte.close()
    assert fonds == {"light": ["rgb(251, 248, 242)"] * 2, "dark": ["rgb(23, 24, 27)"] * 2}


def test_menu_au_telephone(navigateur: Browser, serveur: Serveur) -> None:
    contexte = navigateur.new_context(locale="fr-FR", viewport={"width": 360, "height": 700})
    page = contexte.new_page()
    ouvrir(page, serveur, "/methode")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="Explorer").click()
    page.wait_for_url("**/explorer*")
    contexte.close()
