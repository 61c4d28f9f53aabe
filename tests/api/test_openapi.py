"""The description is true: whatever is generated from it is answered as it says."""

from dataclasses import fields

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from schemathesis import checks
from schemathesis.specs.openapi import checks as regles
from starlette.applications import Starlette
from starlette.routing import Mount
from tests.factories_publication import peupler

from observatoire.api import RACINE, ROUTES, application, openapi
from observatoire.api.parametres import DES_PRATIQUES
from observatoire.pratiques import Recherche
from observatoire.publication import PRATIQUES, TERRITOIRES, json_schema
from observatoire.store import Store

schema = schemathesis.openapi.from_asgi(f"{RACINE}/openapi.json", Starlette(routes=ROUTES))
schema.config.checks.positive_data_acceptance.expected_statuses = ["2xx", 404, 422]


@pytest.fixture(autouse=True)
def peuple(store: Store) -> None:
    peupler()


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_l_api_repond_comme_sa_description_le_dit(case: schemathesis.Case) -> None:
    case.call_and_validate(
        checks=[
            checks.not_a_server_error,
            regles.status_code_conformance,
            regles.content_type_conformance,
            regles.response_schema_conformance,
            regles.negative_data_rejection,
            regles.positive_data_acceptance,
            regles.unsupported_method,
        ]
    )


def test_chaque_route_est_decrite() -> None:
    routes = {route.path for route in application().routes}  # type: ignore[attr-defined]
    routes.discard("/pratiques.{extension}")
    assert routes <= set(openapi.description()["paths"])
    assert any(isinstance(route, Mount) and route.path == RACINE for route in ROUTES)


def test_tout_ce_que_l_explorateur_demande_l_api_le_comprend() -> None:
    assert {champ.name for champ in fields(Recherche)} <= {p.nom for p in DES_PRATIQUES}


@pytest.mark.parametrize("ressource", [PRATIQUES, TERRITOIRES], ids=lambda r: r.nom)
def test_les_schemas_sont_des_json_schemas(ressource: object) -> None:
    Draft202012Validator.check_schema(json_schema(ressource))  # type: ignore[arg-type]
