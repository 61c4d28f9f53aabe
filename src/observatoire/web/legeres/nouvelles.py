"""`/nouvelles/{jeton}`: the author of a sheet says in one gesture that it is still true; looking changes nothing."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from observatoire import fraicheur
from observatoire.errors import ErreurObservatoire, Introuvable, Refus
from observatoire.fraicheur.actions import PERIME
from observatoire.store import lire
from observatoire.web.formulaire import AILLEURS, de_notre_site
from observatoire.web.gabarits import rendre
from observatoire.web.legeres.confirmer import ENTETES


def afficher(request: Request) -> Response:
    """Ask whether the sheet is still true, or thank who has said so."""
    return _page(request)


async def recevoir(request: Request) -> Response:
    """Record once that it is, and thank."""
    if not de_notre_site(request):
        return await run_in_threadpool(_page, request, 403, erreur=AILLEURS)
    return await run_in_threadpool(_repondre, request)


def _repondre(request: Request) -> Response:
    jeton = request.path_params["jeton"]
    try:
        fraicheur.reconfirmer_par_lien(jeton)
    except Introuvable:
        return _page(request)
    except Refus:
        return _page(request, 409)
    except ErreurObservatoire as erreur:
        return _page(request, 503, erreur=str(erreur))
    return RedirectResponse(f"/nouvelles/{quote(jeton, safe='')}", 303, headers=ENTETES)


def _page(request: Request, statut: int = 200, *, erreur: str = "") -> Response:
    try:
        with lire() as cur:
            lue = fraicheur.par_lien(cur, request.path_params["jeton"])
    except Introuvable as absente:
        return rendre("introuvable.html", request, 404, entetes=ENTETES, message=str(absente))
    return rendre("nouvelles.html", request, statut, entetes=ENTETES, d=lue, erreur=erreur, perime=PERIME)
