"""What every request meets first: accepted hosts, bounded bodies, closed doors, security headers. Pure ASGI."""

import json
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from observatoire.settings import Settings
from observatoire.web import coquille
from observatoire.web.fond import origine_des_tuiles

ENTETES = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
EMBARQUE = "/embed/"
"""What other sites may hold in a frame: its responses say so by their own policy."""
FERMES = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
"""Doors of Streamlit that tell about the server or drive it, and that nobody needs here."""

LIMITE_CORPS = 1_000_000
LIMITE_DEPOT = 10 * 1024 * 1024 + 65_536
"""Bytes of a request's body; the second for files deposited on a page (server.maxUploadSize, and the form around it)."""


def politique(reglages: Settings) -> str:
    """Return the content security policy of the Streamlit pages: nothing comes from, or leaves to, elsewhere.

    Images of the base map are let in where a setting asks for one.
    """
    public = urlsplit(reglages.public_url)
    ws = f"{'wss' if reglages.secure else 'ws'}://{public.netloc}"
    scripts = " ".join(("'self'", "'wasm-unsafe-eval'", *coquille.empreintes_scripts()))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob:{origine_des_tuiles(reglages)}",
            "font-src 'self' data:",
            f"connect-src 'self' {ws}",
            "worker-src 'self' blob:",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )


class EntetesDeSecurite:
    """Adds the security headers to every response; a response may bring a policy of its own."""

    def __init__(self, app: ASGIApp, reglages: Settings) -> None:
        self.app = app
        self.entetes = {**ENTETES, "Content-Security-Policy": politique(reglages)}
        if reglages.secure:
            self.entetes["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def envoyer(message: Message) -> None:
            if message["type"] == "http.response.start":
                entetes = MutableHeaders(scope=message)
                for nom, valeur in self.entetes.items():
                    if nom != "X-Frame-Options" or not scope["path"].startswith(EMBARQUE):
                        entetes.setdefault(nom, valeur)
            await send(message)

        await self.app(scope, receive, envoyer)


class HotesAcceptes:
    """Answers 400 to a Host header that is not one of ours, on pages and on WebSockets.

    A WebSocket that another site opens is closed too: Streamlit would ask an outside service for our own address
    before refusing it.
    """

    def __init__(self, app: ASGIApp, reglages: Settings) -> None:
        self.app = app
        noms = (urlsplit(reglages.public_url).hostname or "", reglages.host, *reglages.allowed_hosts)
        self.noms = frozenset(n.lower() for n in (*noms, "localhost", "127.0.0.1", "::1") if n)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] not in ("http", "websocket") or self._accepte(Headers(scope=scope), scope["type"]):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            phrase = "Adresse non reconnue : ajoutez ce nom d’hôte à OBSERVATOIRE_ALLOWED_HOSTS."
            await PlainTextResponse(phrase, 400)(scope, receive, send)

    def _accepte(self, entetes: Headers, sorte: str) -> bool:
        hote = entetes.get("host", "")
        try:
            nom = (urlsplit(f"//{hote}").hostname or "").rstrip(".")
            origine = urlsplit(entetes.get("origin", f"//{hote}")).netloc
        except ValueError:
            return False
        return ("*" in self.noms or nom in self.noms) and (sorte == "http" or origine == hote)


class CorpsTropGros(Exception):
    """More bytes came than announced or allowed."""


class CorpsBornes:
    """Answers 413 to a body over the limit, whether its length was announced or not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limite = LIMITE_DEPOT if scope["path"].startswith("/_stcore/upload_file/") else LIMITE_CORPS
        annonce = Headers(scope=scope).get("content-length", "0")
        if not annonce.isdigit() or int(annonce) > limite:
            await _trop_gros(scope, limite)(scope, receive, send)
            return
        recus, commence = 0, False

        async def recevoir() -> Message:
            nonlocal recus
            message = await receive()
            recus += len(message.get("body", b""))
            if recus > limite:
                raise CorpsTropGros
            return message

        async def envoyer(message: Message) -> None:
            nonlocal commence
            commence = True
            await send(message)

        try:
            await self.app(scope, recevoir, envoyer)
        except CorpsTropGros:
            if not commence:
                await _trop_gros(scope, limite)(scope, receive, send)


def _trop_gros(scope: Scope, limite: int) -> Response:
    phrase = f"L’envoi dépasse {limite // 1_000_000} Mo : envoyez un fichier ou un texte plus petit."
    if not scope["path"].startswith("/api/"):
        return PlainTextResponse(phrase, 413)
    probleme = {"type": "about:blank", "title": "Envoi trop gros", "status": 413, "detail": phrase}
    return Response(json.dumps(probleme, ensure_ascii=False), 413, media_type="application/problem+json")


class PortesFermees:
    """Answers 404 on the doors of Streamlit that are not ours to open."""

    def __init__(self, app: ASGIApp, prefixes: Iterable[str] = FERMES) -> None:
        self.app = app
        self.prefixes = tuple(prefixes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["path"].startswith(self.prefixes):
            await PlainTextResponse("Introuvable", 404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
