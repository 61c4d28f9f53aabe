"""Errors as `application/problem+json` (RFC 9457), in French, each saying what to do."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from observatoire.errors import ErreurObservatoire, Introuvable, Invalide, StoreIndisponible

JOURNAL = logging.getLogger(__name__)
TYPE_MIME = "application/problem+json"

PROBLEMES = {
    400: ("parametre", "Paramètre incorrect"),
    404: ("introuvable", "Introuvable"),
    405: ("methode", "Méthode refusée"),
    406: ("format", "Format non proposé"),
    422: ("impossible", "Demande impossible à satisfaire"),
    500: ("incident", "Incident"),
    503: ("indisponible", "Momentanément indisponible"),
}
"""Each status that the API answers on error: kind and title."""


class Probleme(Exception):
    """An error to answer as it is: `erreurs` maps each parameter to its sentence, `acceptees` to its values."""

    def __init__(
        self,
        statut: int,
        detail: str,
        erreurs: Mapping[str, str] | None = None,
        acceptees: Mapping[str, list[str]] | None = None,
    ) -> None:
        self.statut = statut
        self.detail = detail
        self.erreurs = dict(erreurs or {})
        self.acceptees = dict(acceptees or {})
        super().__init__(detail)


def repondre(request: Request, probleme: Probleme, entetes: Mapping[str, str] | None = None) -> Response:
    """Answer with a problem."""
    sorte, titre = PROBLEMES[probleme.statut]
    corps: dict[str, Any] = {
        "type": f"urn:observatoire:probleme:{sorte}",
        "title": titre,
        "status": probleme.statut,
        "detail": probleme.detail,
        "instance": request.url.path,
    }
    if probleme.erreurs:
        corps["erreurs"] = [
            {"parametre": nom, "message": message}
            | ({"acceptees": probleme.acceptees[nom]} if nom in probleme.acceptees else {})
            for nom, message in probleme.erreurs.items()
        ]
    return Response(
        json.dumps(corps, ensure_ascii=False),
        probleme.statut,
        {"Cache-Control": "no-store", **(entetes or {})},
        TYPE_MIME,
    )


async def du_probleme(request: Request, erreur: Exception) -> Response:
    """Answer a Probleme."""
    assert isinstance(erreur, Probleme)
    return repondre(request, erreur)


async def de_l_observatoire(request: Request, erreur: Exception) -> Response:
    """Answer an error that a person can meet: its sentence is already French."""
    if isinstance(erreur, Introuvable):
        return repondre(request, Probleme(404, str(erreur)))
    if isinstance(erreur, Invalide):
        return repondre(request, Probleme(422, str(erreur), erreur.champs))
    if isinstance(erreur, StoreIndisponible):
        return repondre(request, Probleme(503, str(erreur)), {"Retry-After": "5"})
    return await imprevue(request, erreur)


async def http(request: Request, erreur: Exception) -> Response:
    """Answer what the router refuses: an unknown address, a method."""
    assert isinstance(erreur, HTTPException)
    if erreur.status_code == 405:
        detail = f"{request.method} n’est pas accepté ici : l’API se lit avec GET, HEAD ou OPTIONS."
        return repondre(request, Probleme(405, detail), {"Allow": "GET, HEAD, OPTIONS"})
    racine = request.scope.get("root_path", "")
    return repondre(
        request, Probleme(404, f"Cette adresse n’existe pas. La liste des adresses est à {racine}/.")
    )


async def imprevue(request: Request, erreur: Exception) -> Response:
    """Answer an error that nobody expected; the log keeps it."""
    JOURNAL.error("api: %s", request.url.path, exc_info=erreur)
    return repondre(request, Probleme(500, "La demande n’a pas abouti. Réessayez dans un instant."))


TRAITEMENTS: dict[Any, Any] = {
    Probleme: du_probleme,
    ErreurObservatoire: de_l_observatoire,
    HTTPException: http,
    Exception: imprevue,
}
