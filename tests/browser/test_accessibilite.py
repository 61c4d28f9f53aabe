"""Every screen, at a desk and on a phone, light and dark: axe finds nothing, nothing overflows, the keyboard is enough."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.ecrans import ECRANS, Ecran
from tests.browser.navigateur import MARQUES, Veille, aller, attendre, nouveau_contexte
from tests.browser.observatoire_servi import Observatoire

pytestmark = MARQUES
REGLES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALLURES = ((1280, "light"), (360, "dark"))
FOCUS = """() => {
  let e = document.activeElement
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement
  if (!e || e === document.body) return null
  const vu = (n) => {
    const s = getComputedStyle(n)
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none'
  }
  const signe = e.querySelector?.('path') ?? e
  const montre = e.matches('[type=checkbox], [type=radio]') ? e.closest('label') ?? e : e
  return {
    texte: (e.getAttribute('aria-label') ?? e.textContent).trim(),
    signe: e.classList.contains('signe'),
    visible: vu(montre) || vu(montre.parentElement) || (e.ownerSVGElement && parseFloat(getComputedStyle(signe).strokeWidth) >= 3),
  }
}"""
"""What has the focus, and whether it shows."""


@pytest.fixture(scope="module")
def visiteurs(
    navigateur: Browser, session: dict[str, Any]
) -> Iterator[tuple[Veille, dict[bool, BrowserContext]]]:
    """A visitor's context and the moderator's, kept from screen to screen: the browser's cache serves."""
    veille = Veille()
    contextes = {
        False: nouveau_contexte(navigateur),
        True: nouveau_contexte(navigateur, storage_state=session),
    }
    for contexte in contextes.values():
        veille.suivre(contexte)
    yield veille, contextes
    for contexte in contextes.values():
        contexte.close()


def violations(page: Page) -> list[str]:
    """Return what axe finds, one line for each element."""
    options = {"resultTypes": ["violations"], "runOnly": REGLES}
    return [
        f"{v['id']} : {noeud['target']} {noeud['html'][:160]} {noeud.get('failureSummary', '')[:300]}"
        for v in page.evaluate("(options) => axe.run(options)", options)["violations"]
        for noeud in v["nodes"]
    ]


def debordements(page: Page) -> list[str]:
    """Return what makes the page scroll sideways."""
    return page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
            .filter((e) => e && e.scrollWidth > e.clientWidth)
            .map((e) => `${e.tagName} : ${e.scrollWidth} px au lieu de ${e.clientWidth}`)"""
    )


@pytest.mark.parametrize("ecran", ECRANS, ids=lambda e: e.nom)
def test_ecran_sans_obstacle(
    ecran: Ecran, visiteurs: tuple[Veille, dict[bool, BrowserContext]], servi: Observatoire
) -> None:
    """Console errors are counted too: this is where every screen is opened, in both themes."""
    veille, contextes = visiteurs
    veille.dehors, veille.erreurs, veille.attendues = [], [], [ecran.attendue] if ecran.attendue else []
    page = contextes[ecran.moderation].new_page()
    ecran.ouvrir(page, servi)
    page.evaluate(Axe().axe_script)
    trouvees = []
    for largeur, theme in ALLURES:
        page.set_viewport_size({"width": largeur, "height": 800})
        page.emulate_media(color_scheme=theme)
        page.wait_for_function("() => document.getAnimations().every((a) => a.playState !== 'running')")
        trouvees += [f"{largeur} {theme} : {v}" for v in violations(page) + debordements(page)]
    page.close()
    assert not trouvees, "\n".join(trouvees)
    veille.verifier()


def test_les_aplats_suivent_le_theme(page: Page, servi: Observatoire) -> None:
    """The screens above change theme while open: this proves that they do."""
    fonds = []
    aller(page, f"{servi.base}/explorer?carte=departement")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.wait_for_function(
            "(f) => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor !== f",
            arg=fonds[-1] if fonds else "",
        )
        fonds.append(
            page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
        )
    assert len(set(fonds)) == 2


@pytest.mark.parametrize("adresse", ["/", "/explorer", "/fiches"])
def test_lien_d_evitement(adresse: str, page: Page, servi: Observatoire) -> None:
    """The first key leads past the menu, and shows."""
    aller(page, servi.base + adresse)
    page.keyboard.press("Tab")
    evitement = page.get_by_role("link", name="Aller au contenu")
    expect(evitement).to_be_focused()
    expect(evitement).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => { const m = document.querySelector('main, [role=main], [data-testid=stMain]'); "
        "return m === document.activeElement || m.contains(document.activeElement) }"
    )


def test_carte_au_clavier(page: Page, servi: Observatoire) -> None:
    """Tab reaches the map and every stop shows; arrows go from mark to mark; Enter chooses a place."""
    aller(page, f"{servi.base}/explorer?territoire=departement-78")
    invisibles, atteint = [], None
    for _ in range(40):
        page.keyboard.press("Tab")
        atteint = page.evaluate(FOCUS)
        if atteint and not atteint["visible"]:
            invisibles.append(atteint["texte"])
        if atteint and atteint["signe"]:
            break
    assert atteint, "no focus at all"
    assert atteint["signe"], "the marks were not reached"
    assert invisibles == [], "\n".join(invisibles)
    expect(page.locator(".bulle")).to_be_visible()
    page.keyboard.press("ArrowRight")
    suivant = page.evaluate(FOCUS)
    assert suivant["signe"]
    assert suivant["visible"]
    page.keyboard.press("Enter")
    page.wait_for_url("**territoire=commune-*")
    attendre(page)
    assert page.evaluate(FOCUS)["signe"], "the focus stays on the map after a choice"
