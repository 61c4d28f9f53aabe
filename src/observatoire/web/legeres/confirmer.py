"""`/confirmer/{jeton}`: a partner reads what is said of it, confirms and corrects it, or refuses to be named.

Looking changes nothing (mail programs open links by themselves): only the form does, once. No account, no script, nothing
of the link told to the pages that follow.
"""

from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from observatoire import confirmations, retours
from observatoire.clock import aujourd_hui
from observatoire.comptes.droits import Objet, motif_de_refus
from observatoire.comptes.model import ANONYME
from observatoire.confirmations import Invitation, Reponse
from observatoire.errors import ErreurObservatoire, Introuvable, Invalide, Refus
from observatoire.retours.signatures import lien
from observatoire.store import lire
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web.formulaire import AILLEURS, ILLISIBLE, de_notre_site, lire_formulaire
from observatoire.web.gabarits import rendre

ENTETES = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
APPORT = "apport."
"""Beginning of the name of each box of what a partner brings."""
A_CHOISIR = "Choisissez une réponse."


def afficher(request: Request) -> Response:
    """Show what is said of the partner, or what became of its answer."""
    return _page(request)


async def recevoir(request: Request) -> Response:
    """Record the answer once and thank, or show the form again with what was chosen."""
    if not de_notre_site(request):
        return await run_in_threadpool(_page, request, 403, erreurs={"general": AILLEURS})
    champs = await lire_formulaire(request)
    if champs is None:
        return await run_in_threadpool(_page, request, 400, erreurs={"general": ILLISIBLE})
    return await run_in_threadpool(_repondre, request, champs)


def _repondre(request: Request, champs: dict[str, str]) -> Response:
    jeton = request.path_params["jeton"]
    saisie = Reponse(
        role=champs.get("role", ""),
        apporte=tuple(nom.removeprefix(APPORT) for nom in champs if nom.startswith(APPORT)),
    )
    try:
        if champs.get("decision") == "confirmer":
            confirmations.confirmer(jeton, saisie)
        elif champs.get("decision") == "refuser":
            confirmations.refuser(jeton)
        else:
            raise Invalide({"general": A_CHOISIR})
    except Invalide as invalide:
        return _page(request, 422, saisie=saisie, erreurs=invalide.champs)
    except Introuvable:
        return _page(request)
    except Refus:
        return _page(request, 409)
    except ErreurObservatoire as erreur:
        return _page(request, 503, saisie=saisie, erreurs={"general": str(erreur)})
    return RedirectResponse(f"/confirmer/{quote(jeton, safe='')}", 303, headers=ENTETES)


def _page(
    request: Request,
    statut: int = 200,
    *,
    saisie: Reponse | None = None,
    erreurs: dict[str, str] | None = None,
) -> Response:
    try:
        lue, voix = _lire(request.path_params["jeton"])
    except Introuvable as absente:
        return rendre("introuvable.html", request, 404, entetes=ENTETES, message=str(absente))
    ctx: dict[str, Any] = {
        "saisie": saisie or Reponse(role=lue.role or "", apporte=lue.apporte),
        "erreurs": erreurs or {},
    }
    return rendre(
        "confirmer.html",
        request,
        statut,
        entetes=ENTETES,
        i=lue,
        cote=libelle("cote", lue.cote),
        roles=vocabulaire("role").proposees,
        apports=vocabulaire("apport").proposees,
        apport=APPORT,
        refus=motif_de_refus("repondre_invitation", ANONYME, Objet(lue.etat, par_lien=True)),
        voix=voix,
        **ctx,
    )


def _lire(jeton: str) -> tuple[Invitation, str]:
    """Return what the link shows, and where its side answers the three questions ('' when nobody asks them yet)."""
    with lire() as cur:
        lue = confirmations.par_jeton(cur, jeton)
        adresse = retours.trouver_adresse(cur, lue.pratique_id)
    cote = lue.cote if lue.cote in ("es", "ts") else ""
    pose = adresse is not None and cote and lue.etat == "confirmee"
    return lue, lien(adresse.code, adresse.secret, cote, aujourd_hui()) if adresse and pose else ""
