"""Photos and documents of a sheet, as escaped HTML, and the route that serves them once published."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from observatoire import pieces
from observatoire.pieces import DOCUMENT, PHOTO, Piece
from observatoire.pieces.model import GRANDE, TYPES_MIME, VIGNETTE
from observatoire.store import Cursor, lire
from observatoire.web.formats import INSECABLE, pluriel
from observatoire.web.fragments import echapper

Adresse = Callable[[str], str]
"""File id → address of the photo to show."""
ENTETES = {
    "Cache-Control": "public, max-age=3600",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""A file withdrawn is gone within the hour; whatever it holds, a browser runs nothing of it."""


def adresse_publique(fichier: str) -> str:
    """Return where a published photo is."""
    return f"/piece/{fichier}"


def images_en_ligne(cur: Cursor, fichiers: Iterable[str], taille: str) -> dict[str, str]:
    """Return photos that are not published yet as data: addresses (file → address); who may see them is the caller's to check."""
    lues = {f: pieces.fichier_joint(cur, f, taille) for f in fichiers}
    return {f: f"data:{lue[0]};base64,{base64.b64encode(lue[1]).decode()}" for f, lue in lues.items() if lue}


def photos(jointes: Sequence[Piece], adresse: Adresse = adresse_publique) -> str:
    """Return the photos, each with its caption and its credit; '' without photo."""
    figures = "".join(_photo(p, adresse(p.fichier)) for p in jointes if p.genre == PHOTO)
    return f'<div class="photos">{figures}</div>' if figures else ""


def _photo(p: Piece, adresse: str) -> str:
    taille = f' width="{p.largeur}" height="{p.hauteur}"' if p.largeur else ""
    legende = f"{echapper(p.legende)} " if p.legende else ""
    return (
        f'<figure><img src="{echapper(adresse)}" alt="{echapper(p.description)}" loading="lazy"{taille}>'
        f"<figcaption>{legende}<small>©{INSECABLE}{echapper(p.credit)}</small></figcaption></figure>"
    )


def documents(jointes: Sequence[Piece], *, ouvrables: bool = True) -> str:
    """Return the documents to download, with their weight; '' without document."""
    lignes = "".join(f"<li>{_document(p, ouvrables)}</li>" for p in jointes if p.genre == DOCUMENT)
    return f'<ul class="documents">{lignes}</ul>' if lignes else ""


def _document(p: Piece, ouvrables: bool) -> str:
    poids = f", {pluriel(max(1, round(p.poids / 1000)), 'ko', 'ko')}" if p.poids else ""
    titre = f"{echapper(p.legende)} (PDF{poids})"
    lien = f'<a href="{adresse_publique(p.fichier)}">{titre}</a>' if ouvrables else titre
    return f"{lien} <small>{echapper(p.credit)}</small>"


def servir(request: Request) -> Response:
    """Serve a file of a published sheet; 404 for any other, whoever asks."""
    identifiant = request.path_params["fichier"]
    taille = VIGNETTE if request.query_params.get("taille") == VIGNETTE else GRANDE
    with lire() as cur:
        lue = pieces.fichier_public(cur, identifiant, taille)
    if lue is None:
        return Response("Ce fichier n’est pas, ou n’est plus publié.", 404, media_type="text/plain")
    mime, octets = lue
    entetes = {**ENTETES, "ETag": f'"{hashlib.sha256(octets).hexdigest()[:32]}"'}
    if request.headers.get("if-none-match") == entetes["ETag"]:
        return Response(status_code=304, headers=entetes)
    if mime == TYPES_MIME[DOCUMENT]:
        entetes["Content-Disposition"] = f'attachment; filename="{identifiant[:8]}.pdf"'
    return Response(octets, media_type=mime, headers=entetes)


ROUTES: list[BaseRoute] = [Route("/piece/{fichier}", servir)]
