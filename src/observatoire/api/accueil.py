"""What describes the API itself: its index, its OpenAPI, the Table Schemas of its resources."""

from starlette.requests import Request
from starlette.responses import Response

import observatoire
from observatoire.api import openapi, reponses
from observatoire.api.parametres import verifier
from observatoire.errors import Introuvable
from observatoire.publication import LICENCE, LICENCE_URL, LIMITES, RESSOURCES, table_schema
from observatoire.settings import settings


def presenter(request: Request) -> Response:
    """Answer `/`."""
    verifier((), request.query_params)
    racine = f"{settings().public_url}/api/v1"
    contenu = {
        "titre": "API de l’Observatoire des bonnes pratiques ES/TS",
        "version": observatoire.__version__,
        "licence": {"nom": LICENCE, "adresse": LICENCE_URL},
        "limites": LIMITES,
        "adresses": {
            "description": f"{racine}/openapi.json",
            "pratiques": f"{racine}/pratiques",
            "territoires": f"{racine}/territoires",
            "indicateurs": f"{racine}/indicateurs",
            "vocabulaires": f"{racine}/vocabulaires",
            "zones": f"{racine}/zones",
            "diagnostics": f"{racine}/diagnostics",
            "voix": f"{racine}/voix",
            "structures_data_inclusion": f"{racine}/structures/data-inclusion.json",
            "schema_des_pratiques": f"{racine}/schema/pratiques.json",
            "page_des_donnees": f"{settings().public_url}/donnees",
        },
    }
    return reponses.json(request, contenu)


def decrire(request: Request) -> Response:
    """Answer `/openapi.json`."""
    verifier((), request.query_params)
    return reponses.json(request, openapi.description())


def schema(request: Request) -> Response:
    """Answer `/schema/{nom}.json`."""
    verifier((), request.query_params)
    ressource = RESSOURCES.get(request.path_params["nom"])
    if ressource is None:
        raise Introuvable(f"Ce schéma n’existe pas. Schémas : {', '.join(RESSOURCES)}.")
    return reponses.json(request, table_schema(ressource))
