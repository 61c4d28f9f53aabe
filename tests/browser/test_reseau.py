"""What a visit costs: the first page, a filter, a light page. Nothing comes from elsewhere (see conftest)."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Contexte
from tests.browser.navigateur import MARQUES, aller, attendre
from tests.browser.observatoire_servi import Observatoire

pytestmark = MARQUES
PREMIERE_VISITE_O = 3_200_000
FILTRE_O = 60_000
CONTOURS_O = 700_000
"""The first map of intercommunalités brings their outlines, kept by the browser."""
PAGE_LEGERE_O = 60_000
FIGURES_O = 20_000
"""What the figures of 1,253 intercommunalités weigh at the least: a lighter message would not hold them."""


@dataclass
class Poids:
    """Bytes received, as they travel (compressed) for files, once unpacked for messages of the web socket."""

    octets: int = 0


@contextmanager
def peser(page: Page) -> Iterator[Poids]:
    """Weigh everything a tab receives."""
    poids, cdp = Poids(), page.context.new_cdp_session(page)

    def message(recu: dict) -> None:
        trame = recu["response"]
        poids.octets += len(
            base64.b64decode(trame["payloadData"]) if trame["opcode"] == 2 else trame["payloadData"].encode()
        )

    def fichier(fini: dict) -> None:
        poids.octets += int(fini["encodedDataLength"])

    cdp.on("Network.webSocketFrameReceived", message)
    cdp.on("Network.loadingFinished", fichier)
    cdp.send("Network.enable")
    yield poids
    cdp.detach()


@pytest.mark.parametrize("adresse", ["/", "/explorer", "/proposer"])
def test_premiere_visite(adresse: str, page: Page, servi: Observatoire) -> None:
    with peser(page) as poids:
        aller(page, servi.base + adresse)
        page.wait_for_load_state("networkidle")
    print(f"{adresse} : {poids.octets / 1e6:.2f} Mo")
    assert 100_000 < poids.octets <= PREMIERE_VISITE_O


def descendre(page: Page, departement: str) -> None:
    """Click a département: the map shows its intercommunalités."""
    page.locator(f'path.terre[data-id="departement-{departement}"]').click()
    page.wait_for_url(f"**territoire=departement-{departement}**")
    page.locator('path.terre[data-id^="epci-"]').first.wait_for(state="attached")
    attendre(page)


def test_un_filtre_coute_peu(page: Page, servi: Observatoire) -> None:
    """A filter chosen in its panel, then a département on the map; the outlines of intercommunalités come once."""
    departements = servi.base + "/explorer?carte=departement"
    aller(page, departements)
    page.get_by_role("button", name="Côté et mixité").click()
    choix = page.get_by_text("Travailleurs sociaux (", exact=False)
    choix.wait_for()
    with peser(page) as filtre:
        choix.click()
        page.wait_for_url("**cote=ts**")
        attendre(page)
    page.keyboard.press("Escape")
    with peser(page) as premiere:
        descendre(page, "35")
    page.get_by_role("button", name="France", exact=True).click()
    page.locator('path.terre[data-id^="region-"]').first.wait_for(state="attached")
    page.get_by_text("Départements", exact=True).click()
    page.locator('path.terre[data-id="departement-44"]').wait_for(state="attached")
    attendre(page)
    with peser(page) as suivante:
        descendre(page, "44")
    print(
        f"filtre : {filtre.octets} o, première descente : {premiere.octets} o, suivante : {suivante.octets} o"
    )
    assert 0 < filtre.octets <= FILTRE_O
    assert 0 < suivante.octets <= FILTRE_O
    assert premiere.octets <= CONTOURS_O


def test_un_taux_par_intercommunalite_coute_peu(page: Page, servi: Observatoire) -> None:
    """All the intercommunalités of the country from one rate to another: their outlines are there, only figures travel."""
    aller(page, servi.base + "/explorer?carte=epci&mesure=part_qpv")
    page.locator('path.terre[data-id^="epci-"]').first.wait_for(state="attached")
    attendre(page)
    with peser(page) as taux:
        page.get_by_role("combobox", name="Ce que mesure la carte").click()
        page.get_by_role("option", name="Revenu imposable par habitant").click()
        page.wait_for_url("**mesure=revenu_par_habitant**")
        attendre(page)
    page.get_by_role("button", name="Côté et mixité").click()
    choix = page.get_by_text("Travailleurs sociaux (", exact=False)
    choix.wait_for()
    with peser(page) as filtre:
        choix.click()
        page.wait_for_url("**cote=ts**")
        attendre(page)
    print(f"un taux pour un autre : {taux.octets} o, un filtre : {filtre.octets} o")
    assert FIGURES_O < taux.octets <= FILTRE_O
    assert 0 < filtre.octets <= FILTRE_O


def test_pages_legeres(contexte: Contexte, servi: Observatoire) -> None:
    """Without JavaScript, sheet and list are whole, and their HTML is small."""
    page = contexte(java_script_enabled=False).new_page()
    for adresse in (f"/fiche/{servi.noms['fiche']}", "/fiches"):
        reponse = page.goto(servi.base + adresse)
        assert reponse is not None
        assert reponse.ok
        assert page.locator("h1").count() == 1
        tailles = reponse.request.sizes()
        assert tailles["responseBodySize"] <= PAGE_LEGERE_O
