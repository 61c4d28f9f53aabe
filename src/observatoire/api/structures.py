"""`/structures/data-inclusion.json`: the structures in the data·inclusion schema v1, for those who merge sources."""

from starlette.requests import Request
from starlette.responses import Response

from observatoire.api import reponses
from observatoire.api.parametres import verifier
from observatoire.publication import structures_data_inclusion
from observatoire.store import lire


def data_inclusion(request: Request) -> Response:
    """Answer the whole list: a plain array, as the schema's own tools read it."""
    verifier((), request.query_params)
    with lire() as cur:
        validateur = reponses.etag(request, cur.version())
        if vue := reponses.inchangee(request, validateur):
            return vue
        lignes = structures_data_inclusion(cur)
    return reponses.json(request, lignes, validateur)
