"""`/fiche/{id}`: one pratique as plain HTML, to read anywhere, to print, to cite."""

from urllib.parse import quote

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from observatoire.doublons import fusionnee_dans
from observatoire.errors import Introuvable
from observatoire.pratiques import entourer
from observatoire.retours import lire_voix
from observatoire.settings import settings
from observatoire.store import Cursor, lire
from observatoire.web import citation, fiche, inspirations, pieces, qualite, ressemblance, voix
from observatoire.web.formats import extrait
from observatoire.web.gabarits import rendre
from observatoire.web.legeres import json_ld, memoire
from observatoire.web.legeres.lecture import lire_fiche

LISTE = "/fiches"


def servir(request: Request) -> Response:
    """Answer the sheet of a published pratique; 404 for any other."""
    identifiant = request.path_params["id"]
    try:
        with lire() as cur:
            page = memoire.servir(cur, f"fiche {identifiant}", lambda: _rendre(request, cur, identifiant))
    except Introuvable as absente:
        with lire() as cur:
            garde = fusionnee_dans(cur, identifiant)
        if garde:
            return RedirectResponse(f"/fiche/{quote(garde, safe='')}", 302)
        return rendre("introuvable.html", request, 404, message=str(absente))
    return page.repondre(request)


def _rendre(request: Request, cur: Cursor, identifiant: str) -> Response:
    p = lire_fiche(cur, identifiant)
    autour = entourer(cur, p)
    base = settings().public_url
    return rendre(
        "fiche.html",
        request,
        p=p,
        adresse=citation.adresse(p, base),
        description=extrait(p.resume, 155),
        provenance=fiche.provenance(p),
        non_dit=fiche.non_dit(p),
        qualite=Markup(qualite.explication(p)),
        citation=citation.citer(p, base),
        json_ld=json_ld.json_sur(json_ld.decrire(p, base)),
        entete=Markup(fiche.entete(p)),
        faits=Markup(fiche.raconter(fiche.faits(p), p)),
        alliance=Markup(fiche.alliance(p, LISTE) if p.partenaires else ""),
        photos=Markup(pieces.photos(p.pieces)),
        documents=Markup(fiche.documents(p)),
        freins=Markup(fiche.freins_et_leviers(p, autour.paroles)),
        bilan=Markup(fiche.raconter(fiche.bilan(p), p)),
        inspirations=Markup(inspirations.partie(p, autour, legere=True)),
        voix=Markup(voix.partie(lire_voix(cur, p.id))),
        reperes=Markup(fiche.reperes(p, LISTE)),
        sources=Markup(fiche.sources(p.sources) if p.sources else ""),
        historique=Markup(fiche.liste_historique(p, autour.evolutions)),
        proches=Markup(ressemblance.liste(autour.proches) if autour.proches else ""),
        fichiers=Markup(citation.fichiers(p)),
        gestes=Markup(citation.gestes(p, base, legere=True)),
    )
