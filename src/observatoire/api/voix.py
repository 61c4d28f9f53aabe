"""`/voix` and `/voix.csv`: what the people served and both sides say of pratiques, never of fewer than five."""

from starlette.requests import Request
from starlette.responses import Response

from observatoire.api import reponses
from observatoire.api.pagination import Pagination, lire_pagination
from observatoire.api.parametres import DES_VOIX, DU_FICHIER_DES_VOIX, verifier
from observatoire.api.problemes import Probleme
from observatoire.clock import aujourd_hui
from observatoire.publication import FORMATS, csv_des_voix, lister_voix
from observatoire.store import Cursor, lire
from observatoire.territoires import trouver


def lister(request: Request) -> Response:
    """Answer `/voix`."""
    params = request.query_params
    verifier(DES_VOIX, params)
    page, par_page = lire_pagination(params)
    with lire() as cur:
        voulu = _territoire(cur, request)
        validateur = reponses.etag(request, cur.version())
        if vue := reponses.inchangee(request, validateur):
            return vue
        lignes, total = lister_voix(cur, territoire=voulu, page=page, taille=par_page)
    pagination = Pagination(page, par_page, total)
    contenu = {"donnees": lignes, "pagination": pagination.dite(), "liens": pagination.liens(request)}
    return reponses.json(request, contenu, validateur)


def telecharger(request: Request) -> Response:
    """Answer `/voix.csv`."""
    verifier(DU_FICHIER_DES_VOIX, request.query_params)
    with lire() as cur:
        fichier = csv_des_voix(cur, territoire=_territoire(cur, request))
    nom = f"observatoire-voix-{aujourd_hui().isoformat()}.csv"
    return Response(
        fichier,
        media_type=FORMATS["csv"].type_mime,
        headers={"Content-Disposition": f'attachment; filename="{nom}"'},
    )


def _territoire(cur: Cursor, request: Request) -> str:
    voulu = request.query_params.get("territoire", "")
    if voulu and trouver(cur, voulu) is None:
        faute = f"Le territoire {voulu} n’existe pas\u00a0: cherchez-le dans /api/v1/territoires."
        raise Probleme(422, faute, {"territoire": faute})
    return voulu
