"""`/r/{code}/affiche.pdf` and `/r/{code}/qr.svg`: the poster that calls the people served, and its square to scan."""

from functools import partial
from io import BytesIO
from typing import Any

import segno
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from observatoire import retours
from observatoire.clock import maintenant
from observatoire.errors import Introuvable
from observatoire.retours import Adresse
from observatoire.settings import settings
from observatoire.store import lire
from observatoire.web.gabarits import rendre
from observatoire.web.impression import composer, imprimer
from observatoire.web.navigation import NOM

ENTETES = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


async def servir(request: Request) -> Response:
    """Answer the poster of a short address; 404 when it leads nowhere."""
    try:
        adresse = await run_in_threadpool(_adresse, request)
    except Introuvable as absente:
        return await run_in_threadpool(rendre, "introuvable.html", request, 404, message=str(absente))
    pdf = await imprimer(partial(composer, "affiche.typ", donnees(adresse), maintenant()))
    nom = f"affiche-{adresse.code}.pdf"
    return Response(
        pdf,
        media_type="application/pdf",
        headers={**ENTETES, "Content-Disposition": f'inline; filename="{nom}"'},
    )


def servir_qr(request: Request) -> Response:
    """Answer the square to scan, as a drawing of any size."""
    try:
        adresse = _adresse(request)
    except Introuvable as absente:
        return rendre("introuvable.html", request, 404, message=str(absente))
    return Response(qr(adresse_longue(adresse)), media_type="image/svg+xml", headers=ENTETES)


def donnees(adresse: Adresse) -> dict[str, Any]:
    """Return all that the poster says, ready for JSON."""
    longue = adresse_longue(adresse)
    return {
        "titre": adresse.titre,
        "editeur": NOM,
        "description": f"Affiche pour recueillir l’avis des personnes sur : {adresse.titre}",
        "mots": ["avis", "facile à lire et à comprendre"],
        "adresse": longue,
        "adresse_courte": longue.partition("://")[2],
        "qr": qr(longue).decode(),
    }


def adresse_longue(adresse: Adresse) -> str:
    """Return the whole address that the poster gives."""
    return f"{settings().public_url}/r/{adresse.code}"


def qr(texte: str) -> bytes:
    """Return a QR code as SVG, black on white with its quiet margin, legible when a quarter of it is spoiled."""
    sortie = BytesIO()
    segno.make(texte, error="q", micro=False).save(
        sortie, kind="svg", scale=4, border=4, light="white", xmldecl=False
    )
    return sortie.getvalue()


def _adresse(request: Request) -> Adresse:
    with lire() as cur:
        return retours.par_code(cur, request.path_params["code"])
