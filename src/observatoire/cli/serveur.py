"""`observatoire servir`: prepare what is delivered, then become the server."""

import errno
import os
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from textwrap import indent
from typing import Any, NoReturn

from observatoire.errors import ErreurObservatoire, NonEnregistre, StoreOccupe, raison
from observatoire.ops import preparation
from observatoire.settings import RACINE, Settings

PATIENCE_S = 10
"""What is being answered has this long to end when the server stops."""


def servir(reglages: Settings) -> int:
    """Run the server until Ctrl+C or SIGTERM, which both end it cleanly (code 0).

    Raises StoreIndisponible when the store does not open, StoreOccupe when it is served already, ErreurObservatoire
    when the port is not free.
    """
    signal.signal(signal.SIGTERM, _interrompre)
    # The server ends by returning or by the signal it was stopped with, raised again: both are a stop that was asked.
    with suppress(KeyboardInterrupt):
        _preparer(reglages)
        with _reserver(reglages) as prise:
            _tourner(prise, reglages)
    print("\n  L’observatoire est arrêté.", flush=True)
    return 0


def _interrompre(*_: Any) -> NoReturn:
    raise KeyboardInterrupt


def _preparer(reglages: Settings) -> None:
    try:
        store = preparation.ouvrir(reglages)
    except StoreOccupe as cause:
        raise StoreOccupe(
            f"L’observatoire tourne déjà sur cette base, ou une commande s’en sert ({reglages.store_url})\u00a0: "
            "servez-vous de celui qui tourne, ou arrêtez-le d’abord."
        ) from cause
    try:
        # Nothing is prepared for a server that could not open its port.
        _reserver(reglages).close()
        preparation.preparer(reglages, lambda texte: print(indent(texte, "  "), flush=True))
    except NonEnregistre as erreur:
        print(f"  {erreur}", file=sys.stderr, flush=True)
    finally:
        preparation.fermer(store)


def _reserver(reglages: Settings) -> socket.socket:
    """Return a socket bound to the address, not listening yet: nobody is let in before all is ready."""
    famille = socket.AF_INET6 if ":" in reglages.host else socket.AF_INET
    # The protocol by its name: asyncio sends small answers without waiting (TCP_NODELAY) on such sockets only.
    prise = socket.socket(famille, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        prise.bind((reglages.host, reglages.port))
    except OSError as cause:
        prise.close()
        raise ErreurObservatoire(_refus_du_port(reglages, cause)) from cause
    return prise


def _refus_du_port(reglages: Settings, cause: OSError) -> str:
    if cause.errno == errno.EADDRINUSE:
        return (
            f"Le port {reglages.port} est déjà pris par un autre programme\u00a0: arrêtez-le, ou prenez-en un autre "
            f"(OBSERVATOIRE_PORT={reglages.port % 65535 + 1} ./observatoire)."
        )
    motif = "nom inconnu" if isinstance(cause, socket.gaierror) else raison(cause)
    return (
        f"L’adresse {reglages.host}, port {reglages.port}, ne peut pas être ouverte ({motif})\u00a0: "
        "corrigez OBSERVATOIRE_HOST ou OBSERVATOIRE_PORT."
    )


def _tourner(prise: socket.socket, reglages: Settings) -> None:
    os.chdir(RACINE)
    sys.path.insert(0, str(RACINE))
    import uvicorn

    class Serveur(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            print(
                f"\n  L’observatoire est ouvert\u00a0: {reglages.public_url}\n  (Ctrl+C pour l’arrêter)\n",
                flush=True,
            )

    application = import_module("app").app
    Serveur(
        uvicorn.Config(
            application, log_level="warning", ws="websockets-sansio", timeout_graceful_shutdown=PATIENCE_S
        )
    ).run([prise])
