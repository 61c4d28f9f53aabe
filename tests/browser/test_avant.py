"""First content in a real Chromium: readable, clickable and accessible without Streamlit; handed over without losing anything."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import Contexte
from tests.browser.navigateur import MARQUES, attendre
from tests.browser.observatoire_servi import Observatoire
from tests.browser.test_accessibilite import violations

pytestmark = MARQUES
STREAMLIT = "**/static/js/index.*"


class Retenue:
    """Streamlit's first script, held back until `passer`; one asked for while passing goes through like the others."""

    def __init__(self) -> None:
        self._routes: list[Route] = []
        self._libre = False

    def garder(self, route: Route) -> None:
        if self._libre:
            route.continue_()
        else:
            self._routes.append(route)

    def passer(self) -> None:
        self._libre = True
        for route in self._routes:
            route.continue_()


def ouvrir(page: Page, adresse: str) -> Retenue:
    """Open an address and hold Streamlit's first script back; `liberer` lets it come."""
    retenue = Retenue()

    def garder(route: Route) -> None:  # Playwright looks into the function it is given: a method has nothing
        retenue.garder(route)

    page.route(STREAMLIT, garder)
    page.goto(adresse, wait_until="domcontentloaded")
    return retenue


def liberer(page: Page, retenue: Retenue) -> None:
    """Let Streamlit come, and wait for its page to be the only one."""
    page.wait_for_function("() => document.querySelector('script[src*=\"/static/js/index.\"]')")
    retenue.passer()
    attendre(page)


@pytest.mark.parametrize(("largeur", "theme"), [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize(
    "adresse",
    ["/", "/explorer?territoire=departement-78&mixite=mixte", "/pratique?id={fiche}", "/territoire?code=78"],
)
def test_lisible_et_accessible_sans_streamlit(
    adresse: str, largeur: int, theme: str, contexte: Contexte, servi: Observatoire
) -> None:
    page = contexte(largeur, theme).new_page()
    ouvrir(page, servi.base + adresse.format(**servi.noms))
    page.wait_for_function(
        "() => [...document.querySelectorAll('.avant-carte')].every((c) => c.shadowRoot.querySelector('.terre'))"
    )
    page.evaluate(Axe().axe_script)
    assert not violations(page)
    assert (
        page.evaluate(
            "() => { const e = document.getElementById('avant'); return e.scrollWidth - e.clientWidth }"
        )
        == 0
    )
    expect(page.locator("#avant .pied")).to_be_attached()


def test_un_clic_sur_la_premiere_carte_filtre(page: Page, servi: Observatoire) -> None:
    ouvrir(page, f"{servi.base}/explorer?carte=departement&mixite=mixte")
    page.locator('#avant path.terre[data-id="departement-78"]').click()
    page.wait_for_url("**/explorer?territoire=departement-78&mixite=mixte&carte=epci")
    expect(page.locator("#avant .fil b")).to_have_text("Yvelines (78)")


def test_un_lien_de_la_premiere_liste_ouvre_la_fiche(page: Page, servi: Observatoire) -> None:
    ouvrir(page, f"{servi.base}/explorer")
    lien = page.locator("#avant .carte a").first
    titre = lien.inner_text()
    lien.click()
    page.wait_for_url("**/pratique?id=*")
    expect(page.locator("#avant h1")).to_have_text(titre)


def test_ce_qui_est_tape_et_le_focus_passent_a_la_page(page: Page, servi: Observatoire) -> None:
    retenue = ouvrir(page, f"{servi.base}/explorer")
    page.locator("#avant").get_by_role("searchbox", name="Chercher dans les pratiques").fill("colocation")
    liberer(page, retenue)
    champ = page.locator(".st-key-mots input")
    expect(champ).to_have_value("colocation")
    expect(champ).to_be_focused()
    champ.press("Enter")
    page.wait_for_url("**q=colocation")


def test_un_panneau_demande_trop_tot_s_ouvre_ensuite(page: Page, servi: Observatoire) -> None:
    retenue = ouvrir(page, f"{servi.base}/explorer")
    page.locator("#avant").get_by_role("button", name="Thème").click()
    expect(page.locator("#avant [aria-busy]")).to_have_text("Thème")
    liberer(page, retenue)
    expect(page.get_by_role("checkbox").first).to_be_visible()


def test_on_reste_ou_l_on_lisait(page: Page, servi: Observatoire) -> None:
    retenue = ouvrir(page, f"{servi.base}/pratique?id={servi.noms['fiche']}")
    page.evaluate("() => document.getElementById('avant').scrollTo(0, 300)")
    liberer(page, retenue)
    assert page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop") == 300


@pytest.mark.parametrize(
    "adresse", ["/", "/explorer?territoire=departement-78", "/pratique?id={fiche}", "/territoire?code=78"]
)
def test_la_page_dit_ce_que_disait_le_premier_contenu(adresse: str, page: Page, servi: Observatoire) -> None:
    """Headings and links that lead to sheets, territories and pages: none is lost, none is other."""
    retenue = ouvrir(page, servi.base + adresse.format(**servi.noms))

    def lire(ou: str) -> tuple[list[str], set[str]]:
        titres = [t.strip() for t in page.locator(f"{ou} :is(h1, h2)").all_inner_texts()]
        liens = page.locator(f"{ou} a[href]").evaluate_all("(ls) => ls.map((l) => l.pathname + l.search)")
        return titres, {v for v in liens if re.match(r"/(pratique|territoire|methode|donnees)\b", v)}

    avant = lire("#avant")
    liberer(page, retenue)
    apres = lire("#root")
    assert avant[0] == apres[0]
    assert avant[1] <= apres[1]


def test_sans_javascript_la_page_se_lit_et_ses_liens_menent(contexte: Contexte, servi: Observatoire) -> None:
    page = contexte(java_script_enabled=False).new_page()
    page.goto(f"{servi.base}/explorer?territoire=departement-78")
    expect(page.locator("#avant noscript p")).to_be_visible()
    page.locator(".carte a").first.click()
    expect(page.locator("h1.titre-fiche")).to_be_visible()
