"""Start a throw-away PostgreSQL server from Debian's package, on loopback only."""

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

PHRASE = (
    "PostgreSQL est introuvable : les tests du second moteur en ont besoin. Lancez « ./observatoire test », "
    "qui l’installe (apt-get install postgresql), ou installez ce paquet."
)


def _binaires() -> Path:
    trouve = shutil.which("initdb")
    dossiers = [Path(trouve).parent] if trouve else []
    dossiers += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for dossier in dossiers:
        if (dossier / "initdb").exists():
            return dossier
    raise RuntimeError(PHRASE)


class ServeurPostgresql:
    """A server in its own folder; `base_neuve` gives the address of an empty database."""

    def __init__(self) -> None:
        self._bin = _binaires()
        self._dossier = Path(tempfile.mkdtemp(prefix="observatoire-postgresql-"))
        self._qui = _utilisateur_du_serveur(self._dossier)
        with socket.socket() as libre:
            libre.bind(("127.0.0.1", 0))
            self._port = libre.getsockname()[1]
        self._numero = itertools.count(1)
        self._admin = f"postgresql://postgres@127.0.0.1:{self._port}/postgres"

    def __enter__(self) -> Self:
        donnees = str(self._dossier)
        self._lancer(
            "initdb", "-D", donnees, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"
        )
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        journal = str(self._dossier / "journal")
        self._lancer("pg_ctl", "-D", donnees, "-o", options, "-l", journal, "-w", "start")
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._lancer("pg_ctl", "-D", str(self._dossier), "-m", "immediate", "stop")
        shutil.rmtree(self._dossier)

    def base_neuve(self) -> str:
        """Create an empty database and return its address."""
        nom = f"essai_{next(self._numero)}"
        with psycopg.connect(self._admin, autocommit=True) as connexion:
            connexion.execute(f"create database {nom}")
        return f"postgresql://postgres@127.0.0.1:{self._port}/{nom}"

    def _lancer(self, programme: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._bin / programme), *arguments],
            check=True, stdout=subprocess.DEVNULL, timeout=60, cwd="/", **self._qui,
        )  # fmt: skip


def _utilisateur_du_serveur(dossier: Path) -> dict[str, int]:
    """Return who runs the server: it refuses root, so the postgres user does then, and owns the folder."""
    if os.geteuid() != 0:
        return {}
    compte = pwd.getpwnam("postgres")
    os.chown(dossier, compte.pw_uid, compte.pw_gid)
    return {"user": compte.pw_uid, "group": compte.pw_gid}
