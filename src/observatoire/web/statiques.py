"""Streamlit's own bundles, compressed once and kept on disk: 9 MB become under 3 on a first visit."""

import gzip
import os
import threading
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import brotli
import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}
IMMUABLE = "public, max-age=31536000, immutable"
CODAGES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "br": (".br", partial(brotli.compress, quality=9)),
    "gzip": (".gz", partial(gzip.compress, compresslevel=9, mtime=0)),
}
"""Best first. Brotli 9 takes 0.4 s of processor on the largest bundle, once; 11 would take 9 s for 10 % less."""

_UN_A_LA_FOIS = threading.Lock()


def _fichiers() -> dict[str, Path]:
    racine = Path(file_util.get_static_dir())
    return {
        "/" + chemin.relative_to(racine).as_posix(): chemin
        for chemin in (racine / "static").rglob("*")
        if chemin.is_file()
    }


def codage_accepte(accept_encoding: str, codages: Iterable[str] = tuple(CODAGES)) -> str | None:
    """Return the first of our codings that a browser accepts, or None."""
    offerts = {}
    for offre in accept_encoding.lower().split(","):
        nom, _, q = offre.strip().partition(";")
        offerts[nom.strip()] = q.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((codage for codage in codages if offerts.get(codage)), None)


class StatiquesCompresses:
    """Serves /static/* from a cache of compressed files; only files that Streamlit delivers exist."""

    def __init__(self, app: ASGIApp, cache: Path) -> None:
        self.app = app
        self.cache = cache / streamlit.__version__
        self.fichiers = _fichiers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        source = self.fichiers.get(scope["path"])
        if source is None:
            await PlainTextResponse("Introuvable", 404)(scope, receive, send)
            return
        codage = codage_accepte(Headers(scope=scope).get("accept-encoding", ""))
        if scope["method"] not in ("GET", "HEAD") or source.suffix not in TYPES or codage is None:
            await self.app(scope, receive, send)
            return
        await (await self._compresse(source, codage))(scope, receive, send)

    async def _compresse(self, source: Path, codage: str) -> Response:
        suffixe, compresser = CODAGES[codage]
        chemin = self.cache / (source.name + suffixe)
        if not chemin.exists():
            await run_in_threadpool(_compresser, source, chemin, compresser)
        return FileResponse(
            chemin,
            media_type=TYPES[source.suffix],
            headers={"Content-Encoding": codage, "Vary": "Accept-Encoding", "Cache-Control": IMMUABLE},
        )


def _compresser(source: Path, destination: Path, compresser: Callable[[bytes], bytes]) -> None:
    with _UN_A_LA_FOIS:
        if destination.exists():
            return
        destination.parent.mkdir(parents=True, exist_ok=True)
        brouillon = destination.with_suffix(f"{destination.suffix}.{os.getpid()}")
        brouillon.write_bytes(compresser(source.read_bytes()))
        brouillon.rename(destination)
