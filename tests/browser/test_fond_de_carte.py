"""The map over tiles: the right ones, where they belong, few at a time, and none when the visitor wants none."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.conftest import Contexte
from tests.browser.navigateur import MARQUES, Veille, aller
from tests.browser.observatoire_servi import Observatoire
from tests.browser.test_accessibilite import debordements, violations
from tests.browser.test_avant import liberer, ouvrir
from tests.browser.tuiles import CREDIT, Tuiles, monde

pytestmark = MARQUES
PLACEES = """() => {
  const racine = document.querySelector('#carte').shadowRoot
  const cadre = racine.querySelector('svg.dessin').getBoundingClientRect()
  const depuis = ({ left, top }) => [left - cadre.left, top - cadre.top]
  return [...racine.querySelectorAll('.tuiles > div')].flatMap((calque, fenetre) => [...calque.children].map((img) => {
    const [z, x, y] = img.src.match(/\\d+/g).slice(-3).map(Number)
    const { width, height } = img.getBoundingClientRect()
    const [left, top] = depuis(img.getBoundingClientRect())
    const bords = fenetre ? calque.getBoundingClientRect() : cadre
    const [ouest, nord] = depuis(bords)
    return { fenetre, z, x, y, left, top, width, height, bords: [ouest, nord, ouest + bords.width, nord + bords.height] }
  }))
}"""
"""The tiles shown on the embedded map, in pixels of the drawing, by window (the mainland's is 0)."""
MARQUEES = """() => [...document.querySelector('#carte').shadowRoot.querySelectorAll('.marques > .signe')].map((noeud) => {
  const { e, f } = noeud.transform.baseVal.consolidate().matrix
  return [noeud.dataset.id.split(',')[0], e, f]
})"""
BORDS = """() => Object.fromEntries([...document.querySelector('#carte').shadowRoot.querySelectorAll('.terres > .terre')].map((noeud) => {
  const b = noeud.getBBox()
  const m = noeud.parentNode.transform.baseVal.consolidate().matrix
  return [noeud.dataset.id, [m.e + m.a * b.x, m.f + m.a * b.y, m.e + m.a * (b.x + b.width), m.f + m.a * (b.y + b.height)]]
}))"""
"""The box of each outline, in pixels of the drawing."""


DEUX_IMAGES = "() => new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(f)))"
"""After a click that moves the map, it has begun to move."""


def patienter(page: Page, vrai: Callable[[], bool]) -> None:
    """Wait until what the tile server or the tab saw is true."""
    for _ in range(300):
        if vrai():
            return
        page.wait_for_timeout(100)
    raise AssertionError("never true")


def tout_est_la(page: Page, tuiles: Tuiles) -> None:
    """Wait until the map is drawn, the tiles of the view are shown and nothing is on its way."""
    page.locator(".terres > .terre").first.wait_for(state="attached")
    page.locator(".tuiles[aria-busy=false]:has(img)").wait_for(state="attached")
    assert tuiles.en_cours == 0


def ou_le_disent_les_tuiles(
    placees: list[dict[str, Any]], lon: float, lat: float
) -> list[tuple[float, float]]:
    """Return where the tiles show a place, for each of those that hold it within the edges of their window."""
    u, v = monde(lon, lat)
    points = []
    for t in placees:
        dx, dy = u * 2 ** t["z"] - t["x"], v * 2 ** t["z"] - t["y"]
        x, y = t["left"] + dx * t["width"], t["top"] + dy * t["height"]
        gauche, haut, droite, bas = t["bords"]
        if 0 <= dx < 1 and 0 <= dy < 1 and gauche <= x <= droite and haut <= y <= bas:
            points.append((x, y))
    return points


@pytest.mark.parametrize(
    "question",
    ["", "territoire=region-11", "territoire=commune-78440", "territoire=region-04", "territoire=region-02"],
)
def test_les_marques_sont_ou_les_tuiles_les_montrent(
    question: str, page: Page, servi_sur_tuiles: Observatoire, tuiles: Tuiles
) -> None:
    """In France, around a commune, in an inset: each mark lies on the tile of its place, to a pixel."""
    page.goto(f"{servi_sur_tuiles.base}/embed/carte?{question}")
    tout_est_la(page, tuiles)
    figure = page.evaluate("() => JSON.parse(document.getElementById('figure').textContent)")
    lieux = {identifiant: (lon, lat) for identifiant, lon, lat, *_ in figure["marques"]}
    placees = page.evaluate(PLACEES)
    vues = 0
    for identifiant, x, y in page.evaluate(MARQUEES):
        for px, py in ou_le_disent_les_tuiles(placees, *lieux[identifiant]):
            assert (x, y) == pytest.approx((px, py), abs=1.5), identifiant
            vues += 1
    assert vues
    assert {(t["z"], t["x"], t["y"]) for t in placees} == set(tuiles.demandees)
    assert len(tuiles.demandees) == len(set(tuiles.demandees)), "no tile is asked for twice"


def test_les_contours_suivent_les_tuiles(page: Page, servi_sur_tuiles: Observatoire, tuiles: Tuiles) -> None:
    """The western- and northernmost, eastern- and southernmost points of the outlines are where tiles show them."""
    page.goto(f"{servi_sur_tuiles.base}/embed/carte?carte=departement")
    tout_est_la(page, tuiles)
    adresse = page.evaluate(
        "() => [JSON.parse(document.getElementById('figure').textContent).fond].flat()[0]"
    )
    contours = page.request.get(servi_sur_tuiles.base + adresse).json()["features"]
    placees, bords = page.evaluate(PLACEES), page.evaluate(BORDS)
    vus = 0
    for contour in contours:
        points = list(_points(contour["geometry"]["coordinates"]))
        ouest, est = min(points), max(points)
        nord, sud = max(points, key=lambda p: p[1]), min(points, key=lambda p: p[1])
        gauche, haut, droite, bas = bords[contour["id"]]
        for (lon, lat), axe, dessine in (
            (ouest, 0, gauche),
            (nord, 1, haut),
            (est, 0, droite),
            (sud, 1, bas),
        ):
            for place in ou_le_disent_les_tuiles(placees, lon, lat):
                assert place[axe] == pytest.approx(dessine, abs=1.5), contour["id"]
                vus += 1
    assert vus > 300


def _points(coordonnees: list[Any]) -> Iterator[tuple[float, float]]:
    if isinstance(coordonnees[0], float | int):
        yield coordonnees[0], coordonnees[1]
    else:
        for partie in coordonnees:
            yield from _points(partie)


def test_les_tuiles_couvrent_la_carte_sans_couture(
    page: Page, servi_sur_tuiles: Observatoire, tuiles: Tuiles
) -> None:
    page.goto(f"{servi_sur_tuiles.base}/embed/carte?territoire=departement-35")
    tout_est_la(page, tuiles)
    largeur, hauteur = page.locator("svg.dessin").evaluate("(svg) => [svg.clientWidth, svg.clientHeight]")
    principales = [t for t in page.evaluate(PLACEES) if t["fenetre"] == 0]
    assert len({t["z"] for t in principales}) == 1
    assert min(t["left"] for t in principales) <= 0
    assert min(t["top"] for t in principales) <= 0
    assert max(t["left"] + t["width"] for t in principales) >= largeur
    assert max(t["top"] + t["height"] for t in principales) >= hauteur
    ici = {(t["x"], t["y"]): t for t in principales}
    for (x, y), t in ici.items():
        assert 150 <= t["width"] <= 310
        if voisine := ici.get((x + 1, y)):
            assert voisine["left"] == pytest.approx(t["left"] + t["width"])
        if dessous := ici.get((x, y + 1)):
            assert dessous["top"] == pytest.approx(t["top"] + t["height"])


def test_rien_avant_d_etre_vue_puis_peu_a_la_fois_et_ce_qu_on_quitte_est_abandonne(
    page: Page, servi_sur_tuiles: Observatoire, tuiles: Tuiles
) -> None:
    tuiles.barriere.clear()
    page.goto(f"{servi_sur_tuiles.base}/healthz")
    page.set_content(
        f'<p style="height: 4000px">Plus bas.</p><iframe src="{servi_sur_tuiles.base}/embed/carte" width="900" height="760"></iframe>'
    )
    cadre = page.frame_locator("iframe")
    cadre.locator("path.terre").first.wait_for(state="attached")
    page.wait_for_timeout(500)
    assert tuiles.demandees == []
    abandonnees: list[str] = []
    page.on("requestfailed", lambda r: abandonnees.append(r.url))
    page.locator("iframe").scroll_into_view_if_needed()
    patienter(page, lambda: tuiles.en_cours == 6)
    page.evaluate("() => window.scrollTo(0, 0)")
    patienter(page, lambda: len(abandonnees) == 6)
    tuiles.barriere.set()
    page.wait_for_timeout(300)
    assert len(tuiles.demandees) == 6, "out of sight, nothing more is asked"
    page.locator("iframe").scroll_into_view_if_needed()
    cadre.locator(".tuiles img").first.wait_for(state="attached")


def test_la_carte_zoomee_change_de_tuiles_et_en_garde_peu(
    page: Page, servi_sur_tuiles: Observatoire, tuiles: Tuiles
) -> None:
    page.goto(f"{servi_sur_tuiles.base}/embed/carte")
    tout_est_la(page, tuiles)
    (premier,) = {t["z"] for t in page.evaluate(PLACEES) if t["fenetre"] == 0}
    for _ in range(8):
        avant = len(tuiles.demandees)
        page.get_by_role("button", name="Zoomer", exact=True).click()
        page.evaluate(DEUX_IMAGES)
        tout_est_la(page, tuiles)
        assert len(tuiles.demandees) - avant < 60
    dernieres = page.evaluate(PLACEES)
    assert {t["z"] for t in dernieres if t["fenetre"] == 0} <= {premier + 5, premier + 6}
    assert page.locator(".tuiles img").count() == len(dernieres) <= 120
    assert tuiles.referents <= {f"{servi_sur_tuiles.base}/"}, (
        "the tile host does not learn what is asked here"
    )


def test_le_visiteur_masque_le_fond_et_rien_n_est_plus_demande(
    page: Page, servi_sur_tuiles: Observatoire, tuiles: Tuiles
) -> None:
    aller(page, f"{servi_sur_tuiles.base}/explorer?carte=departement")
    tout_est_la(page, tuiles)
    expect(page.get_by_text(f"Fond de carte\u00a0: {CREDIT}.")).to_be_visible()
    expect(page.get_by_text("Les images à télécharger sont sans ce fond.")).to_be_visible()
    expect(page.locator("figure.carte-de-france")).to_have_class(re.compile("sur-tuiles"))
    page.get_by_role("button", name="Masquer le fond de carte").click()
    tuiles.recommencer()
    expect(page.locator(".tuiles img")).to_have_count(0)
    expect(page.locator("figure.carte-de-france")).not_to_have_class(re.compile("sur-tuiles"))
    page.get_by_role("button", name="Zoomer", exact=True).click()
    page.wait_for_timeout(600)
    aller(page, f"{servi_sur_tuiles.base}/explorer?carte=region")
    page.wait_for_timeout(600)
    assert tuiles.demandees == []
    page.get_by_role("button", name="Afficher le fond de carte").click()
    tout_est_la(page, tuiles)


def test_masque_avant_streamlit_il_le_reste_apres(
    page: Page, servi_sur_tuiles: Observatoire, tuiles: Tuiles
) -> None:
    retenues = ouvrir(page, f"{servi_sur_tuiles.base}/explorer")
    tout_est_la(page, tuiles)
    page.get_by_role("button", name="Masquer le fond de carte").click()
    tuiles.recommencer()
    liberer(page, retenues)
    page.wait_for_timeout(600)
    assert tuiles.demandees == []
    expect(page.get_by_role("button", name="Afficher le fond de carte")).to_be_visible()


def test_des_tuiles_en_panne_laissent_les_contours(
    page: Page, servi_sur_tuiles: Observatoire, tuiles: Tuiles, veille: Veille
) -> None:
    veille.attendues.append("503")
    tuiles.en_panne = True
    aller(page, f"{servi_sur_tuiles.base}/explorer?carte=region")
    expect(page.get_by_role("status").filter(has_text="Fond de carte indisponible.")).to_be_visible()
    bretagne = page.locator('path.terre[data-id="region-53"]')
    assert bretagne.evaluate("(noeud) => getComputedStyle(noeud).fillOpacity") == "1"
    tuiles.en_panne = False
    bretagne.click()
    page.wait_for_url("**territoire=region-53**")
    tout_est_la(page, tuiles)
    expect(page.get_by_text("Fond de carte indisponible.")).to_have_count(0)


def test_qui_economise_ses_donnees_n_en_recoit_pas_sans_le_demander(
    page: Page, servi_sur_tuiles: Observatoire, tuiles: Tuiles
) -> None:
    page.context.new_cdp_session(page).send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    aller(page, f"{servi_sur_tuiles.base}/explorer")
    page.wait_for_timeout(600)
    assert tuiles.demandees == []
    page.get_by_role("button", name="Afficher le fond de carte").click()
    tout_est_la(page, tuiles)


def test_sans_le_reglage_rien_n_est_charge(page: Page, servi: Observatoire) -> None:
    demandes: list[str] = []
    page.on("request", lambda r: demandes.append(r.url))
    aller(page, f"{servi.base}/explorer")
    assert [d for d in demandes if "plan.js" in d]
    assert not [d for d in demandes if "tuiles.js" in d or "mercator.js" in d]
    assert page.get_by_text("Masquer le fond de carte").count() == 0


@pytest.mark.parametrize("allure", [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize("adresse", ["/explorer?carte=region", "/explorer"])
def test_sans_obstacle(
    adresse: str,
    allure: tuple[int, str],
    contexte: Contexte,
    servi_sur_tuiles: Observatoire,
    tuiles: Tuiles,
) -> None:
    page = contexte(*allure).new_page()
    aller(page, servi_sur_tuiles.base + adresse)
    tout_est_la(page, tuiles)
    page.evaluate(Axe().axe_script)
    assert violations(page) + debordements(page) == []
