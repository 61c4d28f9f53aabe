"""`/territoires` and `/territoires/{id}`."""

from starlette.requests import Request
from starlette.responses import Response

from observatoire.api import reponses
from observatoire.api.pagination import Pagination, lire_pagination
from observatoire.api.parametres import DES_TERRITOIRES, verifier
from observatoire.api.problemes import Probleme
from observatoire.errors import Introuvable
from observatoire.publication import detailler_territoire, lister_territoires, trouver_territoire
from observatoire.store import lire


def lister(request: Request) -> Response:
    """Answer `/territoires`."""
    params = request.query_params
    verifier(DES_TERRITOIRES, params)
    page, par_page = lire_pagination(params)
    parent = params.get("parent", "")
    with lire() as cur:
        if parent and trouver_territoire(cur, parent) is None:
            faute = f"Le territoire {parent} n’existe pas : cherchez-le par son nom avec « q »."
            raise Probleme(422, faute, {"parent": faute})
        validateur = reponses.etag(request, cur.version())
        if vue := reponses.inchangee(request, validateur):
            return vue
        q = "".join(c for c in params.get("q", "") if c.isprintable())
        niveau = params.get("niveau", "")
        lue = lister_territoires(cur, q=q, niveau=niveau, parent=parent, page=page, taille=par_page)
    pagination = Pagination(page, par_page, lue.total)
    contenu = {
        "donnees": lue.enregistrements,
        "pagination": pagination.dite(),
        "liens": pagination.liens(request),
    }
    return reponses.json(request, contenu, validateur)


def obtenir(request: Request) -> Response:
    """Answer `/territoires/{id}`."""
    verifier((), request.query_params)
    identifiant = request.path_params["id"]
    with lire() as cur:
        validateur = reponses.etag(request, cur.version())
        if vue := reponses.inchangee(request, validateur):
            return vue
        trouve = trouver_territoire(cur, identifiant) if identifiant.isprintable() else None
        detaille = detailler_territoire(cur, trouve) if trouve else None
    if detaille is None:
        raise Introuvable(
            "Aucun territoire n’a cet identifiant. Cherchez-le par son nom : /api/v1/territoires?q=…"
        )
    return reponses.json(request, detaille, validateur)
