"""Start a throw-away PostgreSQL server from Debian's package, on loopback only."""

import itertools
import os
import pwd
import shutil
import socket
import subprocess
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

    def __init__(self, dossier: Path) -> None:
        self._bin = _binaires()
        self._dossier = dossier / "donnees"
        with socket.socket() as libre:
            libre.bind(("127.0.0.1", 0))
            self._port = libre.getsockname()[1]
        self._numero = itertools.count(1)
        self._admin = f"postgresql://postgres@127.0.0.1:{self._port}/postgres"

    def __enter__(self) -> Self:
        self._lancer(
            "initdb",
            "-D",
            str(self._dossier),
            "-A",
            "trust",
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        self._lancer(
            "pg_ctl",
            "-D",
            str(self._dossier),
            "-o",
            options,
            "-l",
            str(self._dossier / "journal"),
            "-w",
            "start",
        )
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._lancer("pg_ctl", "-D", str(self._dossier), "-m", "immediate", "stop")

    def base_neuve(self) -> str:
        """Create an empty database and return its address."""
        nom = f"essai_{next(self._numero)}"
        with psycopg.connect(self._admin, autocommit=True) as connexion:
            connexion.execute(f"create database {nom}")
        return f"postgresql://postgres@127.0.0.1:{self._port}/{nom}"

    def _lancer(self, programme: str, *arguments: str) -> None:
        """Run a PostgreSQL program; as root, in the name of the postgres user, which the server demands."""
        qui = {}
        if os.geteuid() == 0:
            compte = pwd.getpwnam("postgres")
            self._ouvrir_le_passage(compte.pw_uid)
            qui = {"user": compte.pw_uid, "group": compte.pw_gid}
        subprocess.run(
            [str(self._bin / programme), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=60,
            cwd="/",
            **qui,
        )

    def _ouvrir_le_passage(self, uid: int) -> None:
        """Give the server's user its folder and the right to walk down to it."""
        self._dossier.mkdir(exist_ok=True)
        os.chown(self._dossier, uid, -1)
        self._dossier.chmod(0o700)
        for parent in list(self._dossier.parents)[:-2]:
            if parent.stat().st_uid == os.geteuid():
                parent.chmod(parent.stat().st_mode | 0o011)
