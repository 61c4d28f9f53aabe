"""What every answer shares: JSON, validators, open reading from any site, files made without blocking the server."""

import hashlib
import secrets
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import anyio
import anyio.lowlevel
import anyio.to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from observatoire.publication.cellules import en_json
from observatoire.publication.mentions import LICENCE_URL

EXPORTS_ENSEMBLE = 2
"""Chunks of files computed at once; the other files wait without holding a thread."""

_PROCESSUS = secrets.token_hex(8)
"""In every validator: a restored store may give a version's number again, but only to another process."""
_T = TypeVar("_T")
_limite: anyio.lowlevel.RunVar[anyio.CapacityLimiter] = anyio.lowlevel.RunVar("exports")


def etag(request: Request, version: int, *precisions: str) -> str:
    """Return the validator of what a request is answered at a version of the store."""
    demande = "\n".join((_PROCESSUS, request.url.path, request.url.query, str(request.base_url), *precisions))
    return f'W/"{version}-{hashlib.sha256(demande.encode()).hexdigest()[:16]}"'


def etag_du_contenu(octets: bytes) -> str:
    """Return the validator of an answer that depends on nothing but its content."""
    return f'W/"{hashlib.sha256(octets).hexdigest()[:20]}"'


def entetes(validateur: str) -> dict[str, str]:
    """Return the headers of a good answer: kept by caches, asked again each time."""
    return {
        "ETag": validateur,
        "Cache-Control": "public, no-cache",
        "Vary": "Accept",
        "Link": f'<{LICENCE_URL}>; rel="license"',
    }


def inchangee(request: Request, validateur: str) -> Response | None:
    """Return a 304 when the reader already has this answer."""
    connus = [v.strip().removeprefix("W/") for v in request.headers.get("if-none-match", "").split(",")]
    if "*" in connus or validateur.removeprefix("W/") in connus:
        return Response(status_code=304, headers=entetes(validateur))
    return None


def json(
    request: Request, contenu: Mapping[str, Any] | Sequence[Any], validateur: str | None = None
) -> Response:
    """Answer with JSON; without a validator given, the content's own."""
    octets = en_json(contenu).encode()
    validateur = validateur or etag_du_contenu(octets)
    return inchangee(request, validateur) or Response(
        octets, headers=entetes(validateur), media_type="application/json"
    )


def fichier(
    request: Request, morceaux: Iterator[bytes], *, nom: str, type_mime: str, validateur: str
) -> Response:
    """Answer with a file made as it is sent."""
    dits = entetes(validateur) | {
        "Content-Disposition": f'attachment; filename="{nom}"',
        "Content-Type": type_mime,
    }
    return StreamingResponse(
        _au_rythme_du_lecteur(iter(()) if request.method == "HEAD" else morceaux), headers=dits
    )


async def avec_mesure(fonction: Callable[[], _T]) -> _T:
    """Run the making of a file in a thread, few at once."""
    return await anyio.to_thread.run_sync(fonction, limiter=_limiteur())


async def _au_rythme_du_lecteur(morceaux: Iterator[bytes]) -> AsyncIterator[bytes]:
    while (morceau := await avec_mesure(lambda: next(morceaux, None))) is not None:
        if morceau:
            yield morceau


def _limiteur() -> anyio.CapacityLimiter:
    try:
        return _limite.get()
    except LookupError:
        limiteur = anyio.CapacityLimiter(EXPORTS_ENSEMBLE)
        _limite.set(limiteur)
        return limiteur


class Ouverture:
    """Lets any site read the API from a browser, and answers OPTIONS. Pure ASGI."""

    ENTETES = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition, Retry-After",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    PERMIS = {
        "Allow": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "Accept, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def envoyer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.ENTETES)
            await send(message)

        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=self.PERMIS)(scope, receive, envoyer)
        else:
            await self.app(scope, receive, envoyer)
