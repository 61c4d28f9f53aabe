"""An ending told and published: what it teaches is in the light sheet, on paper, and in every file."""

import csv
import io
import zipfile

import pyarrow.parquet as pq
import pytest
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.factories_contributions import TERMINEE, publiee, quelques_territoires

from observatoire.api import ROUTES as API
from observatoire.store import Store
from observatoire.web.legeres import ROUTES as LEGERES

EFFET = "Temps de lien non financé / Convention écrite (Frein en partie levé)"
BILAN = {
    "acquis": TERMINEE.acquis,
    "a_refaire": TERMINEE.a_refaire,
    "condition_manquante": TERMINEE.condition_manquante,
}


@pytest.fixture
def fin(store: Store) -> tuple[TestClient, str]:
    quelques_territoires()
    publie, _ = publiee(TERMINEE)
    return TestClient(Starlette(routes=[*API, *LEGERES])), str(publie.pratique_id)


def test_la_fiche_legere_et_le_papier_la_racontent(fin: tuple[TestClient, str]) -> None:
    client, identifiant = fin
    page = client.get(f"/fiche/{identifiant}").text
    papier = " ".join(
        " ".join(
            p.extract_text()
            for p in PdfReader(io.BytesIO(client.get(f"/fiche/{identifiant}.pdf").content)).pages
        ).split()
    )
    for texte in (*BILAN.values(), "Ce que chaque levier a changé", "La condition qui a manqué"):
        assert texte.replace("'", "&#x27;") in page
        assert texte in papier
    assert "puis financement insuffisant" in page
    assert "Fiche renseignée" in page


@pytest.mark.parametrize("forme", ["csv", "csv-technique"])
def test_les_csv_la_donnent(fin: tuple[TestClient, str], forme: str) -> None:
    texte = fin[0].get(f"/api/v1/pratiques?format={forme}").content.decode("utf-8-sig")
    ligne = next(csv.DictReader(io.StringIO(texte), delimiter=";" if forme == "csv" else ","))
    noms = (
        ("Acquis malgré l’arrêt", "Ce qu’on referait", "Condition manquante")
        if forme == "csv"
        else tuple(BILAN)
    )
    assert [ligne[nom] for nom in noms] == list(BILAN.values())
    if forme == "csv":
        assert ligne["Effets des leviers"] == EFFET
    else:
        assert '"effet":"partiellement"' in ligne["effets"]


def test_le_classeur_et_le_parquet_la_donnent(fin: tuple[TestClient, str]) -> None:
    client, _ = fin
    with zipfile.ZipFile(io.BytesIO(client.get("/api/v1/pratiques?format=xlsx").content)) as classeur:
        lu = "".join(classeur.read(nom).decode() for nom in classeur.namelist())
    assert EFFET in lu
    [rangee] = pq.read_table(io.BytesIO(client.get("/api/v1/pratiques?format=parquet").content)).to_pylist()
    assert {nom: rangee[nom] for nom in BILAN} == BILAN
    assert rangee["effets"] == [
        {"rang": 1, "frein": "temps_non_finance", "levier": "convention_ecrite", "effet": "partiellement"}
    ]
