"""The whole journey in a real browser: look, filter, open, download, propose, be read, correct, be published."""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import openpyxl
from playwright.sync_api import Page, expect
from tests.browser.conftest import Contexte
from tests.browser.ecrans import se_connecter
from tests.browser.navigateur import MARQUES, aller, attendre
from tests.browser.observatoire_servi import Observatoire
from tests.factories_pieces import photo

pytestmark = MARQUES
TITRE = "Un atelier vélo entre la régie et le CCAS"
RESUME = "Une régie de quartier et le centre communal d’action sociale réparent des vélos avec les habitants."
RECIT = (
    "La régie de quartier avait un local, le CCAS connaissait des habitants sans moyen de transport. "
    "Ensemble, ils ont ouvert un atelier où chacun apprend à réparer son vélo."
)
PARTENAIRES = (
    ("Régie de quartier des Musiciens", "Entrepreneurs sociaux", "Porteur"),
    ("CCAS des Mureaux", "Travailleurs sociaux", "Co-porteur"),
)
RAISON = "Pouvez-vous préciser qui anime l’atelier, et combien de fois par mois ?"
MONTRE = "Deux personnes réparent la roue d’un vélo"
AJOUT = " Deux salariés de la régie et une travailleuse sociale l’animent, quatre fois par mois."


def compte(page: Page) -> int:
    """Return how many pratiques the explorer says it shows."""
    annonce = page.get_by_role("status").filter(has_text=re.compile(r"\d+\s+pratiques?")).first
    return int(re.sub(r"\D", "", re.match(r"[\d\s]+", annonce.inner_text()).group()))


def chercher(page: Page, mots: str) -> None:
    """Ask the explorer for words only, and wait for their answer."""
    tout = page.get_by_role("button", name="Tout effacer").first
    if tout.is_visible():
        tout.click()
        expect(tout).to_be_hidden()
        attendre(page)
    page.get_by_role("searchbox", name="Chercher dans les pratiques").fill(mots)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"«\u00a0{mots}\u00a0»")).to_be_visible()
    attendre(page)


def ecrire(page: Page, nom: str, texte: str, rang: int = 0) -> None:
    """Fill a field and leave it, as the tab key does."""
    champ = page.get_by_role("textbox", name=nom).nth(rang)
    champ.fill(texte)
    champ.press("Tab")
    attendre(page)


def choisir(page: Page, nom: str, option: str, rang: int = 0, *, plusieurs: bool = False) -> None:
    """Choose in a list, found by its label, by typing the option; a list of several choices stays open."""
    # An open list hides the rest of the page from roles: the field is not looked for twice.
    page.get_by_role("combobox", name=nom).nth(rang).click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option, exact=True).click()
    if plusieurs:
        page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    attendre(page)


def filtrer(page: Page) -> None:
    """Keep the mixed alliances: the list holds as many as the panel announced."""
    avant = compte(page)
    page.get_by_role("button", name="Côté et mixité").click()
    choix = page.get_by_text(re.compile(r"^Mixte \(\d+\)$"))
    annonce = int(re.sub(r"\D", "", choix.inner_text()))
    choix.click()
    page.wait_for_url("**mixite=mixte**")
    attendre(page)
    page.keyboard.press("Escape")
    assert compte(page) == annonce < avant


def cliquer_un_departement(page: Page) -> None:
    """Click Ille-et-Vilaine on the map: the list holds as many pratiques as the map said."""
    page.get_by_text("Départements", exact=True).click()
    page.wait_for_url("**carte=departement**")
    attendre(page)
    departement = page.locator('path.terre[data-id="departement-35"]')
    expect(departement).to_have_attribute("aria-label", re.compile("pratique"))
    dit = departement.get_attribute("aria-label")
    departement.click()
    page.wait_for_url("**territoire=departement-35**")
    attendre(page)
    trouvees = compte(page)
    assert dit == f"Ille-et-Vilaine\u00a0: {trouvees} pratique{'s' if trouvees > 1 else ''}"


def ouvrir_la_fiche(page: Page, titre: str) -> None:
    """Follow the card of a title to its sheet."""
    page.get_by_role("link", name=titre, exact=True).click()
    page.wait_for_url("**/pratique?id=*")
    expect(page.get_by_role("heading", name=titre, level=1)).to_be_visible()
    attendre(page)


def telecharger(page: Page, libelle: str) -> bytes:
    """Return the file that a button gives."""
    with page.expect_download() as descente:
        page.get_by_role("button", name=libelle).click()
    return Path(descente.value.path()).read_bytes()


def verifier_les_fichiers(page: Page, *, contient: str) -> None:
    """Download what is shown in three formats: each holds as many pratiques as the page says."""
    attendu = compte(page)
    page.get_by_role("button", name="Télécharger").click()
    lignes = list(
        csv.reader(io.StringIO(telecharger(page, "CSV pour tableur").decode("utf-8-sig")), delimiter=";")
    )
    classeur = openpyxl.load_workbook(io.BytesIO(telecharger(page, "Classeur Excel")), read_only=True)
    geojson = json.loads(telecharger(page, "GeoJSON"))
    page.keyboard.press("Escape")
    titres = [ligne[lignes[0].index("Titre")] for ligne in lignes[1:]]
    feuille = list(classeur.worksheets[0].iter_rows(values_only=True))
    assert (len(titres), len(feuille) - 1, len(geojson["features"])) == (attendu, attendu, attendu)
    assert contient in titres
    assert contient in feuille[1 + titres.index(contient)]
    assert contient in [f["properties"]["titre"] for f in geojson["features"]]


def explorer(page: Page, servi: Observatoire) -> None:
    """Arrive, filter, click the map, open two sheets of the report's subjects, download."""
    aller(page, servi.base + "/")
    page.get_by_role("link", name="Explorer", exact=True).click()
    page.wait_for_url("**/explorer*")
    attendre(page)
    filtrer(page)
    cliquer_un_departement(page)
    chercher(page, "PTCE des Mureaux")
    ouvrir_la_fiche(page, "PTCE des Mureaux")
    page.go_back()
    attendre(page)
    chercher(page, "territoire zéro chômeur de longue durée")
    titre = page.get_by_role("link", name=re.compile("TZCLD")).first.inner_text()
    verifier_les_fichiers(page, contient=titre)
    ouvrir_la_fiche(page, titre)


def proposer(page: Page, servi: Observatoire) -> str:
    """Fill the form and deposit; return the secret link."""
    aller(page, servi.base + "/")
    page.get_by_role("link", name="Proposer une pratique").click()
    page.wait_for_url("**/proposer*")
    attendre(page)
    ecrire(page, "Titre", TITRE)
    ecrire(page, "En deux phrases", RESUME)
    ecrire(page, "Ce qui a été fait", RECIT)
    choisir(page, "Forme de la collaboration", "Lieu partagé")
    choisir(page, "Ce que vous cherchiez", "Construire des actions ensemble", plusieurs=True)
    choisir(page, "Personnes concernées", "Familles", plusieurs=True)
    for rang, (nom, cote, role) in enumerate(PARTENAIRES):
        ecrire(page, "nom de la structure", nom, rang)
        choisir(page, "Son côté, ici", cote, rang)
        choisir(page, "Son rôle", role, rang)
    page.get_by_role("radio", name="Locale").click()
    page.get_by_role("searchbox", name=re.compile("tapez les premières lettres")).press_sequentially(
        "les mur"
    )
    page.get_by_role("button", name=re.compile("Les Mureaux")).click()
    attendre(page)
    choisir(page, "Aujourd’hui", "Active")
    joindre_une_photo(page)
    expect(page.get_by_text("Tout y est")).to_be_visible()
    page.get_by_role("button", name="Déposer").click()
    expect(page.get_by_role("heading", name="C’est déposé, merci")).to_be_visible()
    return page.get_by_test_id("stCode").locator("code").inner_text().strip()


def joindre_une_photo(page: Page) -> None:
    """Join a photo, see it, and say what must be said of it."""
    page.get_by_text("Photos, documents, page à lire").click()
    fichier = {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": photo((640, 480))}
    page.locator("input[type=file]").set_input_files([fichier])
    expect(page.get_by_role("img", name="Photo 1")).to_be_visible()
    attendre(page)
    ecrire(page, "Photo 1 : ce qu’elle montre", MONTRE)
    ecrire(page, "Crédit", "Régie de quartier des Musiciens")
    page.get_by_text("Les personnes reconnaissables sont d’accord").click()
    attendre(page)


def voir_la_photo(page: Page) -> None:
    """See the photo, loaded."""
    image = page.get_by_role("img", name=MONTRE)
    image.scroll_into_view_if_needed()
    page.wait_for_function("(i) => i.complete && i.naturalWidth > 0", arg=image.element_handle())


def ouvrir_a_relire(page: Page) -> None:
    """Open the contribution from the queue."""
    page.get_by_role("link", name="Modération", exact=True).first.click()
    page.get_by_role("link", name=TITRE).first.click()
    expect(page.get_by_role("heading", name=TITRE, level=1)).to_be_visible()
    attendre(page)


def demander_une_correction(page: Page, servi: Observatoire) -> None:
    """Sign in, read, and ask the author for a correction."""
    se_connecter(page, servi.base)
    ouvrir_a_relire(page)
    page.get_by_text("Demander une correction", exact=True).click()
    page.get_by_role("textbox", name="Raison, lue par l’auteur").fill(RAISON)
    page.keyboard.press("Tab")
    attendre(page)
    page.get_by_role("button", name="Demander une correction").click()
    expect(page.get_by_text("est envoyée")).to_be_visible()


def corriger(page: Page, lien: str) -> None:
    """Read the reason by the secret link, correct, deposit again."""
    aller(page, lien)
    expect(page.get_by_text(RAISON).first).to_be_visible()
    ecrire(page, "Ce qui a été fait", RECIT + AJOUT)
    page.get_by_role("button", name="Déposer à nouveau").click()
    expect(page.get_by_text("En attente de relecture")).to_be_visible()


def publier(page: Page) -> str:
    """See what changed and publish; return the identifier of the sheet."""
    ouvrir_a_relire(page)
    voir_la_photo(page)
    expect(
        page.get_by_role("heading", name="Ce qui a changé depuis la demande de correction")
    ).to_be_visible()
    page.get_by_text("Publier", exact=True).first.click()
    attendre(page)
    page.get_by_role("button", name="Publier").click()
    vers_la_fiche = page.get_by_role("link", name="Voir la fiche publiée")
    vers_la_fiche.click()
    page.wait_for_url("**/pratique?id=*")
    attendre(page)
    voir_la_photo(page)
    return parse_qs(urlsplit(page.url).query)["id"][0]


def voir_partout(page: Page, servi: Observatoire, identifiant: str) -> None:
    """Find it on the map, in the list, in the files, as a light page and by the API."""
    aller(page, f"{servi.base}/explorer")
    chercher(page, "atelier vélo")
    expect(page.get_by_role("link", name=TITRE)).to_be_visible()
    expect(page.locator('.signe[data-id="commune-78440"]')).to_be_visible()
    verifier_les_fichiers(page, contient=TITRE)
    page.goto(f"{servi.base}/fiche/{identifiant}")
    expect(page.get_by_role("heading", name=TITRE, level=1)).to_be_visible()
    expect(page.get_by_text(AJOUT.strip())).to_be_visible()
    voir_la_photo(page)
    lue = httpx2.get(f"{servi.base}/api/v1/pratiques/{identifiant}", timeout=30).raise_for_status().json()
    assert (lue["titre"], lue["mixite"], lue["origine"]) == (TITRE, "mixte", "contribution")


def test_du_premier_regard_a_la_publication(contexte: Contexte, servi: Observatoire) -> None:
    auteur, moderation = contexte().new_page(), contexte().new_page()
    explorer(auteur, servi)
    lien = proposer(auteur, servi)
    demander_une_correction(moderation, servi)
    corriger(auteur, lien)
    identifiant = publier(moderation)
    voir_partout(auteur, servi, identifiant)
