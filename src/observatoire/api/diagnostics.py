"""`/diagnostics` and `/diagnostics/{id}`: the shared diagnoses that are public."""

from starlette.requests import Request
from starlette.responses import Response

from observatoire.api import reponses
from observatoire.api.pagination import Pagination, lire_pagination
from observatoire.api.parametres import DES_DIAGNOSTICS, verifier
from observatoire.api.problemes import Probleme
from observatoire.errors import Introuvable
from observatoire.publication import detailler_diagnostic, lister_diagnostics, trouver_territoire
from observatoire.publication.diagnostics import INCONNU
from observatoire.store import lire


def lister(request: Request) -> Response:
    """Answer `/diagnostics`."""
    params = request.query_params
    verifier(DES_DIAGNOSTICS, params)
    page, par_page = lire_pagination(params)
    voulu = params.get("territoire", "")
    with lire() as cur:
        if voulu and trouver_territoire(cur, voulu) is None:
            faute = f"Le territoire {voulu} n’existe pas\u00a0: cherchez-le dans /api/v1/territoires."
            raise Probleme(422, faute, {"territoire": faute})
        validateur = reponses.etag(request, cur.version())
        if vue := reponses.inchangee(request, validateur):
            return vue
        lue = lister_diagnostics(cur, territoire=voulu, page=page, taille=par_page)
    pagination = Pagination(page, par_page, lue.total)
    contenu = {
        "donnees": lue.enregistrements,
        "pagination": pagination.dite(),
        "liens": pagination.liens(request),
    }
    return reponses.json(request, contenu, validateur)


def obtenir(request: Request) -> Response:
    """Answer `/diagnostics/{id}`."""
    verifier((), request.query_params)
    identifiant = request.path_params["id"]
    if not identifiant.isalnum():
        raise Introuvable(INCONNU)
    with lire() as cur:
        validateur = reponses.etag(request, cur.version())
        if vue := reponses.inchangee(request, validateur):
            return vue
        entier = detailler_diagnostic(cur, identifiant)
    return reponses.json(request, entier, validateur)
