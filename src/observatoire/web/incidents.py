"""What a person sees when something broke: a sentence and a reference number; the log keeps the rest."""

import logging
import secrets

from starlette.requests import Request
from starlette.responses import Response

from observatoire.errors import ErreurObservatoire, Introuvable, StoreIndisponible
from observatoire.web.gabarits import rendre

JOURNAL = logging.getLogger("observatoire.incidents")
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def consigner(erreur: BaseException) -> str:
    """Log an unexpected error with its trace; return the reference to tell."""
    reference = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    JOURNAL.error("incident %s", reference, exc_info=erreur)
    return reference


def dans_une_page(erreur: Exception) -> bool:
    """Show an error of a page script (called by Streamlit); True: Streamlit shows nothing of its own."""
    from observatoire.web.composants import message_erreur

    if isinstance(erreur, ErreurObservatoire):
        message_erreur(str(erreur))
    else:
        message_erreur(
            "Cette partie de la page n’a pas pu s’afficher. Ce que vous avez envoyé avant reste enregistré\u202f; "
            "rechargez la page, et si cela recommence, signalez-le avec cette référence.",
            reference=consigner(erreur),
        )
    return True


async def introuvable(request: Request, erreur: Exception) -> Response:
    """Answer 404 on a light page."""
    return rendre("introuvable.html", request, 404, message=str(erreur))


async def indisponible(request: Request, erreur: Exception) -> Response:
    """Answer 503 on a light page: the store is not there."""
    return rendre(
        "incident.html",
        request,
        503,
        titre="L’observatoire est momentanément indisponible",
        message=str(erreur),
        reference=None,
    )


async def imprevue(request: Request, erreur: Exception) -> Response:
    """Answer 500 on a light page."""
    return rendre(
        "incident.html",
        request,
        500,
        titre="Quelque chose s’est mal passé",
        message="La demande n’a pas abouti. Réessayez dans un instant\u202f; si cela recommence, signalez-le avec cette référence.",
        reference=consigner(erreur),
    )


TRAITEMENTS = {Introuvable: introuvable, StoreIndisponible: indisponible, Exception: imprevue}
