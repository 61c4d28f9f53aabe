"""`/fiche/{id}`: one pratique as plain HTML, to read anywhere, to print, to cite."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from observatoire.errors import Introuvable
from observatoire.pratiques import obtenir
from observatoire.settings import settings
from observatoire.store import Cursor, lire
from observatoire.web import fiche
from observatoire.web.formats import extrait
from observatoire.web.gabarits import rendre
from observatoire.web.legeres import json_ld, memoire

LISTE = "/fiches"


def servir(request: Request) -> Response:
    """Answer the sheet of a published pratique; 404 for any other."""
    identifiant = request.path_params["id"]
    try:
        with lire() as cur:
            page = memoire.servir(cur, f"fiche {identifiant}", lambda: _rendre(request, cur, identifiant))
    except Introuvable as absente:
        return rendre("introuvable.html", request, 404, message=str(absente))
    return page.repondre(request)


def _rendre(request: Request, cur: Cursor, identifiant: str) -> Response:
    if not identifiant.isprintable():
        raise Introuvable("Cette fiche n’existe pas : vérifiez l’adresse.")
    p = obtenir(cur, identifiant)
    base = settings().public_url
    return rendre(
        "fiche.html",
        request,
        p=p,
        adresse=f"{base}/fiche/{p.id}",
        description=extrait(p.resume, 155),
        provenance=fiche.provenance(p),
        recit=fiche.recit(p),
        non_dit=fiche.non_dit(p),
        citation=fiche.citer(p, base),
        json_ld=json_ld.json_sur(json_ld.decrire(p, base)),
        entete=Markup(fiche.entete(p)),
        alliance=Markup(fiche.alliance(p) if p.partenaires else ""),
        freins=Markup(fiche.freins_et_leviers(p)),
        reperes=Markup(fiche.reperes(p, LISTE)),
        sources=Markup(fiche.sources(p.sources)),
    )
