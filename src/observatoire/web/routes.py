"""The routes of the frame itself: own files, outlines, health, the shell, the 404."""

import gzip
import logging
from functools import partial

from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from observatoire.comptes.model import ANONYME, Personne
from observatoire.errors import ErreurObservatoire
from observatoire.store import ecrire, lire
from observatoire.territoires.contours import chemin_contour, version_contours
from observatoire.web import avant, ressources
from observatoire.web.avant import explorer
from observatoire.web.coquille import coquille
from observatoire.web.gabarits import rendre
from observatoire.web.methode import servir_mentions
from observatoire.web.navigation import ENTREES, PAR_ADRESSE
from observatoire.web.session import personne_de_la_requete
from observatoire.web.statiques import IMMUABLE, codage_accepte

GEOJSON = "application/geo+json"
JOURNAL = logging.getLogger(__name__)


class HorsStreamlit(Convertor[str]):
    """Any path but those Streamlit serves itself."""

    regex = r"(?!_stcore/|static/|media/|component/|manifest\.json$).*"

    def convert(self, value: str) -> str:
        """Return the path as it is."""
        return value

    def to_string(self, value: str) -> str:
        """Return the path as it is."""
        return value


register_url_convertor("hors_streamlit", HorsStreamlit())


def servir_ressource(request: Request) -> Response:
    """Serve a file of ours; for ever when its address carries the fingerprint of its content."""
    nom = request.path_params["nom"]
    contenu = ressources.contenus().get(nom)
    if contenu is None:
        return introuvable(request)
    etag = f'"{ressources.empreinte(nom)}"'
    fige = request.query_params.get("v") == ressources.empreinte(nom)
    # A script imported by another one has no fingerprint in its address, and must be of the same day.
    libre = "no-cache" if nom.endswith(".js") else "public, max-age=604800"
    entetes = {"ETag": etag, "Cache-Control": IMMUABLE if fige else libre}
    if Headers(scope=request.scope).get("if-none-match") == etag:
        return Response(status_code=304, headers=entetes)
    return Response(contenu, media_type=ressources.type_mime(nom), headers=entetes)


def servir_favicon(_: Request) -> Response:
    """Serve our icon where browsers look without being told."""
    return Response(
        ressources.contenus()["favicon.svg"],
        media_type="image/svg+xml",
        headers={"Cache-Control": "public, max-age=604800"},
    )


def servir_contour(request: Request) -> Response:
    """Serve a layer of outlines, already compressed; its address changes when the outlines do."""
    version, nom = request.path_params["version"], request.path_params["nom"]
    chemin = chemin_contour(nom) if version == version_contours() else None
    if chemin is None:
        return JSONResponse({"title": "Contours introuvables", "status": 404}, 404)
    entetes = {"Cache-Control": IMMUABLE, "Vary": "Accept-Encoding"}
    if codage_accepte(Headers(scope=request.scope).get("accept-encoding", ""), ("gzip",)) is None:
        return Response(gzip.decompress(chemin.read_bytes()), media_type=GEOJSON, headers=entetes)
    return FileResponse(chemin, media_type=GEOJSON, headers={**entetes, "Content-Encoding": "gzip"})


def healthz(_: Request) -> Response:
    """Tell that the process answers."""
    return JSONResponse({"etat": "ok"}, headers={"Cache-Control": "no-store"})


class _Annuler(Exception):
    """Ends a trial write."""


def readyz(_: Request) -> Response:
    """Tell whether the store takes writes: writes a row and takes it back."""
    try:
        essai = {"id": "readyz", "cle": "readyz"}
        with ecrire() as tx:
            tx.executer(
                "insert into base.tentative (id, cle, a) values ($id, $cle, timestamp '2000-01-01')", **essai
            )
            raise _Annuler
    except _Annuler:
        pass
    except ErreurObservatoire as erreur:
        JOURNAL.error("readyz: %s", erreur)
        return JSONResponse(
            {"etat": "indisponible", "detail": str(erreur)}, 503, {"Cache-Control": "no-store"}
        )
    with lire() as cur:
        version = cur.version()
    return JSONResponse({"etat": "ok", "version": version}, headers={"Cache-Control": "no-store"})


def servir_page(request: Request, slug: str) -> Response:
    """Serve the shell of a known page with its first content; Streamlit draws the page in it."""
    params = request.query_params
    if slug == "explorer" and (suite := explorer.suivre_un_clic(params)):
        return RedirectResponse(suite, 303)
    contenu = avant.composer(slug, params, _qui(request))
    page = HTMLResponse(coquille(slug, contenu), headers={"Cache-Control": "private, no-cache"})
    if codage_accepte(request.headers.get("accept-encoding", ""), ("gzip",)):
        # Streamlit compresses other answers, and not the one at the root.
        page.body = gzip.compress(bytes(page.body), 5)
        page.headers.update({"Content-Encoding": "gzip", "Content-Length": str(len(page.body))})
    page.headers.add_vary_header("Accept-Encoding")
    page.headers.add_vary_header("Cookie")
    return page


def _qui(request: Request) -> Personne:
    try:
        return personne_de_la_requete(request)
    except ErreurObservatoire:
        return ANONYME  # the store is down: the page itself says so


def introuvable(request: Request) -> Response:
    """Answer 404 with a page that says where to go; a trailing slash too many is forgiven."""
    chemin = request.url.path.rstrip("/")
    if chemin in PAR_ADRESSE:
        requete = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(chemin + requete, 301)
    return rendre("introuvable.html", request, 404)


def cadre() -> list[BaseRoute]:
    """Return the frame's own routes."""
    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/mentions", servir_mentions),
        Route("/favicon.ico", servir_favicon),
        Route("/favicon.png", servir_favicon),
        Route("/ressources/{nom:path}", servir_ressource),
        Route("/geo/{version}/{nom}.geojson", servir_contour),
        *(Route(e.adresse, partial(servir_page, slug=e.slug), name=e.slug) for e in ENTREES),
    ]


def derniere() -> BaseRoute:
    """Return the route that takes every path nobody else knows."""
    return Route(
        "/{reste:hors_streamlit}", introuvable, methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
    )
