"""The indicators by the API: what each means, its values page by page, those of a territory, problems in words."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from observatoire.api import ROUTES
from observatoire.publication import INDICATEURS, VALEURS

API = "/api/v1"


@pytest.fixture
def client(store_complet: object) -> TestClient:
    return TestClient(Starlette(routes=ROUTES), raise_server_exceptions=False)


def test_chaque_indicateur_dit_ce_qu_il_mesure_et_ses_limites(client: TestClient) -> None:
    lus = client.get(f"{API}/indicateurs").json()["donnees"]
    assert len(lus) == 17
    assert all(i.keys() == {c.nom for c in INDICATEURS.colonnes} for i in lus)
    assert [i["ordre"] for i in lus] == sorted(i["ordre"] for i in lus)
    assert client.get(f"{API}/indicateurs/densite").json() == next(i for i in lus if i["code"] == "densite")


def test_les_valeurs_d_un_niveau_page_par_page(client: TestClient) -> None:
    adresse = f"{API}/indicateurs/part_qpv/valeurs?niveau=departement&par_page=100"
    premiere = client.get(adresse).json()
    assert premiere["pagination"] == {"page": 1, "par_page": 100, "pages": 2, "total": 101}
    suite = client.get(premiere["liens"]["suivante"].replace("http://127.0.0.1:8501", "")).json()
    lues = premiere["donnees"] + suite["donnees"]
    assert len({v["territoire_id"] for v in lues}) == 101
    assert all(v.keys() == {c.nom for c in VALEURS.colonnes} for v in lues)
    assert {v["annee"] for v in lues} == {2022}
    bretagne = client.get(f"{API}/indicateurs/part_qpv/valeurs?niveau=departement&parent=region-53").json()
    assert [v["territoire_id"] for v in bretagne["donnees"]] == [
        f"departement-{d}" for d in ("22", "29", "35", "56")
    ]


def test_un_territoire_donne_ses_valeurs_et_ses_pratiques(client: TestClient) -> None:
    mureaux = client.get(f"{API}/territoires/commune-78440").json()
    assert len(mureaux["indicateurs"]) == 17
    assert mureaux["indicateurs"][0] == {
        "indicateur": "population", "territoire_id": "commune-78440", "annee": 2026, "valeur": 34632.0,
        "source": "Insee, code officiel géographique 2026 et populations légales",
    }  # fmt: skip
    assert mureaux["pratiques"] == {"ici": 4, "dessous": 0, "dessus": 5}
    noumea = client.get(f"{API}/territoires/commune-98818").json()
    assert [v["indicateur"] for v in noumea["indicateurs"]] == ["population"], "what is missing has no value"


@pytest.mark.parametrize(
    ("adresse", "statut"),
    [
        ("indicateurs/inconnu", 404),
        ("indicateurs/%00", 404),
        ("indicateurs/inconnu/valeurs", 404),
        ("indicateurs/densite/valeurs?niveau=canton", 400),
        ("indicateurs/densite/valeurs?parent=region-00", 422),
        ("indicateurs?page=2", 400),
    ],
)
def test_ce_qui_n_existe_pas_est_dit_en_francais(client: TestClient, adresse: str, statut: int) -> None:
    reponse = client.get(f"{API}/{adresse}")
    assert reponse.status_code == statut
    assert reponse.headers["content-type"] == "application/problem+json"
    assert len(reponse.json()["detail"]) > 10


def test_une_lecture_deja_faite_n_est_pas_renvoyee(client: TestClient) -> None:
    for adresse in (
        "indicateurs",
        "indicateurs/densite",
        "indicateurs/densite/valeurs",
        "territoires/commune-78440",
    ):
        premiere = client.get(f"{API}/{adresse}")
        assert (
            client.get(f"{API}/{adresse}", headers={"If-None-Match": premiere.headers["etag"]}).status_code
            == 304
        )
