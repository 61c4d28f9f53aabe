"""An ending told on a phone, without a name: read by moderation, shown nowhere, and the page of endings by keyboard."""

import re

from playwright.sync_api import Page, expect
from tests.browser.conftest import Contexte
from tests.browser.navigateur import MARQUES, aller, attendre
from tests.browser.observatoire_servi import Observatoire

pytestmark = MARQUES
TITRE = "Une cuisine que personne ne doit reconnaître"


def deposer_sans_nom(page: Page, servi: Observatoire) -> str:
    """Open the draft of an ending, retitle it, choose anonymity, deposit; return the secret link."""
    aller(page, servi.base + "/proposer?brouillon={jeton_fin}".format(**servi.noms))
    titre = page.get_by_role("textbox", name="Titre")
    titre.fill(TITRE)
    titre.press("Tab")
    attendre(page)
    page.get_by_text("Ce que cette fin enseigne (").click()
    manque = page.get_by_role("textbox", name="La condition qui a manqué")
    manque.fill("Un temps de lien payé des deux côtés.")
    manque.press("Tab")
    attendre(page)
    expect(manque).to_be_visible()
    page.get_by_text("Anonyme", exact=True).click()
    expect(page.get_by_text("Rien de ce que vous écrivez ne sera montré")).to_be_visible()
    page.get_by_role("button", name="Déposer", exact=True).click()
    expect(page.get_by_role("heading", name="C’est déposé, merci")).to_be_visible()
    return page.get_by_test_id("stCode").locator("code").inner_text().strip()


def accepter(page: Page, servi: Observatoire) -> None:
    """Read it and publish, as moderation."""
    aller(page, servi.base + "/moderation")
    page.get_by_role("link", name=TITRE).first.click()
    expect(page.get_by_role("heading", name=TITRE, level=1)).to_be_visible()
    attendre(page)
    expect(page.get_by_text("Publication anonyme").first).to_be_visible()
    page.get_by_text("Publier", exact=True).first.click()
    attendre(page)
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("rien n’en est montré")).to_be_visible()
    expect(page.get_by_role("link", name="Voir la fiche publiée")).to_have_count(0)


def test_une_fin_sans_nom_se_raconte_sur_un_telephone_et_ne_se_montre_nulle_part(
    contexte: Contexte, servi: Observatoire, session: dict[str, object]
) -> None:
    auteur = contexte(largeur=360).new_page()
    lien = deposer_sans_nom(auteur, servi)
    accepter(contexte(storage_state=session).new_page(), servi)
    aller(auteur, lien)
    expect(auteur.get_by_text("rien d’elle n’est montré")).to_be_visible()
    expect(auteur.get_by_role("link", name="Voir la fiche publiée")).to_have_count(0)
    aller(auteur, f"{servi.base}/explorer?q=reconnaître")
    expect(auteur.get_by_text(TITRE)).to_have_count(0)


def test_la_page_des_fins_tient_sur_un_telephone_et_ses_tableaux_se_parcourent_au_clavier(
    contexte: Contexte, servi: Observatoire
) -> None:
    page = contexte(largeur=360).new_page()
    aller(page, servi.base + "/fins")
    expect(page.get_by_role("heading", name="Ce que les fins enseignent", level=1)).to_be_visible()
    deborde = page.evaluate(
        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert not deborde
    tableau = page.get_by_role("region", name=re.compile("Par thème"))
    tableau.focus()
    expect(tableau).to_be_focused()
