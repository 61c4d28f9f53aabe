"""The method and the notices: one text for the page and for the light page /mentions."""

import math
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from observatoire.errors import StoreIndisponible
from observatoire.moderation import Delai, lister_delais
from observatoire.settings import settings
from observatoire.store import Cursor, lire
from observatoire.web.fond import fond_de_carte
from observatoire.web.formats import pluriel
from observatoire.web.gabarits import fragment, rendre

_SANS_CONTACT = "le contact de cette installation n’est pas encore renseigné, adressez-vous à qui vous a donné son adresse"


_TRIMESTRES = ("1er", "2e", "3e", "4e")


def corps(cur: Cursor) -> str:
    """Return the text as HTML."""
    return fragment("methode_corps.html", **_contexte(cur))


def servir_mentions(request: Request) -> Response:
    """Serve the same text as a light page."""
    try:
        with lire() as cur:
            contexte = _contexte(cur)
    except StoreIndisponible:
        contexte = _contexte(None)  # the notices do not need the store
    return rendre("mentions.html", request, **contexte)


def delai_dit(d: Delai) -> dict[str, Any]:
    """Return a quarter's delays in words: whole days, rounded up."""
    return {
        "quand": f"{_TRIMESTRES[d.trimestre - 1]}\u00a0trimestre {d.annee}",
        "nombre": d.nombre,
        "median": _jours(d.median),
        "neuf_sur_dix": _jours(d.neuf_sur_dix),
    }


def _jours(duree: timedelta) -> str:
    return pluriel(max(1, math.ceil(duree / timedelta(days=1))), "jour")


def _contexte(cur: Cursor | None) -> dict[str, Any]:
    reglages = settings()
    return {
        "version": cur.version() if cur else None,
        "delais": [delai_dit(d) for d in lister_delais(cur)] if cur else [],
        "deux_colleges": reglages.two_colleges,
        "fond": fond_de_carte(reglages),
        "editeur": reglages.publisher,
        "contact": reglages.contact,
        "contact_phrase": reglages.contact or _SANS_CONTACT,
    }
