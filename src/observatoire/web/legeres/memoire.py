"""Answers already made, kept compressed until the store changes: bounded in bytes, the least used leave first."""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from observatoire.store import Cursor, courant
from observatoire.web.statiques import codage_accepte

OCTETS_AU_PLUS = 32 * 2**20
"""Compressed bytes kept; a sheet takes about 3 kB."""


@dataclass(frozen=True)
class Page:
    """One answer: its bytes compressed, and its headers."""

    comprimee: bytes
    entetes: dict[str, str]

    @classmethod
    def faite(cls, reponse: Response) -> "Page":
        """Keep a response that is the same for everybody."""
        gardes = {n: v for n, v in reponse.headers.items() if n != "content-length"}
        return cls(gzip.compress(bytes(reponse.body), 6, mtime=0), gardes)

    @cached_property
    def etag(self) -> str:
        """The validator of the content."""
        return f'W/"{sha256(self.comprimee).hexdigest()[:20]}"'

    def repondre(self, request: Request) -> Response:
        """Answer 304 when the reader has it, else the page, compressed when the reader takes it so."""
        entetes = {
            **self.entetes,
            "ETag": self.etag,
            "Cache-Control": "public, no-cache",
            "Vary": "Accept-Encoding",
        }
        connus = [v.strip() for v in request.headers.get("if-none-match", "").split(",")]
        if self.etag in connus or "*" in connus:
            entetes.pop("content-type", None)
            return Response(status_code=304, headers=entetes)
        if codage_accepte(request.headers.get("accept-encoding", ""), ("gzip",)):
            return Response(self.comprimee, headers={**entetes, "Content-Encoding": "gzip"})
        return Response(gzip.decompress(self.comprimee), headers=entetes)


class Memoire:
    """Pages by key, for one state of the store: the store itself and its version (a restored one may repeat numbers)."""

    def __init__(self, octets_au_plus: int = OCTETS_AU_PLUS) -> None:
        self._au_plus = octets_au_plus
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._octets = 0
        self._etat: Hashable = None
        self._verrou = threading.Lock()

    def page(self, etat: Hashable, cle: str, faire: Callable[[], Response]) -> Page:
        """Return the page of a key, made when it is not kept; a page that `faire` refuses to make is not kept."""
        with self._verrou:
            if etat != self._etat:
                self._pages.clear()
                self._octets, self._etat = 0, etat
            if (connue := self._pages.get(cle)) is not None:
                self._pages.move_to_end(cle)
                return connue
        nouvelle = Page.faite(faire())
        with self._verrou:
            if etat == self._etat and cle not in self._pages:
                self._garder(cle, nouvelle)
        return nouvelle

    def _garder(self, cle: str, page: Page) -> None:
        self._pages[cle] = page
        self._octets += len(page.comprimee)
        while self._octets > self._au_plus and self._pages:
            _, partie = self._pages.popitem(last=False)
            self._octets -= len(partie.comprimee)

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def octets(self) -> int:
        """Compressed bytes kept now."""
        return self._octets


_MEMOIRE = Memoire()


def servir(cur: Cursor, cle: str, faire: Callable[[], Response]) -> Page:
    """Return the process's page of a key, as the store now stands."""
    return _MEMOIRE.page((courant(), cur.version()), cle, faire)
