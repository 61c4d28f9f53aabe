"""The method and the notices: one text for the page and for the light page /mentions."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from observatoire.errors import StoreIndisponible
from observatoire.settings import settings
from observatoire.store import lire
from observatoire.web.fond import fond_de_carte
from observatoire.web.gabarits import fragment, rendre

_SANS_CONTACT = "le contact de cette installation n’est pas encore renseigné, adressez-vous à qui vous a donné son adresse"


def corps(version: int | None) -> str:
    """Return the text as HTML; `version` is the number of the last change of the data."""
    return fragment("methode_corps.html", **_contexte(version))


def servir_mentions(request: Request) -> Response:
    """Serve the same text as a light page."""
    try:
        with lire() as cur:
            version = cur.version()
    except StoreIndisponible:
        version = None  # the notices do not need the store
    return rendre("mentions.html", request, **_contexte(version))


def _contexte(version: int | None) -> dict[str, Any]:
    reglages = settings()
    return {
        "version": version,
        "fond": fond_de_carte(reglages),
        "editeur": reglages.publisher,
        "contact": reglages.contact,
        "contact_phrase": reglages.contact or _SANS_CONTACT,
    }
