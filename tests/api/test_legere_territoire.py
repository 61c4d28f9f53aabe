"""The light page of a territory, its search and its file: readable without JavaScript, no inline style, the same figures."""

import csv
import io
import re
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from observatoire import indicateurs
from observatoire.store import lire
from observatoire.territoires import obtenir
from observatoire.web.legeres import ROUTES

pytestmark = pytest.mark.usefixtures("store_complet")


def client() -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


def mots(texte: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", texte)).split())


@pytest.mark.parametrize(
    "territoire",
    ["commune-78440", "epci-200059889", "departement-2A", "region-11", "pays-FR", "commune-98818"],
)
def test_la_page_legere(territoire: str) -> None:
    reponse = client().get(f"/territoires/{territoire}")
    assert reponse.status_code == 200
    page = reponse.text
    with lire() as cur:
        ici = obtenir(cur, territoire)
    assert f"<h1>{ici.libelle}</h1>".replace("'", "&#39;") in page
    assert page.count("<h1") == 1
    assert "<script" not in page
    assert not re.search(r'\sstyle="', page), "the policy of light pages allows no inline style"
    assert page.count("Ce qu’il ne dit pas.") == 17
    assert f'href="/territoire?code={territoire}"' in page
    assert "script-src" not in reponse.headers["content-security-policy"]


@pytest.mark.parametrize(
    "territoire",
    ["commune-75056", "commune-98818", "epci-200054781", "departement-69", "departement-59", "region-84", "pays-FR"],
)  # fmt: skip
def test_la_page_legere_reste_legere(territoire: str) -> None:
    """The fullest of each level, as they are sent (compressed): far under the 60 kB that a change may cost."""
    reponse = client().get(f"/territoires/{territoire}")
    assert reponse.headers["content-encoding"] == "gzip"
    assert 2_000 < int(reponse.headers["content-length"]) <= 20_000


def test_les_ancetres_et_les_listes_menent_aux_pages_legeres() -> None:
    page = client().get("/territoires/departement-78").text
    assert 'href="/territoires/region-11"' in page
    assert "Déclarées pour une partie de ce territoire\u00a0: 5" in mots(page).replace(" :", "\u00a0:")
    assert re.search(r'href="/fiche/[\w-]+"', page)
    assert 'href="/fiches?territoire=departement-78"' in page
    for adresse in set(re.findall(r'href="(/(?:fiche|fiches|territoires)[/?][^"]+)"', page)):
        assert client().get(unescape(adresse)).status_code == 200, adresse


@pytest.mark.parametrize("identifiant", ["commune-00000", "nulle-part", "%3Cscript%3E", "commune-00000.csv"])
def test_un_inconnu_a_un_champ_de_recherche(identifiant: str) -> None:
    reponse = client().get(f"/territoires/{identifiant}")
    assert reponse.status_code == 404
    assert "n’existe pas" in reponse.text
    assert '<input type="search" name="q"' in reponse.text
    assert "<script>" not in reponse.text


def test_chercher_un_territoire_sans_javascript() -> None:
    page = client().get("/territoires?q=les+mureau").text
    assert '<a href="/territoires/commune-78440">Les Mureaux (78)</a>' in page
    assert "Rien ne correspond à «\u00a0zzzqq\u00a0»" in client().get("/territoires?q=zzzqq").text
    tous = client().get("/territoires").text
    regions, departements = tous.partition("<h2>Départements</h2>")[::2]
    assert "<h2>Régions</h2>" in regions
    assert (regions.count('"/territoires/region-'), departements.count('"/territoires/region-')) == (18, 0)
    assert len(re.findall(r'<a href="/territoires/(?:region|departement)-', tous)) == 18 + 109


def test_le_fichier_dit_les_memes_chiffres() -> None:
    reponse = client().get("/territoires/commune-78440.csv")
    assert (
        reponse.headers["content-disposition"]
        == 'attachment; filename="observatoire-portrait-commune-78440.csv"'
    )
    assert reponse.content.startswith("\ufeff".encode())
    lignes = list(csv.DictReader(io.StringIO(reponse.content.decode("utf-8-sig")), delimiter=";"))
    with lire() as cur:
        portrait = indicateurs.portrait(cur, obtenir(cur, "commune-78440"))
    assert len(lignes) == 17 * 4
    attendues = [
        (i.libelle, v.valeur if v else None)
        for m in portrait.mesures
        for i in (m.indicateur,)
        for v in (m.ici, *m.reperes.values())
    ]
    for ligne, (libelle, valeur) in zip(lignes, attendues, strict=True):
        assert ligne["Indicateur"] == libelle
        assert float(ligne["Valeur"].replace(",", ".")) == pytest.approx(valeur, abs=0.06)
        assert ligne["Source"]
        assert ligne["Année"].isdigit()
        assert ligne["Ce qu’il ne dit pas"]
    assert lignes[0]["Code"] == "78440"


def test_ce_qui_manque_est_vide_dans_le_fichier() -> None:
    texte = client().get("/territoires/commune-98818.csv").content.decode("utf-8-sig")
    revenu = [
        ligne
        for ligne in csv.DictReader(io.StringIO(texte), delimiter=";")
        if ligne["Indicateur"].startswith("Revenu")
    ]
    assert [ligne["Valeur"] for ligne in revenu][:2] == ["", ""]
