"""On a phone: two partners confirm, one refuses; the sheet says so, and nothing public names who refused."""

import re

import httpx2
from playwright.sync_api import Page, expect
from tests.browser.conftest import Contexte
from tests.browser.navigateur import MARQUES, aller, attendre
from tests.browser.observatoire_servi import Observatoire
from tests.factories_confirmations import DISCRETE, MARMITE, TILLEULS

pytestmark = MARQUES


def creer_les_liens(page: Page, servi: Observatoire) -> list[str]:
    """Make a link for each of the three partners, from the follow-up of the contribution; return the addresses."""
    aller(page, servi.base + "/suivi?jeton={jeton_trois}".format(**servi.noms))
    expect(page.get_by_role("heading", name="Faire confirmer par les partenaires")).to_be_visible()
    montres = page.get_by_test_id("stCode")
    for rang in range(3):
        page.get_by_role("button", name=re.compile("^Créer (son|un autre) lien$")).nth(rang).click()
        expect(montres).to_have_count(rang + 1)
        attendre(page)
    return [montres.nth(rang).locator("code").inner_text().strip() for rang in range(3)]


def sans_deborder(page: Page) -> None:
    """Nothing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_two_partners_confirm_one_refuses(contexte: Contexte, servi: Observatoire) -> None:
    auteur = contexte(360).new_page()
    marmite, tilleuls, discrete = creer_les_liens(auteur, servi)
    assert len({marmite, tilleuls, discrete}) == 3

    partenaire = contexte(360).new_page()
    partenaire.goto(servi.base + marmite[marmite.index("/confirmer/") :])
    expect(partenaire.get_by_role("heading", name=MARMITE)).to_be_visible()
    sans_deborder(partenaire)
    partenaire.get_by_role("button", name="Oui, nous y prenons part").click()
    expect(partenaire.get_by_role("heading", name="Merci, c’est confirmé")).to_be_visible()

    partenaire.goto(servi.base + tilleuls[tilleuls.index("/confirmer/") :])
    expect(partenaire.get_by_role("heading", name=TILLEULS)).to_be_visible()
    partenaire.get_by_label("Votre rôle").select_option(label="Hébergeur")
    partenaire.get_by_label("Bénévoles").check()
    partenaire.get_by_role("button", name="Oui, nous y prenons part").click()
    expect(partenaire.get_by_role("heading", name="Merci, c’est confirmé")).to_be_visible()

    partenaire.goto(servi.base + discrete[discrete.index("/confirmer/") :])
    partenaire.get_by_role("button", name="Non, ne pas nous citer").click()
    expect(partenaire.get_by_role("heading", name="vous n’êtes plus cité")).to_be_visible()
    sans_deborder(partenaire)

    lecteur = contexte(360).new_page()
    aller(lecteur, f"{servi.base}/pratique?id={servi.noms['trois']}")
    expect(lecteur.get_by_text("Confirmée par 2\u00a0partenaires sur\u00a03").first).to_be_visible()
    corps = lecteur.locator("body").inner_text()
    assert "zéphyrine" not in corps.lower()
    assert "zephyrine" not in corps.lower()
    ici = servi.noms["trois"]
    for sortie in (
        f"/fiche/{ici}",
        f"/api/v1/pratiques/{ici}",
        "/api/v1/pratiques?format=csv",
        "/api/v1/pratiques?format=geojson",
        f"/fiches?q={MARMITE}",
    ):
        texte = httpx2.get(servi.base + sortie, timeout=60).raise_for_status().text
        assert not re.search("z[eé]phyrine[ -]entraide", texte, re.IGNORECASE), sortie
    trouvees = httpx2.get(f"{servi.base}/api/v1/pratiques", params={"q": DISCRETE}, timeout=60).json()[
        "donnees"
    ]
    assert ici not in [p["id"] for p in trouvees]
    aller(auteur, servi.base + "/suivi?jeton={jeton_trois}".format(**servi.noms))
    expect(auteur.get_by_text("A refusé, n’est plus cité")).to_be_visible()
