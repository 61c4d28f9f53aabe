"""The charts in a real Chromium: fetched when asked for, light, usable with a mouse, a finger and keys, in two themes."""

import re

from playwright.sync_api import Locator, Page
from tests.browser.conftest import Contexte
from tests.browser.navigateur import MARQUES, aller, attendre
from tests.browser.observatoire_servi import Observatoire

from observatoire.web.couleurs import MIXTE, TEXTE

pytestmark = MARQUES
OCTETS_AU_PLUS = 60_000
GRAPHIQUES = "/explorer?vue=graphiques"
DERNIER = ".st-key-barres-objectifs .bars path"


def compte(page: Page) -> str:
    return page.locator(".annonce").inner_text()


def nom(page: Page, texte: str) -> Locator:
    """Return the name of a row, a link inside the drawing."""
    return page.locator(".js-plotly-plot a").filter(has_text=texte)


def attendre_les_couleurs(page: Page, attendues: list[str]) -> None:
    """Wait until an alliance's bar, a name and a count are filled so."""
    vises = [".bars path", ".annotation-text a", ".annotation-text:not(:has(a))"]
    page.wait_for_function(
        "([vises, attendues]) => vises.every((v, i) => attendues[i] === "
        "getComputedStyle(document.querySelector(`.st-key-barres-themes ${v}`)).fill)",
        arg=[vises, attendues],
    )


def rgb(couleur: str) -> str:
    return f"rgb({', '.join(str(int(couleur[i : i + 2], 16)) for i in (1, 3, 5))})"


def test_plotly_ne_vient_que_pour_les_graphiques(page: Page, servi: Observatoire) -> None:
    demandes: list[str] = []
    page.on("request", lambda r: demandes.append(r.url))
    aller(page, f"{servi.base}/explorer")
    assert not [u for u in demandes if "Plotly" in u]
    page.get_by_role("combobox", name="Présentation").click()
    page.get_by_role("option", name="Graphiques").click()
    page.wait_for_selector(DERNIER)
    assert len([u for u in demandes if "Plotly" in u]) == 1
    assert page.url.endswith(GRAPHIQUES)


def test_une_barre_filtre_et_le_message_reste_leger(page: Page, servi: Observatoire) -> None:
    recus: list[int] = []
    page.on("websocket", lambda w: w.on("framereceived", lambda trame: recus.append(len(trame))))
    aller(page, servi.base + GRAPHIQUES)
    page.wait_for_selector(DERNIER)
    page.locator(".st-key-barres-themes .bars path").first.hover(force=True)
    page.get_by_text(re.compile(r"Mixte\u00a0: \d+\u00a0pratiques, \d+\u202f% des \d+")).wait_for()
    annonce = page.locator(".st-key-barres-territoires .annotation-text:not(:has(a))").first.text_content()
    recus.clear()
    page.locator(".st-key-barres-territoires .bars path").first.click(force=True)
    page.wait_for_url("**territoire=region-11&vue=graphiques")
    page.get_by_role("heading", name="Pratiques par département").wait_for()
    attendre(page)
    assert compte(page).startswith(f"{annonce.split()[0]}\u00a0pratiques")
    assert 0 < sum(recus) <= OCTETS_AU_PLUS
    page.go_back()
    page.get_by_role("heading", name="Pratiques par région").wait_for()


def test_un_nom_se_choisit_au_clavier_sans_recharger(page: Page, servi: Observatoire) -> None:
    aller(page, servi.base + GRAPHIQUES)
    page.wait_for_selector(DERNIER)
    assert page.evaluate(
        "() => [...document.querySelectorAll('.js-plotly-plot a')].every((a) => a.textContent)"
    )
    page.evaluate("() => { window.temoin = true }")
    nom(page, "Bretagne").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**territoire=region-53&vue=graphiques")
    page.get_by_role("heading", name="Pratiques par département").wait_for()
    assert page.evaluate("() => window.temoin")


def test_au_doigt_la_page_defile(contexte: Contexte, servi: Observatoire) -> None:
    page = contexte(360, is_mobile=True).new_page()
    aller(page, servi.base + GRAPHIQUES)
    page.wait_for_selector(DERNIER)
    hauteur = "() => document.querySelector('[data-testid=stMain]').scrollTop"
    page.evaluate("() => document.querySelector('.st-key-barres-themes').scrollIntoView({block: 'center'})")
    avant = page.evaluate(hauteur)
    doigt = page.context.new_cdp_session(page)
    gestes = (("touchStart", 400), *(("touchMove", 400 - 20 * n) for n in range(1, 12)))
    for genre, y in gestes:
        doigt.send("Input.dispatchTouchEvent", {"type": genre, "touchPoints": [{"x": 180, "y": y}]})
    doigt.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function(f"(avant) => ({hauteur})() > avant + 50", arg=avant)


def test_au_doigt_un_nom_se_choisit(contexte: Contexte, servi: Observatoire) -> None:
    page = contexte(360, is_mobile=True).new_page()
    aller(page, servi.base + GRAPHIQUES)
    page.wait_for_selector(DERNIER)
    nom(page, "Bretagne").scroll_into_view_if_needed()
    nom(page, "Bretagne").evaluate("(a) => a.scrollIntoView({block: 'center'})")
    cadre = nom(page, "Bretagne").bounding_box()
    page.touchscreen.tap(cadre["x"] + cadre["width"] / 2, cadre["y"] + cadre["height"] / 2)
    page.wait_for_url("**territoire=region-53&vue=graphiques")


def test_les_couleurs_suivent_le_theme_du_moment(page: Page, servi: Observatoire) -> None:
    aller(page, servi.base + GRAPHIQUES)
    page.wait_for_selector(DERNIER)
    for theme, nom_du_theme in (("light", "clair"), ("dark", "sombre"), ("light", "clair")):
        page.emulate_media(color_scheme=theme)
        mixte, texte = (rgb(couleur.dans(nom_du_theme)) for couleur in (MIXTE, TEXTE))
        attendre_les_couleurs(page, [mixte, texte, texte])
