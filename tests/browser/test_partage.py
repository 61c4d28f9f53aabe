"""A question shared by its address: the same pratiques for somebody else, in the list, the map, the files and the API."""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
from playwright.sync_api import Page, expect
from tests.browser.conftest import Contexte
from tests.browser.navigateur import MARQUES, aller, attendre
from tests.browser.observatoire_servi import Observatoire
from tests.browser.test_parcours import compte

pytestmark = MARQUES


def cocher(page: Page, panneau: str, texte: re.Pattern[str], parametre: str) -> None:
    """Tick a value of a panel."""
    page.get_by_role("button", name=panneau).click()
    page.get_by_test_id("stCheckbox").filter(has_text=texte).first.click()
    page.wait_for_url(f"**{parametre}=**")
    attendre(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("checkbox")).to_have_count(0)


def explorer(page: Page, base: str) -> str:
    """Ask for a territory, a side and the fullest theme as a visitor would; return the address."""
    aller(page, f"{base}/explorer")
    page.get_by_role("searchbox", name="Aller à un territoire").press_sequentially("ile de fr")
    page.locator(".st-key-territoires-proposes").get_by_role("button", name="Île-de-France, région").click()
    page.wait_for_url("**territoire=region-11**")
    attendre(page)
    cocher(page, "Côté et mixité", re.compile(r"^Travailleurs sociaux \(\d+\)$"), "cote")
    cocher(page, "Thème", re.compile(r"\(\d+\)$"), "theme")
    return page.url


def de_la_liste(page: Page) -> set[str]:
    """Return the identifiers of the list, from its first page to its last."""
    ids: set[str] = set()
    while True:
        liens = page.locator('[data-testid=stMain] a[href*="/pratique?id="]')
        ids |= {parse_qs(urlsplit(lien.get_attribute("href") or "").query)["id"][0] for lien in liens.all()}
        suivante = page.get_by_role("button", name="Page suivante")
        if suivante.count() == 0 or suivante.is_disabled():
            return ids
        avant = page.url
        suivante.click()
        page.wait_for_function("(a) => location.href !== a", arg=avant)
        attendre(page)


def de_la_carte(page: Page) -> tuple[set[str], int]:
    """Return the places marked on the map, and how many pratiques their marks say."""
    marques = page.locator("svg.dessin .signe[data-id]")
    lieux = {i for m in marques.all() for i in (m.get_attribute("data-id") or "").split(",")}
    dites = [
        re.search(r"\u00a0: (\d+)\u00a0?\s?pratiques", m.get_attribute("aria-label") or "")
        for m in marques.all()
    ]
    return lieux, sum(int(d.group(1)) if d else 1 for d in dites)


def telecharger(page: Page, libelle: str) -> bytes:
    """Return the file that a button gives."""
    with page.expect_download() as descente:
        page.get_by_role("button", name=libelle, exact=True).click()
    return Path(descente.value.path()).read_bytes()


def de_l_api(base: str, requete: str) -> dict[str, dict]:
    """Return the pratiques of the API by identifier, read three at a time to its last page."""
    suivante: str | None = f"{base}/api/v1/pratiques?{requete}&par_page=3"
    lues: dict[str, dict] = {}
    while suivante:
        reponse = httpx2.get(suivante, timeout=30).raise_for_status().json()
        lues |= {p["id"]: p for p in reponse["donnees"]}
        suivante = reponse["liens"]["suivante"]
    return lues


def test_une_adresse_partagee_montre_les_memes_pratiques(contexte: Contexte, servi: Observatoire) -> None:
    adresse = explorer(contexte().new_page(), servi.base)
    page = contexte().new_page()
    aller(page, adresse)
    api = de_l_api(servi.base, urlsplit(adresse).query)
    assert 3 < len(api) == compte(page), "several pages of the API"
    lieux, marquees = de_la_carte(page)
    situees = [p for p in api.values() if p["lon"] is not None]
    assert lieux == {p["territoires"][0] for p in situees}
    assert marquees == len(situees)
    page.get_by_role("button", name="Télécharger").click()
    table = csv.DictReader(
        io.StringIO(telecharger(page, "CSV pour tableur").decode("utf-8-sig")), delimiter=";"
    )
    geojson = json.loads(telecharger(page, "GeoJSON"))
    page.keyboard.press("Escape")
    assert {ligne["Identifiant"] for ligne in table} == set(api)
    assert {f["properties"]["id"] for f in geojson["features"]} == set(api)
    assert de_la_liste(page) == set(api)
