"""`/fiche/{id}/signaler`: say that a published sheet is wrong, in a plain form that works without JavaScript."""

from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from observatoire.courrier import LONGUEUR_COURRIEL
from observatoire.errors import ErreurObservatoire, Introuvable, Invalide, Refus
from observatoire.pratiques import Pratique
from observatoire.signalements import Saisie, signaler
from observatoire.signalements.rules import BORNES_PRECISIONS
from observatoire.store import lire
from observatoire.vocabulaires import vocabulaire
from observatoire.web.formulaire import AILLEURS, ILLISIBLE, de_notre_site, lire_formulaire
from observatoire.web.gabarits import rendre
from observatoire.web.legeres.lecture import lire_fiche
from observatoire.web.session import personne_de_la_requete

PIEGE = "site_web"
"""A field that nobody sees and that only programs fill."""


def afficher(request: Request) -> Response:
    """Show the form, or thanks once it was sent; 404 when the sheet is not public."""
    return _page(request, envoye="envoye" in request.query_params)


async def recevoir(request: Request) -> Response:
    """Record the report and thank, or show the form again with what was typed and the reason."""
    if not de_notre_site(request):
        return await run_in_threadpool(_page, request, 403, erreurs={"general": AILLEURS})
    champs = await lire_formulaire(request)
    if champs is None:
        return await run_in_threadpool(_page, request, 400, erreurs={"general": ILLISIBLE})
    saisie = Saisie(**{nom: champs.get(nom, "") for nom in ("motif", "precisions", "courriel")})
    return await run_in_threadpool(_enregistrer, request, saisie, piegee=bool(champs.get(PIEGE)))


def _enregistrer(request: Request, saisie: Saisie, *, piegee: bool) -> Response:
    identifiant = request.path_params["id"]
    refaire = partial(_page, request, saisie=saisie)
    try:
        if not piegee:
            signaler(personne_de_la_requete(request), identifiant, saisie)
    except Introuvable:
        return _page(request)
    except Invalide as invalide:
        return refaire(422, erreurs=invalide.champs)
    except Refus as refus:
        return refaire(409, erreurs={"general": str(refus)})
    except ErreurObservatoire as erreur:
        return refaire(503, erreurs={"general": str(erreur)})
    vers = f"/fiche/{quote(identifiant, safe='')}/signaler?envoye=1"
    return RedirectResponse(vers, 303, headers={"Cache-Control": "no-store"})


def _page(
    request: Request,
    statut: int = 200,
    *,
    saisie: Saisie | None = None,
    erreurs: dict[str, str] | None = None,
    envoye: bool = False,
) -> Response:
    try:
        p: Pratique | dict[str, str] = _fiche(request.path_params["id"])
    except Introuvable as absente:
        return rendre("introuvable.html", request, 404, message=str(absente))
    except ErreurObservatoire:
        if saisie is None:
            raise
        p = {
            "id": request.path_params["id"],
            "titre": request.path_params["id"],
        }  # what was typed is shown again
    ctx: dict[str, Any] = {"p": p, "saisie": saisie or Saisie(), "erreurs": erreurs or {}, "envoye": envoye}
    return rendre(
        "signaler.html",
        request,
        statut,
        entetes={"Cache-Control": "no-store"},
        motifs=vocabulaire("motif_signalement").proposees,
        longueurs={"precisions": BORNES_PRECISIONS.maxi, "courriel": LONGUEUR_COURRIEL},
        piege=PIEGE,
        **ctx,
    )


def _fiche(identifiant: str) -> Pratique:
    with lire() as cur:
        return lire_fiche(cur, identifiant)
