"""A local authority at work: compare three départements; write a diagnosis with both sides, sign it, see it fall."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from tests.browser.conftest import Contexte
from tests.browser.ecrans import se_connecter
from tests.browser.navigateur import MARQUES, aller, attendre
from tests.browser.observatoire_servi import MOT_DE_PASSE, Observatoire

pytestmark = MARQUES
ADRESSE = "/territoire?code=departement-78&onglet=diagnostic"
COTES = {
    "es": ("es@exemple.fr", "Alix Entreprend", "La Marmite solidaire", "Lecture des entrepreneurs sociaux"),
    "ts": ("ts@exemple.fr", "Sacha Accompagne", "Territoire d’action sociale", "Lecture du travail social"),
}


@pytest.fixture(scope="module")
def a_part(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observatoire]:
    """A server of its own, where a pratique is published; with one account for each side."""
    with Observatoire(tmp_path_factory.mktemp("diagnostic")) as lance:
        lance.creer_moderateur()
        for courriel, nom, *_ in COTES.values():
            lance.commande(
                *("compte", "creer", "--courriel", courriel, "--nom", nom, "--role", "contributeur"),
                saisie=f"{MOT_DE_PASSE}\n",
            )
        yield lance


# --- side by side ---


def ajouter(page: Page, saisie: str, nom: str) -> None:
    """Type a territory and choose it among those found, by keys."""
    champ = page.get_by_role("searchbox", name="Ajouter un territoire à comparer")
    champ.press_sequentially(saisie)
    bouton = page.get_by_role("button", name=nom)
    bouton.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Retirer {nom.partition(',')[0]}")).to_be_visible()
    attendre(page)


def colonnes(page: Page, titre: str) -> list[str]:
    """Return the names above the columns of a table."""
    tetes = page.get_by_role("region", name=titre, exact=True).get_by_role("columnheader")
    return [t.split("\n")[0] for t in tetes.all_inner_texts()[1:]]


def test_comparer_trois_departements(contexte: Contexte, servi: Observatoire) -> None:
    page = contexte().new_page()
    aller(page, f"{servi.base}/territoire?code=departement-78")
    page.get_by_role("link", name="Comparer", exact=True).click()
    expect(page.get_by_role("searchbox", name="Ajouter un territoire à comparer")).to_be_visible()
    attendre(page)
    ajouter(page, "hauts de seine", "Hauts-de-Seine (92), département")
    ajouter(page, "corse du s", "Corse-du-Sud (2A), département")
    trois = ["Yvelines (78)", "Hauts-de-Seine (92)", "Corse-du-Sud (2A)"]
    for titre in ("Population", "Pratiques racontées", "Zones blanches"):
        assert colonnes(page, titre) == trois
    lues = page.get_by_role("region", name="Population", exact=True).inner_text()
    with page.expect_download() as descente:
        page.get_by_role("button", name="Télécharger cette comparaison (CSV)").click()
    lignes = list(
        csv.DictReader(
            io.StringIO(Path(descente.value.path()).read_bytes().decode("utf-8-sig")), delimiter=";"
        )
    )
    assert list(dict.fromkeys(x["Territoire"] for x in lignes)) == trois
    autre = contexte(360, "dark").new_page()
    aller(autre, page.url)
    assert autre.get_by_role("region", name="Population", exact=True).inner_text().split() == lues.split()
    largeurs = autre.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
    assert largeurs[0] <= largeurs[1], "the tables scroll inside themselves"


# --- the shared diagnosis ---


def entrer(page: Page, base: str, cote: str, suite: str) -> None:
    """Sign in as one side, and arrive at the diagnosis."""
    aller(page, suite)
    page.get_by_role("link", name="Se connecter", exact=True).last.click()
    page.get_by_label("Courriel").fill(COTES[cote][0])
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/territoire?*onglet=diagnostic*")
    attendre(page)


def ecrire(page: Page, nom: str, texte: str) -> None:
    """Fill a text and leave it."""
    champ = page.get_by_role("textbox", name=nom)
    champ.fill(texte)
    champ.press("Tab")
    attendre(page)


def commencer(page: Page, base: str) -> str:
    """Open the diagnosis for the first side; return the link that invites the other one."""
    entrer(page, base, "es", base + ADRESSE)
    page.get_by_text("entrepreneurs sociaux", exact=True).click()
    page.get_by_role("textbox", name="Au nom de quelle structure").fill(COTES["es"][2])
    page.get_by_role("button", name="Ouvrir le diagnostic").click()
    expect(page.get_by_text("Le diagnostic est ouvert en brouillon")).to_be_visible()
    attendre(page)
    ecrire(page, "Lecture des entrepreneurs sociaux, Besoins", "Des locaux, et du temps pour se parler.")
    page.get_by_text("Inviter quelqu’un à écrire").click()
    page.get_by_role("button", name="Un lien pour le côté travail social").click()
    lien = page.get_by_test_id("stCode").locator("code")
    expect(lien).to_be_visible()
    return lien.inner_text().strip()


def rejoindre(page: Page, base: str, lien: str) -> None:
    """Take the other side's place and write."""
    entrer(page, base, "ts", lien)
    page.get_by_role("textbox", name="Au nom de quelle structure").fill(COTES["ts"][2])
    page.get_by_role("button", name="Prendre cette place").click()
    expect(page.get_by_text("Vous pouvez écrire la lecture de votre côté.")).to_be_visible()
    attendre(page)
    expect(page.get_by_text("Des locaux, et du temps pour se parler.")).to_be_visible()
    ecrire(page, "Lecture du travail social, Besoins", "Un logement d’abord.")
    ecrire(page, "Texte commun, Priorités", "Un lieu commun, ouvert le soir.")


def signer(page: Page, base: str, cote: str) -> None:
    """Read the document as it now is, and sign."""
    aller(page, base + ADRESSE)
    page.get_by_role("button", name=f"Signer pour le côté {cote}").click()
    expect(page.get_by_text("Votre côté a signé ce que vous venez de lire.")).to_be_visible()
    attendre(page)


def publier_une_pratique(page: Page, base: str, contribution: str) -> None:
    """Publish, as a moderator, a pratique of the département."""
    se_connecter(page, base)
    aller(page, f"{base}/moderation?contribution={contribution}")
    page.get_by_text("Publier", exact=True).first.click()
    attendre(page)
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("link", name="Voir la fiche publiée")).to_be_visible()


def papier(page: Page, adresse: str) -> str:
    """Return the text of the printed document."""
    octets = page.request.get(adresse + ".pdf").body()
    return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(octets)).pages).split())


def test_un_diagnostic_signe_tombe_quand_un_chiffre_change(contexte: Contexte, a_part: Observatoire) -> None:
    base = a_part.base
    es, ts, lecteur, moderation = (contexte().new_page() for _ in range(4))
    rejoindre(ts, base, commencer(es, base))
    ts.get_by_role("button", name="Ouvrir à la signature").click()
    expect(ts.get_by_text("Les chiffres sont figés et le document est public.")).to_be_visible()
    signer(es, base, "entrepreneurs sociaux")
    signer(ts, base, "travail social")
    aller(lecteur, base + ADRESSE)
    expect(lecteur.get_by_text("Signé des deux côtés")).to_be_visible()
    lecteur.get_by_role("link", name="Le document seul, à lire ou à imprimer").click()
    lecteur.wait_for_url("**/diagnostics/*")
    document = lecteur.url
    expect(lecteur.get_by_text("Un lieu commun, ouvert le soir.")).to_be_visible()
    assert "version antérieure" not in papier(lecteur, document)

    publier_une_pratique(moderation, base, a_part.noms["a_relire"])

    aller(lecteur, document)
    expect(lecteur.get_by_text("Signatures à reprendre")).to_be_visible()
    expect(lecteur.get_by_text("signé sur une version antérieure")).to_have_count(2)
    change = re.compile(r"Pratiques déclarées pour une partie du territoire\s: \d+\s→\s\d+\.")
    expect(lecteur.get_by_text(change).first).to_be_visible()
    assert "version antérieure" in papier(lecteur, document)
    aller(ts, base + ADRESSE)
    ts.get_by_role("button", name="Reprendre les chiffres du jour").click()
    expect(ts.get_by_text("Les chiffres sont ceux du jour. Relisez, puis signez.")).to_be_visible()
    signer(es, base, "entrepreneurs sociaux")
    signer(ts, base, "travail social")
    aller(lecteur, document)
    expect(lecteur.get_by_text("Signé des deux côtés")).to_be_visible()
