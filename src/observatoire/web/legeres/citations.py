"""`/fiche/{id}.bib` and `/fiche/{id}.ris`: the reference of a sheet, for software that keeps bibliographies."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from observatoire.errors import Introuvable
from observatoire.pratiques import Pratique
from observatoire.settings import settings
from observatoire.store import lire
from observatoire.web import citation
from observatoire.web.gabarits import rendre
from observatoire.web.legeres.lecture import lire_fiche


def bibtex(request: Request) -> Response:
    """Answer the reference in BibTeX; 404 when the sheet is not public."""
    return _servir(request, citation.bibtex, "application/x-bibtex; charset=utf-8")


def ris(request: Request) -> Response:
    """Answer the reference in RIS; 404 when the sheet is not public."""
    return _servir(request, citation.ris, "application/x-research-info-systems; charset=utf-8")


def _servir(request: Request, ecrire: Callable[[Pratique, str], str], genre: str) -> Response:
    try:
        with lire() as cur:
            p = lire_fiche(cur, request.path_params["id"])
    except Introuvable as absente:
        return rendre("introuvable.html", request, 404, message=str(absente))
    entetes = {"Content-Disposition": "attachment", "Cache-Control": "public, no-cache"}
    return Response(ecrire(p, settings().public_url), media_type=genre, headers=entetes)
