"""The structures in the data·inclusion schema: each valid by its own package, and only what is known."""

from datetime import datetime

import pytest
from data_inclusion.schema.v1 import Structure
from starlette.applications import Starlette
from starlette.testclient import TestClient

from observatoire.api import ROUTES
from observatoire.publication import data_inclusion
from observatoire.store import Store, ecrire, lire

ADRESSE = "/api/v1/structures/data-inclusion.json"
A = datetime(2026, 3, 31, 23, 30)


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


def une(identifiant: str, **champs: object) -> dict[str, object]:
    vide = dict.fromkeys(
        (
            "type_structure",
            "cote_defaut",
            "description",
            "siren",
            "siret",
            "rna",
            "site",
            "source_titre",
            "source_url",
        )
    )
    return {
        "id": identifiant, "nom": "La Marmite", "nom_norm": "la marmite", "territoires": [], "tables_rapport": [], "licence": "x",
        "est_demo": False, "version": 1, "cree_a": A, "maj_a": A, "empreinte_source": None, **vide, **champs,
    }  # fmt: skip


@pytest.mark.usefixtures("store_catalogue")
def test_tout_le_catalogue_livre_est_valide(client: TestClient) -> None:
    lignes = client.get(ADRESSE).json()
    with lire() as cur:
        nombre = cur.valeur("select count(*) from public.structure where not est_demo")
        assert data_inclusion.ecartees(cur) == []
    assert len(lignes) == nombre > 20
    relues = [Structure.model_validate(ligne) for ligne in lignes]
    assert len({s.id for s in relues}) == nombre
    assert {s.source for s in relues} == {"observatoire-es-ts"}


def test_ce_qui_est_connu_est_donne_et_rien_dautre(client: TestClient, store_territoires: Store) -> None:
    with ecrire() as tx:
        tx.inserer("base.structure", [
            une("marmite", nom="La Marmite.", siret="44372147100024", site="https://marmite.exemple.fr", territoires=["commune-78440"]),
            une("ccas", nom="CCAS", type_structure="ccas_cias", territoires=["commune-78440", "commune-75056"], siren="443721471"),
            une("inventee", est_demo=True),
            une("site-faux", site="pas une adresse"),
            une("xy", nom="XY"),
        ])  # fmt: skip
    lignes = {ligne["id"]: ligne for ligne in client.get(ADRESSE).json()}
    assert set(lignes) == {"observatoire-es-ts--marmite", "observatoire-es-ts--ccas"}
    marmite, ccas = lignes["observatoire-es-ts--marmite"], lignes["observatoire-es-ts--ccas"]
    assert (marmite["nom"], marmite["siret"], marmite["code_insee"], marmite["code_postal"]) == (
        "La Marmite", "44372147100024", "78440", "78130",
    )  # fmt: skip
    assert marmite["date_maj"] == "2026-04-01", "the day in Paris"
    assert marmite["latitude"] is marmite["telephone"] is marmite["reseaux_porteurs"] is None
    assert (ccas["code_insee"], ccas["reseaux_porteurs"], ccas["siret"]) == (None, ["ccas-cias"], None)
    with lire() as cur:
        assert data_inclusion.ecartees(cur) == ["site-faux", "xy"]


def test_rien_ne_se_relit_quand_rien_na_change(client: TestClient, store_territoires: Store) -> None:
    premiere = client.get(ADRESSE)
    assert client.get(ADRESSE, headers={"If-None-Match": premiere.headers["etag"]}).status_code == 304
    assert client.get(f"{ADRESSE}?page=2").status_code == 400
