"""The map in a real Chromium: down to a commune by click and by keys, a year that filters, a picture to take away."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.browser.navigateur import MARQUES, aller, attendre
from tests.browser.observatoire_servi import Observatoire

pytestmark = MARQUES
SVG = "{http://www.w3.org/2000/svg}"


def territoire(page: Page, identifiant: str) -> None:
    """Click a territory of the map once its layer is there."""
    page.locator(f'path.terre[data-id="{identifiant}"]').click()
    page.wait_for_url(f"**territoire={identifiant}**")
    attendre(page)


def image(page: Page, nom: str) -> bytes:
    """Return the picture that a button of the map gives."""
    with page.expect_download() as descente:
        page.get_by_role("button", name=nom).click()
    return Path(descente.value.path()).read_bytes()


def test_du_pays_a_la_commune_puis_retour(page: Page, partout: Observatoire) -> None:
    recus: list[str] = []
    page.on("response", lambda r: recus.append(r.url) if "/geo/" in r.url else None)
    aller(page, f"{partout.base}/explorer?carte=region")
    territoire(page, "region-11")
    territoire(page, "departement-78")
    territoire(page, "epci-200059889")
    expect(page.get_by_role("radio", name="Communes")).to_be_checked()
    territoire(page, "commune-78440")
    assert [u for u in recus if "communes-" in u] == [u for u in recus if u.endswith("communes-78.geojson")]
    choisie = page.locator('path.terre[data-id="commune-78440"]')
    expect(choisie).to_have_attribute("aria-pressed", "true")
    choisie.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**territoire=departement-78**")
    attendre(page)
    page.locator(".st-key-fil-territoires").get_by_role("button", name="Île-de-France").click()
    page.wait_for_url("**territoire=region-11**")


def test_survol_clavier_et_groupe(page: Page, partout: Observatoire) -> None:
    """A mark says what it is under the pointer; arrows go from one to the next; a group opens on what it holds."""
    aller(page, f"{partout.base}/explorer")
    marques = page.locator("svg.dessin .signe[data-id]")
    seule = page.locator("svg.dessin .signe[data-id]:not(:has(.halo)):not(:has(text))").first
    seule.hover()
    bulle = page.locator(".bulle")
    expect(bulle).to_be_visible()
    assert bulle.locator("strong").inner_text() in (seule.get_attribute("aria-label") or "")
    seule.focus()
    page.keyboard.press("ArrowRight")
    expect(marques.and_(page.locator(":focus"))).not_to_have_attribute(
        "data-id", seule.get_attribute("data-id") or ""
    )
    groupe = page.locator("svg.dessin .signe:has(.halo)").first
    reunis = (groupe.get_attribute("data-id") or "").split(",")
    groupe.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f'.signe[data-id="{",".join(reunis)}"]')).to_have_count(0)
    vues = [m.get_attribute("data-id") or "" for m in marques.all()]
    assert set(reunis) <= {identifiant for vue in vues for identifiant in vue.split(",")}


def test_une_annee_filtre_et_retour_l_oublie(page: Page, servi: Observatoire) -> None:
    aller(page, f"{servi.base}/explorer")
    page.get_by_role("button", name="Période", exact=True).click()
    barre = page.get_by_role("navigation", name="Nombre de pratiques par année").get_by_role("link").last
    annee, dites = re.findall(r"\d+", barre.inner_text())[:2]
    barre.press("Enter")
    page.wait_for_url(f"**periode={annee}")
    expect(page.locator(".annonce")).to_have_text(re.compile(rf"^{dites}\u00a0pratique"))
    page.go_back()
    page.wait_for_url(re.compile(r"/explorer$"))


def test_la_carte_s_emporte_en_dessin_et_en_image(page: Page, partout: Observatoire) -> None:
    aller(page, f"{partout.base}/explorer?carte=departement&mesure=par_habitant&cote=es")
    page.locator("path.terre.classe-1").first.wait_for()
    dessin = ET.fromstring(image(page, "Dessin SVG"))
    textes = " ".join(t.text or "" for t in dessin.iter(f"{SVG}text"))
    assert "Pratiques pour 100\u202f000 habitants\u00a0: ES" in textes
    assert "Licence Ouverte 2.0" in textes
    assert re.search(r"\d{4}\. Licence", textes)
    assert " à moins de " in textes
    assert len(list(dessin.iter(f"{SVG}path"))) > 100
    attributs = [a for noeud in dessin.iter() for a in noeud.attrib.values()]
    assert not [a for a in attributs if "http" in a or "var(" in a or "light-dark" in a]
    assert image(page, "Image PNG").startswith(b"\x89PNG\r\n")


def test_la_carte_embarquee_se_dessine_ailleurs_et_ouvre_l_observatoire(
    page: Page, partout: Observatoire
) -> None:
    page.goto(f"{partout.base}/healthz")
    page.set_content(
        f'<iframe src="{partout.base}/embed/carte?carte=departement" width="800" height="760"></iframe>'
    )
    cadre = page.frame_locator("iframe")
    departement = cadre.locator('path.terre[data-id="departement-35"]')
    departement.wait_for()
    assert re.search(r"Ille-et-Vilaine\u00a0: \d+", departement.get_attribute("aria-label") or "")
    with page.expect_popup() as ouverte:
        departement.click()
    assert ouverte.value.url.startswith(
        f"{partout.base}/explorer?carte=departement&territoire=departement-35"
    )
    assert not [c for c in page.context.cookies() if c["name"] != "_streamlit_xsrf"]
