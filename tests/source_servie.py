"""An outside source on loopback: real files over a real HTTP server, and everything that goes wrong with one."""

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Repondre = Callable[[BaseHTTPRequestHandler], None]


def corps(contenu: bytes, statut: int = 200, **entetes: str) -> Repondre:
    """Answer a body."""

    def repondre(requete: BaseHTTPRequestHandler) -> None:
        requete.send_response(statut)
        for nom, valeur in entetes.items():
            requete.send_header(nom.replace("_", "-"), valeur)
        requete.send_header("Content-Length", str(len(contenu)))
        requete.end_headers()
        requete.wfile.write(contenu)

    return repondre


def en_json(valeur: Any) -> Repondre:
    """Answer JSON."""
    return corps(json.dumps(valeur).encode(), Content_Type="application/json")


def renvoi(ou: str) -> Repondre:
    """Answer a redirect."""
    return corps(b"", 302, Location=ou)


def enorme(megaoctets: int) -> Repondre:
    """Answer that much, without telling the size first."""

    def repondre(requete: BaseHTTPRequestHandler) -> None:
        requete.send_response(200)
        requete.end_headers()
        requete.wfile.write(b'["')
        for _ in range(megaoctets):
            requete.wfile.write(b"x" * 1_000_000)

    return repondre


class SourceServie:
    """Answers each path as told; `demandes` keeps what was asked."""

    def __init__(self) -> None:
        self.reponses: dict[str, Repondre] = {}
        self.demandes: list[tuple[str, str]] = []
        self.liberer = threading.Event()
        exterieur = self

        class Requetes(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                exterieur.demandes.append((self.path, self.headers.get("Authorization", "")))
                with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked may have had enough
                    exterieur.reponses[self.path](self)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._serveur = ThreadingHTTPServer(("127.0.0.1", 0), Requetes)
        self.base = f"http://127.0.0.1:{self._serveur.server_port}"
        self._fil = threading.Thread(target=self._serveur.serve_forever, args=(0.05,), daemon=True)
        self._fil.start()

    def goutte_a_goutte(self, requete: BaseHTTPRequestHandler) -> None:
        """Answer a byte now and then, for ever: never idle, never done."""
        requete.send_response(200)
        requete.end_headers()
        while not self.liberer.wait(0.1):
            requete.wfile.write(b" ")

    def fermer(self) -> None:
        self.liberer.set()
        self._serveur.shutdown()
        self._serveur.server_close()
        self._fil.join()
