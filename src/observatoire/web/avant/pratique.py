"""The sheet's first content: the whole sheet."""

from starlette.datastructures import QueryParams

from observatoire.settings import settings
from observatoire.web import cache, citation, fiche, ressemblance
from observatoire.web.gabarits import fragment


def contenu(version: int, params: QueryParams) -> str:
    """Return the sheet. Raises Introuvable: the page itself says so."""
    p, autour = cache.fiche(version, params.get("id", ""))
    return fragment(
        "avant/pratique.html",
        p=p,
        entete=fiche.entete(p),
        provenance=fiche.provenance(p),
        recit=fiche.recit_entier(p, autour, cache.paroles(version, p.id)),
        figure=cache.situation(version, p.id),
        reperes=fiche.reperes(p),
        gestes=citation.gestes(p, settings().public_url, legere=False),
        proches=ressemblance.cartes(autour.proches) if autour.proches else "",
    )
