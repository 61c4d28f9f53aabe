"""`/diagnostics/{id}` and its PDF: who may read, what is said, and what hostile texts become."""

import io
import re
from html import unescape

import pytest
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.factories_comptes import MOT_DE_PASSE, un_compte
from tests.factories_diagnostics import (
    ES,
    MODERATION,
    NOMS,
    TS,
    a_signer,
    brouillon,
    signe,
    une_alliance,
    vue,
)
from tests.factories_publication import peupler

from observatoire import diagnostics
from observatoire.api import ROUTES as API
from observatoire.comptes.connexion import connecter
from observatoire.store import Store
from observatoire.web.legeres import ROUTES
from observatoire.web.session import NOM_COOKIE

HOSTILES = (
    "<script>alert(1)</script>",
    '#import "x"',
    "$ \\input{/etc/passwd} $",
    "*gras* _italique_ @label",
    "😀",
)


@pytest.fixture
def client(store: Store) -> TestClient:
    peupler()
    return TestClient(Starlette(routes=ROUTES))


def texte(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def lire_pdf(octets: bytes) -> tuple[PdfReader, str]:
    lu = PdfReader(io.BytesIO(octets))
    return lu, " ".join(" ".join(p.extract_text() for p in lu.pages).split())


def test_la_page_du_territoire_et_le_document_menent_l_un_a_l_autre(client: TestClient) -> None:
    ici, voisin = "/territoires/departement-75", "/territoires/region-11"
    d = brouillon()
    assert "Diagnostic partagé" not in client.get(ici).text, "a draft is not told"
    d = diagnostics.ouvrir_signature(TS, d.id)
    page = client.get(ici).text
    assert f'href="/diagnostics/{d.id}"' in page
    assert f"Écrit par {NOMS['es']} et {NOMS['ts']}" in page
    assert f"/diagnostics/{d.id}" not in client.get(voisin).text, "that of a part is not its own"
    document = client.get(f"/diagnostics/{d.id}").text
    assert f'<a href="{ici}">' in document
    assert f'type="application/json" href="/api/v1/diagnostics/{d.id}"' in document
    diagnostics.retirer(MODERATION, d.id)
    assert "Diagnostic partagé" not in client.get(ici).text


@pytest.mark.parametrize("suffixe", ["", ".pdf"])
def test_un_brouillon_n_est_pas_public(client: TestClient, suffixe: str) -> None:
    d = brouillon()
    refuse = client.get(f"/diagnostics/{d.id}{suffixe}")
    assert refuse.status_code == 404
    assert "brouillon" in refuse.text
    for inconnu in ("inconnu", "%00", "x" * 500, "<script>"):
        assert client.get(f"/diagnostics/{inconnu}{suffixe}").status_code == 404


@pytest.mark.parametrize("suffixe", ["", ".pdf"])
def test_qui_l_ecrit_lit_le_brouillon_et_personne_ne_le_garde(client: TestClient, suffixe: str) -> None:
    compte = un_compte("contributeur")
    d = diagnostics.ouvrir(compte.personne, "departement-75", "es", NOMS["es"])
    client.cookies.set(NOM_COOKIE, connecter(compte.email, MOT_DE_PASSE))
    lu = client.get(f"/diagnostics/{d.id}{suffixe}")
    assert lu.status_code == 200
    assert lu.headers["cache-control"] == "private, no-store"
    client.cookies.clear()
    assert client.get(f"/diagnostics/{d.id}{suffixe}").status_code == 404, "not even from memory"


def test_le_document_dit_les_deux_lectures_et_les_signatures(client: TestClient) -> None:
    d = signe()
    lu = client.get(f"/diagnostics/{d.id}")
    dit = texte(lu.text)
    assert "<script" not in lu.text
    assert "Signé des deux côtés" in dit
    assert "Côté entrepreneurs sociaux : signé le" in dit
    assert f"au nom de {NOMS['es']}" in dit
    assert f"au nom de {NOMS['ts']}" in dit
    assert vue(d.id).empreinte in lu.text
    assert "<p>Un logement d’abord.</p><p>Puis le reste.</p>" in lu.text
    assert lu.text.index("Des locaux, et du temps") < lu.text.index("Un logement d’abord.")
    assert "Rien n’est encore écrit." in dit
    assert "ne recueille pas encore la voix" in dit
    for nom in (ES.nom, TS.nom, ES.id, TS.id):
        assert str(nom) not in lu.text, "organisations sign, persons are not named"


def test_une_pratique_publiee_fait_tomber_la_signature_sur_la_page_et_le_papier(client: TestClient) -> None:
    d = signe()
    assert "version antérieure" not in client.get(f"/diagnostics/{d.id}").text
    une_alliance()
    dit = texte(client.get(f"/diagnostics/{d.id}").text)
    assert "Signatures à reprendre" in dit
    assert dit.count("signé sur une version antérieure") == 2
    assert "Alliances en cours : 0 → 1." in dit
    papier = lire_pdf(client.get(f"/diagnostics/{d.id}.pdf").content)[1]
    assert papier.count("signé sur une version antérieure") == 2
    assert "Alliances en cours : 0 → 1." in papier
    diagnostics.retirer(MODERATION, d.id)
    assert client.get(f"/diagnostics/{d.id}").status_code == 404


def test_le_papier_est_balise_et_dit_la_meme_chose(client: TestClient) -> None:
    une_alliance()
    d = a_signer()
    reponse = client.get(f"/diagnostics/{d.id}.pdf")
    assert reponse.headers["content-type"] == "application/pdf"
    lu, papier = lire_pdf(reponse.content)
    assert lu.trailer["/Root"]["/Lang"] == "fr-FR"
    assert "/StructTreeRoot" in lu.trailer["/Root"]
    assert lu.metadata is not None
    assert lu.metadata.title == "Diagnostic partagé, Paris (75)"
    assert b"pdfuaid" in reponse.content or "pdfuaid" in str(
        lu.xmp_metadata and lu.trailer["/Root"]["/Metadata"].get_data()
    )
    v = vue(d.id)
    assert v.empreinte in papier.replace(" ", "")
    for attendu in (
        "Besoins",
        "Un logement d’abord.",
        "Ouvrir un lieu commun.",
        "Une alliance neuve",
        "Vélos & Cie",
        "Mobilité",
        "Alliance",
    ):
        assert attendu in papier, attendu
    assert client.get(f"/diagnostics/{d.id}.pdf").content == reponse.content


def test_un_texte_piege_reste_un_texte(client: TestClient) -> None:
    d = a_signer()
    for rang, piege in enumerate(HOSTILES):
        diagnostics.enregistrer(ES, d.id, ("voix", "es"), f"{piege} fin", rang)
        page = client.get(f"/diagnostics/{d.id}")
        assert "<script" not in page.text
        papier = client.get(f"/diagnostics/{d.id}.pdf")
        assert papier.status_code == 200, piege
        lu, dit = lire_pdf(papier.content)
        if piege.isascii():
            assert "".join(piege.split()) in "".join(dit.split()), piege
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(lu.trailer["/Root"])


def test_le_portrait_du_document_est_celui_de_l_api(store_complet: Store) -> None:
    """Every figure of the real indicators, read in the table of the page, is that of the API, rounded to what it shows."""
    client = TestClient(Starlette(routes=[*API, *ROUTES]))
    d = a_signer("departement-69")
    chiffres = client.get(f"/api/v1/diagnostics/{d.id}").json()["chiffres"]
    portrait, reperes = chiffres["portrait"], [r["id"] for r in chiffres["reperes"]]
    tableau = re.search(r"<h2>Portrait</h2>.*?<tbody>(.*?)</tbody>", client.get(f"/diagnostics/{d.id}").text)
    assert tableau is not None
    rangees = re.findall(r'<tr><th scope="row">(.*?)<small>.*?</th>(.*?)</tr>', tableau[1])
    assert [unescape(nom) for nom, _ in rangees] == [m["libelle"] for m in portrait]
    assert len(rangees) == 17
    for (_, cases), m in zip(rangees, portrait, strict=True):
        valeurs = [m["ici"], *(m["reperes"][r] for r in reperes)]
        lues = [nombre_lu(c) for c in re.findall(r"<td[^>]*>(.*?)</td>", cases)]
        attendues = [v and pytest.approx(v["valeur"], abs=0.51 * 10 ** -m["decimales"]) for v in valeurs]
        assert lues == attendues, m["code"]


def nombre_lu(cellule: str) -> float | None:
    """Return the number of a cell: « 1 912 345 », « 12,3 % », « 4 (2021) »; None when it is not available."""
    chiffres = re.sub(r"\(\d{4}\)|[\s%]", "", cellule)
    return None if chiffres == "nondisponible" else float(chiffres.replace(",", ".").replace("−", "-"))


def test_un_changement_n_est_dit_qu_une_fois(client: TestClient) -> None:
    """A document that nobody signed tells what changed by itself; signatures that fell tell it otherwise."""
    d = a_signer()
    une_alliance()
    assert "Depuis, des chiffres ont changé" in texte(client.get(f"/diagnostics/{d.id}").text)
    diagnostics.actualiser(ES, d.id)
    for qui in (ES, TS):
        diagnostics.signer(qui, d.id, vue(d.id).empreinte)
    une_alliance("encore")
    dit = texte(client.get(f"/diagnostics/{d.id}").text)
    assert "Depuis, des chiffres ont changé" not in dit
    assert dit.count("Alliances en cours : 1 → 2.") == 2
