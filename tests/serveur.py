"""A real server in a process of its own, on a free port of loopback, with a store of its own."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import httpx2

RACINE = Path(__file__).parents[1]
PATIENCE_S = 180


class Serveur:
    """Runs the application until the end of a `with`; `base` is its address."""

    def __init__(self, local: Path, *commande: str, env: dict[str, str] | None = None) -> None:
        with socket.socket() as prise:
            prise.bind(("127.0.0.1", 0))
            self.port = prise.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.local = local
        self._commande = [c.format(port=self.port) for c in commande] or [
            *(
                "-m",
                "uvicorn",
                "app:app",
                "--host",
                "127.0.0.1",
                "--port",
                str(self.port),
                "--log-level",
                "warning",
            ),
            *("--ws", "websockets-sansio"),
        ]
        self._env = (
            os.environ | {"OBSERVATOIRE_LOCAL_DIR": str(local), "PYTHONWARNINGS": "default"} | (env or {})
        )
        self.journal = local / "serveur.log"

    def __enter__(self) -> "Serveur":
        self.local.mkdir(parents=True, exist_ok=True)
        with self.journal.open("wb") as journal:
            self._processus = subprocess.Popen(
                [sys.executable, *self._commande], cwd=RACINE, env=self._env, stdout=journal, stderr=journal
            )
        limite = time.monotonic() + PATIENCE_S
        while time.monotonic() < limite:
            if self._processus.poll() is not None:
                break
            try:
                if httpx2.get(f"{self.base}/healthz", timeout=2).status_code == 200:
                    return self
            except httpx2.TransportError:
                time.sleep(0.1)
        self._processus.kill()
        raise RuntimeError(f"the server did not start:\n{self.journal.read_text(errors='replace')[-2000:]}")

    def __exit__(
        self, sorte: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._processus.terminate()
        try:
            self._processus.wait(20)
        except subprocess.TimeoutExpired:
            self._processus.kill()
            self._processus.wait()
