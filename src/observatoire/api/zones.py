"""`/zones`: the white zones of a territory and of those just under it."""

from starlette.requests import Request
from starlette.responses import Response

from observatoire.api import reponses
from observatoire.api.parametres import DES_ZONES, verifier
from observatoire.api.problemes import Probleme
from observatoire.clock import aujourd_hui
from observatoire.publication import LICENCE, LICENCE_URL, LIMITES_DES_ZONES, lire_zones
from observatoire.store import lire
from observatoire.territoires import FRANCE, trouver


def lister(request: Request) -> Response:
    """Answer `/zones`."""
    verifier(DES_ZONES, request.query_params)
    voulu = request.query_params.get("territoire") or FRANCE
    avec_demo = "demo" in request.query_params
    with lire() as cur:
        validateur = reponses.etag(request, cur.version(), aujourd_hui().isoformat())
        if trouver(cur, voulu) is None:
            faute = f"Le territoire {voulu} n’existe pas\u00a0: cherchez-le dans /api/v1/territoires."
            raise Probleme(422, faute, {"territoire": faute})
        if vue := reponses.inchangee(request, validateur):
            return vue
        zones = lire_zones(cur, voulu, avec_demo=avec_demo)
    metadonnees = {
        "licence": {"nom": LICENCE, "adresse": LICENCE_URL},
        "extrait_le": aujourd_hui(),
        "avec_demo": avec_demo,
        "limites": LIMITES_DES_ZONES,
    }
    return reponses.json(request, {"donnees": zones, "metadonnees": metadonnees}, validateur)
