"""Command the running application from the command line, over a Unix socket only its owner can open.

DuckDB gives its file to one process: while the application runs, a verb that needs the store is sent to it and
runs there, under its writer lock. One JSON line in; then JSON lines out: `texte` as it goes, and at the end `fait`
or `erreur`, whatever happens.
"""

import json
import logging
import os
import socket
import socketserver
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from observatoire.errors import ErreurObservatoire

Dire = Callable[[str], None]
Executer = Callable[[str, dict[str, Any], Dire], None]
NOM = "commande.sock"
PATIENCE_S = 10
"""Whoever connects has this long to ask."""
JOURNAL = logging.getLogger(__name__)


def _adresse(dossier: Path) -> tuple[str, int]:
    """Return a short path to the socket (the system bounds it at 107 bytes) and the descriptor that holds it."""
    descripteur = os.open(dossier, os.O_PATH | os.O_DIRECTORY)
    return f"/proc/self/fd/{descripteur}/{NOM}", descripteur


class Relais:
    """Listens in a thread of the application until `fermer`; each verb runs in a thread of its own."""

    def __init__(self, dossier: Path, executer: Executer) -> None:
        dossier.mkdir(parents=True, exist_ok=True)
        (dossier / NOM).unlink(missing_ok=True)
        adresse, descripteur = _adresse(dossier)
        try:
            self._serveur = socketserver.ThreadingUnixStreamServer(adresse, _lecteur(executer), False)
            self._serveur.daemon_threads = False  # `attendre` joins them
            ancien = os.umask(0o177)
            try:
                self._serveur.server_bind()
            finally:
                os.umask(ancien)
            self._serveur.server_activate()
        finally:
            os.close(descripteur)
        self._chemin = dossier / NOM
        self._fil = threading.Thread(
            target=self._serveur.serve_forever, args=(0.1,), name="relais", daemon=True
        )
        self._fil.start()

    def fermer(self) -> None:
        """Stop listening and remove the socket; the verbs begun go on."""
        self._serveur.shutdown()
        self._serveur.socket.close()
        self._chemin.unlink(missing_ok=True)

    def attendre(self) -> None:
        """Wait for the verbs begun. Once the store is closed, it refuses what they still ask, and they say so."""
        self._serveur.server_close()


def _lecteur(executer: Executer) -> type[socketserver.StreamRequestHandler]:
    class Lecteur(socketserver.StreamRequestHandler):
        timeout = PATIENCE_S

        def handle(self) -> None:
            self._ecrire(_repondre(executer, self.rfile.readline(), lambda t: self._ecrire({"texte": t})))

        def _ecrire(self, reponse: dict[str, Any]) -> None:
            # Whoever asked may have left: what was begun is finished all the same.
            with suppress(OSError):
                self.wfile.write(json.dumps(reponse).encode() + b"\n")

    return Lecteur


def _repondre(executer: Executer, demande: bytes, dire: Dire) -> dict[str, Any]:
    """Run what is asked and return the last line of the answer."""
    try:
        lue = json.loads(demande)
        executer(lue["verbe"], lue["arguments"], dire)
    except ErreurObservatoire as erreur:
        return {"erreur": str(erreur)}
    except Exception as erreur:
        JOURNAL.exception("relais")
        return {
            "erreur": f"L’application n’a pas pu finir\u00a0: erreur imprévue ({type(erreur).__name__}), détaillée dans son "
            "journal. Contrôlez la base avant de recommencer\u00a0: ./observatoire verifier"
        }
    return {"fait": True}


def transmettre(dossier: Path, verbe: str, arguments: dict[str, Any], dire: Dire) -> bool:
    """Have the running application run a verb; return whether one listens.

    Raises ErreurObservatoire with the application's sentence when it refused, or when it stopped before answering.
    """
    if not (dossier / NOM).exists():
        return False
    adresse, descripteur = _adresse(dossier)
    with socket.socket(socket.AF_UNIX) as prise:
        try:
            prise.connect(adresse)
        except OSError:
            return False
        finally:
            os.close(descripteur)
        with suppress(OSError):
            prise.sendall(json.dumps({"verbe": verbe, "arguments": arguments}).encode() + b"\n")
            for ligne in prise.makefile("rb"):
                reponse = json.loads(ligne)
                if "fait" in reponse:
                    return True
                if "erreur" in reponse:
                    raise ErreurObservatoire(reponse["erreur"])
                dire(reponse["texte"])
    raise ErreurObservatoire(
        "L’application s’est arrêtée avant de répondre\u00a0: vérifiez le résultat avant de recommencer."
    )
