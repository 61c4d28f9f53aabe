"""Command the running application from the command line, over a Unix socket only its owner can open.

DuckDB gives its file to one process: while the application runs, a verb that needs the store is sent to it and
runs there, under its writer lock. One JSON line in; lines of text out, then one JSON line with the exit code.
"""

import json
import os
import socket
import socketserver
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from observatoire.errors import ErreurObservatoire

Executer = Callable[[str, dict[str, Any], Callable[[str], None]], None]
NOM = "commande.sock"


def _adresse(dossier: Path) -> tuple[str, int]:
    """Return a short path to the socket (the system bounds it at 107 bytes) and the descriptor that holds it."""
    descripteur = os.open(dossier, os.O_PATH | os.O_DIRECTORY)
    return f"/proc/self/fd/{descripteur}/{NOM}", descripteur


class Relais:
    """Listens in a thread of the application until `fermer`."""

    def __init__(self, dossier: Path, executer: Executer) -> None:
        dossier.mkdir(parents=True, exist_ok=True)
        (dossier / NOM).unlink(missing_ok=True)
        adresse, descripteur = _adresse(dossier)
        try:
            self._serveur = socketserver.ThreadingUnixStreamServer(adresse, _lecteur(executer), False)
            self._serveur.daemon_threads = True
            ancien = os.umask(0o177)
            try:
                self._serveur.server_bind()
            finally:
                os.umask(ancien)
            self._serveur.server_activate()
        finally:
            os.close(descripteur)
        self._chemin = dossier / NOM
        self._fil = threading.Thread(target=self._serveur.serve_forever, name="relais", daemon=True)
        self._fil.start()

    def fermer(self) -> None:
        """Stop listening and remove the socket."""
        self._serveur.shutdown()
        self._serveur.server_close()
        self._chemin.unlink(missing_ok=True)


def _lecteur(executer: Executer) -> type[socketserver.StreamRequestHandler]:
    class Lecteur(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            demande = json.loads(self.rfile.readline())

            def dire(texte: str) -> None:
                self.wfile.write(json.dumps({"texte": texte}).encode() + b"\n")

            try:
                executer(demande["verbe"], demande["arguments"], dire)
                code = 0
            except ErreurObservatoire as erreur:
                dire(str(erreur))
                code = 1
            self.wfile.write(json.dumps({"code": code}).encode() + b"\n")

    return Lecteur


def transmettre(
    dossier: Path, verbe: str, arguments: dict[str, Any], dire: Callable[[str], None]
) -> int | None:
    """Have the running application run a verb; return its exit code, or None when none listens."""
    if not (dossier / NOM).exists():
        return None
    adresse, descripteur = _adresse(dossier)
    with socket.socket(socket.AF_UNIX) as prise:
        try:
            prise.connect(adresse)
        except OSError:
            return None
        finally:
            os.close(descripteur)
        prise.sendall(json.dumps({"verbe": verbe, "arguments": arguments}).encode() + b"\n")
        for ligne in prise.makefile("rb"):
            reponse = json.loads(ligne)
            if "code" in reponse:
                return int(reponse["code"])
            dire(reponse["texte"])
    dire("L’application s’est arrêtée avant de répondre : vérifiez le résultat avant de recommencer.")
    return 1
