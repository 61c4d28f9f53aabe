"""Three days of moderation in a real browser: deposits closed then open again, a messy file imported, an amendment accepted."""

import csv
import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Contexte
from tests.browser.ecrans import se_connecter
from tests.browser.navigateur import MARQUES, aller, attendre
from tests.browser.observatoire_servi import Observatoire
from tests.browser.test_parcours import ecrire, telecharger
from tests.factories_importation import en_csv, ligne

pytestmark = MARQUES
RAISON = "Des envois automatiques arrivent en nombre."
AVANT, APRES = "Une cuisine partagée au centre social", "Une cuisine partagée, ouverte aussi le soir"


@pytest.fixture(scope="module")
def a_moderer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observatoire]:
    """A server of its own: what closes here closes for nobody else."""
    with Observatoire(tmp_path_factory.mktemp("moderer")) as lance:
        lance.creer_moderateur()
        yield lance


def test_deposits_close_and_open_again_without_losing_a_draft(
    contexte: Contexte, a_moderer: Observatoire
) -> None:
    auteur, moderation = contexte(360).new_page(), contexte().new_page()
    se_connecter(moderation, a_moderer.base)
    moderation.get_by_text("Fermer les dépôts pour un temps").click()
    ecrire(moderation, "Raison, lue par ceux qui viennent déposer", RAISON)
    moderation.get_by_role("button", name="Fermer les dépôts", exact=True).click()
    expect(moderation.get_by_role("button", name="Rouvrir les dépôts")).to_be_visible()

    brouillon = f"{a_moderer.base}/proposer?brouillon={a_moderer.noms['jeton_brouillon']}"
    aller(auteur, brouillon)
    expect(auteur.get_by_text("Les dépôts sont fermés depuis le")).to_contain_text(RAISON)
    assert auteur.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    auteur.get_by_role("button", name="Déposer", exact=True).click()
    expect(auteur.get_by_text("Les dépôts sont fermés pour le moment").first).to_be_visible()
    attendre(auteur)
    expect(auteur.get_by_role("textbox", name="Titre")).to_have_value(AVANT)

    moderation.get_by_role("button", name="Rouvrir les dépôts").click()
    expect(moderation.get_by_role("button", name="Rouvrir les dépôts")).to_be_hidden()
    aller(auteur, brouillon)
    expect(auteur.get_by_text("Les dépôts sont fermés")).to_have_count(0)
    auteur.get_by_role("button", name="Déposer", exact=True).click()
    expect(auteur.get_by_role("heading", name="C’est déposé, merci")).to_be_visible()


def deposer(page: Page, nom: str, contenu: bytes) -> None:
    """Give a file to the import screen, and wait until it says what it would do."""
    fichier = {"name": nom, "mimeType": "text/csv", "buffer": contenu}
    page.locator("input[type=file]").set_input_files([fichier])
    expect(page.get_by_role("heading", name="Ce que fera ce fichier")).to_be_visible()
    attendre(page)


def corriger(fichier: bytes) -> bytes:
    """Return the file of wrong rows with each proposal written in its cell, as a person would."""
    lignes = list(csv.DictReader(io.StringIO(fichier.decode("utf-8-sig")), delimiter=";"))
    for x in lignes:
        for proposition in x["proposition"].split(" · "):
            colonne, _, valeur = proposition.partition("\u00a0: ")
            x[colonne] = valeur
    sortie = io.StringIO()
    ecriture = csv.DictWriter(sortie, lignes[0], delimiter=";")
    ecriture.writeheader()
    ecriture.writerows(lignes)
    return sortie.getvalue().encode()


def test_a_messy_file_is_imported_corrected_imported_again_and_undone(
    contexte: Contexte, a_moderer: Observatoire
) -> None:
    page = contexte().new_page()
    se_connecter(page, a_moderer.base, "/importer?sorte=pratiques")
    titre = "Un verger partagé entre le foyer et la ferme"
    lignes = [ligne(n, titre=f"{titre} {n}") for n in range(1, 5)]
    lignes[1] |= {"forme": "lieu partajé"}
    lignes[3] |= {"cote_2": "tss", "activite": "activ"}
    deposer(page, "verger.csv", en_csv(lignes, codage="cp1252"))
    expect(page.get_by_text("2 lignes justes, 2 lignes à corriger")).to_be_visible()
    expect(page.get_by_text("vouliez-vous dire").first).to_be_visible()
    a_corriger = telecharger(page, "Télécharger les lignes à corriger")
    page.get_by_role("button", name="Enregistrer les lignes justes").click()
    expect(page.get_by_text("2 pratiques déposées")).to_be_visible()
    attendre(page)

    deposer(page, "a-corriger.csv", corriger(a_corriger))
    expect(page.get_by_text("2 lignes justes, 0 ligne à corriger")).to_be_visible()
    page.get_by_role("button", name="Enregistrer ce fichier").click()
    expect(page.get_by_text("(2 en attente, 0 décidée)")).to_have_count(2)
    attendre(page)

    page.get_by_role("button", name="Annuler cet import").first.click()
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_text("(2 en attente, 0 décidée)")).to_have_count(1)
    expect(page.get_by_text("(annulé)")).to_have_count(1)


def test_the_published_version_stays_until_its_amendment_is_accepted(
    contexte: Contexte, a_moderer: Observatoire
) -> None:
    auteur, lecteur, moderation = contexte(360).new_page(), contexte(360).new_page(), contexte().new_page()
    fiche = f"{a_moderer.base}/fiche/{a_moderer.noms['publiee']}"
    aller(auteur, f"{a_moderer.base}/proposer?pratique={a_moderer.noms['publiee']}")
    expect(auteur.get_by_role("heading", name="Proposer une modification")).to_be_visible()
    ecrire(auteur, "Titre", APRES)
    auteur.wait_for_url("**brouillon=**")
    aller(auteur, auteur.url)  # comes back to the draft: who deposits at once is asked to read it again
    expect(auteur.get_by_role("textbox", name="Titre")).to_have_value(APRES)
    auteur.get_by_role("button", name="Déposer", exact=True).click()
    expect(auteur.get_by_role("heading", name="C’est déposé, merci")).to_be_visible()
    aller(lecteur, fiche)
    expect(lecteur.get_by_role("heading", level=1)).to_have_text(AVANT)

    se_connecter(moderation, a_moderer.base)
    moderation.get_by_role("link", name=APRES).first.click()
    expect(moderation.get_by_role("heading", name="Ce que cette modification changerait")).to_be_visible()
    attendre(moderation)
    moderation.get_by_text("Publier", exact=True).first.click()
    attendre(moderation)
    moderation.get_by_role("button", name="Publier").click()
    expect(moderation.get_by_role("link", name="Voir la fiche publiée")).to_be_visible()
    aller(lecteur, fiche)
    expect(lecteur.get_by_role("heading", level=1)).to_have_text(APRES)
