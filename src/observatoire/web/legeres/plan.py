"""What search engines read first: robots.txt and the sitemap, which point at the light pages."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from observatoire.publication.plan import PAR_PLAN, compter_fiches, lister_fiches
from observatoire.settings import settings
from observatoire.store import lire
from observatoire.web.gabarits import rendre
from observatoire.web.legeres import memoire

ESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
FIXES = ("/", "/explorer", "/fiches", "/territoires", "/pistes", "/donnees", "/mentions")
"""Pages to index besides the sheets."""
FERMES = (
    "/suivi",
    "/moderation",
    "/importer",
    "/connexion",
    "/confirmer/",
    "/nouvelles/",
    "/pratique",
    "/_stcore/",
)
"""What search engines need not read: private, or the same as a light page."""


def robots(_: Request) -> Response:
    """Answer /robots.txt."""
    lignes = ["User-agent: *", *(f"Disallow: {chemin}" for chemin in FERMES), ""]
    lignes.append(f"Sitemap: {settings().public_url}/sitemap.xml")
    return PlainTextResponse("\n".join(lignes) + "\n", headers={"Cache-Control": "public, max-age=86400"})


def index(request: Request) -> Response:
    """Answer /sitemap.xml: the list of the sitemaps."""
    with lire() as cur:
        page = memoire.servir(cur, "plan", lambda: _index(compter_fiches(cur)))
    return page.repondre(request)


def plan(request: Request) -> Response:
    """Answer /sitemap-{n}.xml; the first also holds the fixed pages."""
    numero = request.path_params["numero"]
    with lire() as cur:
        if not 1 <= numero <= _plans(compter_fiches(cur)):
            return rendre("introuvable.html", request, 404)
        page = memoire.servir(cur, f"plan {numero}", lambda: _plan(numero, lister_fiches(cur, numero)))
    return page.repondre(request)


def _plans(fiches: int) -> int:
    return max(1, -(-fiches // PAR_PLAN))


def _index(fiches: int) -> Response:
    base = settings().public_url
    lignes = "".join(
        f"<sitemap><loc>{base}/sitemap-{n}.xml</loc></sitemap>" for n in range(1, _plans(fiches) + 1)
    )
    return _xml(f'<sitemapindex xmlns="{ESPACE}">{lignes}</sitemapindex>')


def _plan(numero: int, fiches: list[tuple[str, str]]) -> Response:
    base = settings().public_url
    lignes = [f"<url><loc>{base}{chemin}</loc></url>" for chemin in FIXES] if numero == 1 else []
    lignes += [f"<url><loc>{base}/fiche/{i}</loc><lastmod>{jour}</lastmod></url>" for i, jour in fiches]
    return _xml(f'<urlset xmlns="{ESPACE}">{"".join(lignes)}</urlset>')


def _xml(corps: str) -> Response:
    return Response(f'<?xml version="1.0" encoding="UTF-8"?>\n{corps}\n', media_type="application/xml")
