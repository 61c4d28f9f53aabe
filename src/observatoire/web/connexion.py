"""Sign in and sign out: plain HTML forms that work without JavaScript, and the session's HttpOnly cookie."""

from functools import partial
from typing import Any

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from observatoire.comptes.connexion import TropDEssais, connecter, deconnecter
from observatoire.comptes.droits import motif_de_refus
from observatoire.comptes.model import ANONYME, ROLES
from observatoire.comptes.sessions import DUREE
from observatoire.errors import ErreurObservatoire, Refus
from observatoire.settings import settings
from observatoire.web.formulaire import AILLEURS, ILLISIBLE, chemin_sur, de_notre_site, lire_formulaire
from observatoire.web.gabarits import rendre
from observatoire.web.session import NOM_COOKIE, personne_de_la_requete

_HACHAGES = CapacityLimiter(2)
"""Sign-ins at once; others wait here, without holding the threads that serve the pages."""


def afficher_connexion(request: Request) -> Response:
    """Show the form, or who is signed in."""
    return _page(request, suite=chemin_sur(request.query_params.get("suite", "/")))


async def recevoir_connexion(request: Request) -> Response:
    """Open a session and go to `suite`, or show the form again with the reason; the password is never kept."""
    if not de_notre_site(request):
        return await _formulaire(request, 403, {"general": AILLEURS})
    champs = await lire_formulaire(request)
    if champs is None:
        return await _formulaire(request, 400, {"general": ILLISIBLE})
    saisie = {"email": champs.get("email", "").strip(), "suite": chemin_sur(champs.get("suite", "/"))}
    mot_de_passe = champs.get("mot_de_passe", "")
    if manques := _manques(saisie["email"], mot_de_passe):
        return await _formulaire(request, 422, manques, saisie)
    return await _tenter(request, saisie, mot_de_passe)


async def _tenter(request: Request, saisie: dict[str, str], mot_de_passe: str) -> Response:
    try:
        jeton = await anyio.to_thread.run_sync(connecter, saisie["email"], mot_de_passe, limiter=_HACHAGES)
        await _fermer_ancienne(request)
    except TropDEssais as erreur:
        attente = {"Retry-After": str(erreur.attente_s)}
        return await _formulaire(request, 429, {"general": str(erreur)}, saisie, attente)
    except Refus as erreur:
        return await _formulaire(request, 403, {"mot_de_passe": str(erreur)}, saisie)
    except ErreurObservatoire as erreur:
        return await _formulaire(request, 503, {"general": str(erreur)}, saisie)
    return _vers(saisie["suite"], jeton)


def _manques(email: str, mot_de_passe: str) -> dict[str, str]:
    manques = {}
    if not email:
        manques["email"] = "Le courriel manque : écrivez celui de votre compte."
    if not mot_de_passe:
        manques["mot_de_passe"] = "Le mot de passe manque : écrivez-le."
    return manques


async def _fermer_ancienne(request: Request) -> None:
    if ancien := request.cookies.get(NOM_COOKIE):
        await run_in_threadpool(deconnecter, ancien)


def afficher_deconnexion(request: Request) -> Response:
    """Show the one-button form: a link followed by mistake signs nobody out."""
    return _page(request, suite="/", sortie=True)


async def recevoir_deconnexion(request: Request) -> Response:
    """Close the session and go home."""
    if not de_notre_site(request):
        return await _formulaire(request, 403, {"general": AILLEURS})
    try:
        await _fermer_ancienne(request)
    except ErreurObservatoire as erreur:
        return await _formulaire(request, 503, {"general": str(erreur)})
    return _vers("/", None)


async def _formulaire(
    request: Request,
    statut: int,
    erreurs: dict[str, str],
    saisie: dict[str, str] | None = None,
    entetes: dict[str, str] | None = None,
) -> Response:
    page = partial(_page, request, statut, entetes=entetes, erreurs=erreurs, **(saisie or {"suite": "/"}))
    return await run_in_threadpool(page)


def _page(
    request: Request, statut: int = 200, *, entetes: dict[str, str] | None = None, **ctx: Any
) -> Response:
    try:
        personne = personne_de_la_requete(request)
    except ErreurObservatoire:
        personne = ANONYME  # the store is down: the page still says so
    return rendre(
        "connexion.html",
        request,
        statut,
        entetes={"Cache-Control": "no-store", **(entetes or {})},
        **{"email": "", "erreurs": {}, "sortie": False, **ctx},
        personne=personne if personne.connectee else None,
        peut_relire=motif_de_refus("relire", personne) is None,
        roles=ROLES,
    )


def _vers(chemin: str, jeton: str | None) -> Response:
    """Redirect with the session's cookie set, or removed when there is no token."""
    reponse = RedirectResponse(chemin, 303, headers={"Cache-Control": "no-store"})
    reponse.set_cookie(
        NOM_COOKIE,
        jeton or "",
        max_age=int(DUREE.total_seconds()) if jeton else 0,
        path="/",
        secure=settings().secure,
        httponly=True,
        samesite="lax",
    )
    return reponse


ROUTES = [
    Route("/connexion", afficher_connexion, methods=["GET"]),
    Route("/connexion", recevoir_connexion, methods=["POST"]),
    Route("/deconnexion", afficher_deconnexion, methods=["GET"]),
    Route("/deconnexion", recevoir_deconnexion, methods=["POST"]),
]
