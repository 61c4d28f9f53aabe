"""`/zones` gives exactly the matrix, as it declares it, without the demonstration unless asked."""

import csv
import io
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.factories_publication import partenaire, peupler, pratique, publier

from observatoire.analyses.zones import THEMES, Observation, lire_matrice, noter
from observatoire.api import ROUTES
from observatoire.comptes.model import OPERATEUR
from observatoire.publication import ZONES, csv_des_zones
from observatoire.store import Store, lire
from observatoire.vocabulaires import libelle


@pytest.fixture(autouse=True)
def peuple(store: Store) -> None:
    peupler()
    publier(
        [
            pratique("toit", thematiques=["logement-hebergement"], territoires=["departement-75"]),
            pratique("invente", thematiques=["logement-hebergement"], mixite="mixte", est_demo=True),
        ],
        [partenaire("toit", 1, nom="Toit", cote="es"), partenaire("toit", 2, nom="Service", cote="ts")],
    )
    noter(OPERATEUR, [Observation("region-11", "mobilite", "ts", 1, True, "=Annuaire", date(2026, 1, 5))])


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


def test_every_cell_of_a_territory_is_given_as_the_matrix_says(client: TestClient) -> None:
    lues = client.get("/api/v1/zones?territoire=region-11").json()
    with lire() as cur:
        m = lire_matrice(cur, "region-11", avec_demo=False)
    assert len(lues["donnees"]) == len(m.territoires) * len(THEMES) == 40
    for zone in lues["donnees"]:
        case = m.case(zone["territoire_id"], zone["theme"])
        assert list(zone) == [c.nom for c in ZONES.colonnes]
        assert zone["zone"] == case.classe
        assert (zone["es"], zone["ts"], zone["alliances"]) == (
            case.presence.es,
            case.presence.ts,
            case.presence.alliances,
        )
        assert zone["effort_ts"] == case.ts.code
    paris = {z["theme"]: z for z in lues["donnees"] if z["territoire_id"] == "departement-75"}
    assert paris["logement-hebergement"]["zone"] == "gisement"
    assert (
        paris["mobilite"]["effort_ts"],
        paris["mobilite"]["effort_ts_le"],
        paris["mobilite"]["effort_ts_source"],
    ) == (
        "partiel",
        "2026-01-05",
        "=Annuaire",
    )
    assert paris["mobilite"]["effort_es_le"] is None
    assert "non observé" in lues["metadonnees"]["limites"]


def test_the_demonstration_is_counted_only_when_asked(client: TestClient) -> None:
    def zone(suite: str) -> str:
        donnees = client.get(f"/api/v1/zones?territoire=departement-75{suite}").json()["donnees"]
        return next(z["zone"] for z in donnees if z["theme"] == "logement-hebergement")

    assert (zone(""), zone("&demo=1")) == ("gisement", "alliance")


def test_without_a_territory_it_is_france_and_an_unknown_one_is_refused(client: TestClient) -> None:
    france = client.get("/api/v1/zones")
    assert {z["territoire_id"] for z in france.json()["donnees"]} == {
        "pays-FR",
        "region-11",
        "region-84",
        "region-94",
    }
    assert client.get("/api/v1/zones", headers={"if-none-match": france.headers["etag"]}).status_code == 304
    refus = client.get("/api/v1/zones?territoire=region-99")
    assert refus.status_code == 422
    assert "n’existe pas" in refus.json()["detail"]
    assert client.get("/api/v1/zones?territoire=ici").status_code == 400


def test_the_file_says_the_same_in_words_with_its_day_and_its_limits() -> None:
    with lire() as cur:
        m = lire_matrice(cur, "departement-75", avec_demo=False)
    texte = csv_des_zones(m).decode("utf-8-sig")
    titres, *lignes = csv.reader(io.StringIO(texte), delimiter=";")
    assert titres[:6] == [
        "Identifiant du territoire",
        "Niveau",
        "Code officiel",
        "Territoire",
        "Thème",
        "Zone",
    ]
    assert len(lignes) == len(m.territoires) * len(THEMES)
    for ligne in lignes:
        lue = dict(zip(titres, ligne, strict=True))
        case = next(
            c for c in m.par_theme()
            if c.territoire_id == lue["Identifiant du territoire"] and libelle("thematique", c.theme) == lue["Thème"]
        )  # fmt: skip
        assert lue["Zone"] == libelle("zone", case.classe)
        assert lue["Structures ES"] == str(case.presence.es)
        assert "n’est pas une absence" in lue["Ce que cela ne dit pas"]
    assert "'=Annuaire" in texte
