"""The open API, read only, at /api/v1: what the explorer shows, for programs."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from observatoire.api import (
    accueil,
    diagnostics,
    indicateurs,
    pratiques,
    problemes,
    reponses,
    structures,
    territoires,
    vocabulaires,
    voix,
    zones,
)

__all__ = ["RACINE", "ROUTES", "application"]

RACINE = "/api/v1"


def application() -> Starlette:
    """Return the API as an application of its own: unknown addresses and errors are answered here."""
    return Starlette(
        routes=[
            Route("/", accueil.presenter),
            Route("/openapi.json", accueil.decrire),
            Route("/schema/{nom}.json", accueil.schema),
            Route("/pratiques", pratiques.lister),
            Route("/pratiques.{extension}", pratiques.telecharger),
            Route("/pratiques/{id}", pratiques.obtenir),
            Route("/territoires", territoires.lister),
            Route("/territoires/{id}", territoires.obtenir),
            Route("/indicateurs", indicateurs.lister),
            Route("/indicateurs/{code}", indicateurs.obtenir),
            Route("/indicateurs/{code}/valeurs", indicateurs.valeurs),
            Route("/vocabulaires", vocabulaires.lister),
            Route("/vocabulaires/{nom}", vocabulaires.obtenir),
            Route("/zones", zones.lister),
            Route("/structures/data-inclusion.json", structures.data_inclusion),
            Route("/voix", voix.lister),
            Route("/voix.csv", voix.telecharger),
            Route("/diagnostics", diagnostics.lister),
            Route("/diagnostics/{id}", diagnostics.obtenir),
        ],
        exception_handlers=problemes.TRAITEMENTS,
    )


def _vers_la_racine(_: Request) -> Response:
    return RedirectResponse(f"{RACINE}/", 308)


ROUTES: list[BaseRoute] = [
    Route(RACINE, _vers_la_racine),
    Mount(RACINE, app=application(), middleware=[Middleware(reponses.Ouverture)]),
]
