"""Explorer, light list, API and files read the same address, and give the same sheets in the same order."""

import csv
import io
import json
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from observatoire.api import ROUTES as API
from observatoire.pratiques import TAILLE_PAGE, Recherche, compter, lister
from observatoire.store import Store, lire
from observatoire.web.explorateur.resultats import en_cartes
from observatoire.web.legeres import ROUTES as LEGERES

QUESTIONS = (
    {"q": "ASE"},
    {"q": "ASE", "elargir": "non"},
    {"q": "tiers-lieu"},
    {"q": '"croisement des savoirs"'},
    {"q": "epicerie soliadire"},
    {"q": "comment loger des étudiants sans ressources à Bordeaux"},
    {"q": "coloc", "mixite": "mixte"},
    {"q": "garage", "territoire": "region-53", "tri": "titre"},
    {"q": "introuvablissime"},
    {"q": "le la les"},
)


@pytest.fixture
def client(store_catalogue: Store) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=[*API, *LEGERES]), base_url="http://127.0.0.1:8501") as client:
        yield client


@pytest.mark.parametrize("params", QUESTIONS, ids=urlencode)
def test_partout_les_memes_fiches(client: TestClient, params: dict[str, str]) -> None:
    adresse = urlencode(params)
    r, avis = Recherche.from_params({nom: [valeur] for nom, valeur in params.items()})
    assert avis == []
    with lire() as cur:
        attendues = [p.id for p in lister(cur, r, 1_000)]
        premieres = lister(cur, r)
        assert compter(cur, r).nombre == len(attendues)
    assert attendues[:TAILLE_PAGE] == [p.id for p in premieres]
    assert re.findall(r"/pratique\?id=([^\"]+)", en_cartes(premieres)) == attendues[:TAILLE_PAGE]
    assert re.findall(r"/fiche/([^\"]+)\">", client.get(f"/fiches?{adresse}").text) == attendues[:TAILLE_PAGE]
    json_api = client.get(f"/api/v1/pratiques?{adresse}&par_page=200").json()
    assert [p["id"] for p in json_api["donnees"]] == attendues[:200]
    assert json_api["pagination"]["total"] == len(attendues)
    geojson = json.loads(client.get(f"/api/v1/pratiques.geojson?{adresse}").content)
    assert [f["id"] for f in geojson["features"]] == attendues
    fichier = client.get(f"/api/v1/pratiques.csv?{adresse}&format=csv-technique").content.decode("utf-8-sig")
    assert [ligne["id"] for ligne in csv.DictReader(io.StringIO(fichier))] == attendues


def test_la_lecture_des_mots_est_dite_partout(client: TestClient) -> None:
    dite = "Recherche élargie à\u00a0: «\u00a0aide sociale à l’enfance\u00a0» et «\u00a0protection de l’enfance\u00a0»."
    page = client.get("/fiches?q=ASE").text
    assert dite in page
    assert 'href="/fiches?q=ASE&amp;elargir=non"' in page
    assert "<mark>ASE</mark>" in page
    lettre = client.get("/fiches?q=ASE&elargir=non").text
    assert "élargie" not in lettre
    assert 'href="/fiches?q=ASE"' in lettre
    filtres = client.get("/api/v1/pratiques?q=ASE").json()["metadonnees"]["filtres"]
    assert {"nom": "Lecture des mots", "valeur": dite} in filtres
