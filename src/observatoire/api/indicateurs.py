"""`/indicateurs`, `/indicateurs/{code}` and `/indicateurs/{code}/valeurs`."""

from starlette.requests import Request
from starlette.responses import Response

from observatoire.api import reponses
from observatoire.api.pagination import Pagination, lire_pagination
from observatoire.api.parametres import DES_VALEURS, verifier
from observatoire.api.problemes import Probleme
from observatoire.errors import Introuvable
from observatoire.publication import (
    lister_indicateurs,
    lister_valeurs,
    obtenir_indicateur,
    trouver_territoire,
)
from observatoire.store import Cursor, lire


def lister(request: Request) -> Response:
    """Answer `/indicateurs`."""
    verifier((), request.query_params)
    with lire() as cur:
        validateur = reponses.etag(request, cur.version())
        if vue := reponses.inchangee(request, validateur):
            return vue
        lus = lister_indicateurs(cur)
    return reponses.json(request, {"donnees": lus}, validateur)


def obtenir(request: Request) -> Response:
    """Answer `/indicateurs/{code}`."""
    verifier((), request.query_params)
    with lire() as cur:
        validateur = reponses.etag(request, cur.version())
        if vue := reponses.inchangee(request, validateur):
            return vue
        lu = obtenir_indicateur(cur, _code(request))
    return reponses.json(request, lu, validateur)


def valeurs(request: Request) -> Response:
    """Answer `/indicateurs/{code}/valeurs`."""
    params = request.query_params
    verifier(DES_VALEURS, params)
    page, par_page = lire_pagination(params)
    with lire() as cur:
        validateur = reponses.etag(request, cur.version())
        if vue := reponses.inchangee(request, validateur):
            return vue
        code = obtenir_indicateur(cur, _code(request))["code"]
        parent = _parent(cur, params.get("parent", ""))
        lue = lister_valeurs(
            cur, code, niveau=params.get("niveau", ""), parent=parent, page=page, taille=par_page
        )
    pagination = Pagination(page, par_page, lue.total)
    contenu = {
        "donnees": lue.enregistrements,
        "pagination": pagination.dite(),
        "liens": pagination.liens(request),
    }
    return reponses.json(request, contenu, validateur)


def _code(request: Request) -> str:
    code = str(request.path_params["code"])
    if not code.isprintable():
        raise Introuvable("Aucun indicateur n’a ce code. La liste est à /api/v1/indicateurs.")
    return code


def _parent(cur: Cursor, parent: str) -> str:
    if parent and trouver_territoire(cur, parent) is None:
        faute = (
            f"Le territoire {parent} n’existe pas\u00a0: cherchez-le par son nom à /api/v1/territoires?q=…"
        )
        raise Probleme(422, faute, {"parent": faute})
    return parent
