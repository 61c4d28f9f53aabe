"""`/vue/{id}`: a shared view, at an address that stays when what it asks is replaced."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from observatoire import vues
from observatoire.store import lire
from observatoire.web.explorateur.vues import NOMMEE
from observatoire.web.gabarits import rendre

ABSENTE = "Cette vue n’existe pas, ou n’est plus partagée. Demandez une autre adresse à qui vous l’a donnée."


def servir(request: Request) -> Response:
    """Go to the explorer, that says the name of the view; 404 for one that is private or was deleted."""
    identifiant = request.path_params["id"]
    with lire() as cur:
        vue = vues.partagee(cur, identifiant)
    if vue is None:
        return rendre("introuvable.html", request, 404, message=ABSENTE)
    requete = urlencode({**vue.question.to_params(), NOMMEE: vue.id}, doseq=True)
    return RedirectResponse(f"/explorer?{requete}", 302, headers={"Cache-Control": "no-store"})
