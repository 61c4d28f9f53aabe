"""Saved views in a real Chromium: kept, shared, opened by somebody without an account, renamed, deleted."""

import re
from typing import Any

from playwright.sync_api import Page, expect
from tests.browser.conftest import Contexte
from tests.browser.navigateur import MARQUES, Veille, aller
from tests.browser.observatoire_servi import Observatoire

pytestmark = MARQUES


def panneau(page: Page) -> None:
    """Open the panel."""
    page.get_by_role("button", name="Vues", exact=True).click()
    page.get_by_role("textbox", name="Nom de la vue affichée").wait_for()


def test_une_vue_se_garde_se_partage_et_s_oublie(
    contexte: Contexte, session: dict[str, Any], servi: Observatoire, veille: Veille
) -> None:
    veille.attendues.append("404")  # a view no longer shared, at the end
    page = contexte(storage_state=session).new_page()
    aller(page, f"{servi.base}/explorer?mixite=mixte&carte=departement")
    panneau(page)
    page.get_by_role("textbox", name="Nom de la vue affichée").fill("Nos alliances")
    page.get_by_role("button", name="Garder cette vue").click()
    page.get_by_text("Nos alliances", exact=True).click()
    page.get_by_role("button", name="Partager", exact=True).click()
    adresse = page.get_by_text(re.compile(r"/vue/[0-9a-f]{32}$")).inner_text()

    ailleurs = contexte().new_page()
    aller(ailleurs, servi.base + re.sub(r"^https?://[^/]+", "", adresse))
    expect(ailleurs.get_by_role("heading", name="Vue : Nos alliances", level=1)).to_be_visible()
    assert re.search(r"/explorer\?mixite=mixte&carte=departement&nommee=[0-9a-f]{32}$", ailleurs.url)
    ailleurs.get_by_role("button", name="Mixte", exact=True).click()
    ailleurs.wait_for_url(f"{servi.base}/explorer?carte=departement")
    expect(ailleurs.get_by_role("heading", name="Explorer les pratiques", level=1)).to_be_visible()

    reprendre = page.get_by_role("button", name="Ne plus partager", exact=True)
    expect(reprendre).to_have_count(1)
    reprendre.click()
    expect(page.get_by_role("button", name="Partager", exact=True)).to_have_count(1)
    reponse = ailleurs.goto(servi.base + re.sub(r"^https?://[^/]+", "", adresse))
    assert reponse is not None
    assert reponse.status == 404
    supprimer = page.get_by_role("button", name="Supprimer", exact=True)
    expect(supprimer).to_have_count(1)  # while the fold's name changes, the former is still there
    supprimer.click()
    expect(page.get_by_text("Vous n’avez encore gardé aucune vue.")).to_be_visible()
