"""The life of the DuckDB file: one process at a time, created whole or not at all, never overwritten."""

import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

import duckdb

from observatoire.clock import maintenant
from observatoire.errors import StoreIndisponible, StoreOccupe
from observatoire.store.duckdb_engine import DuckStore, connecter
from observatoire.store.migrations import appliquer, en_retard

_AIDE = "Pour reprendre la dernière sauvegarde : ./observatoire restaurer"


def ouvrir_fichier(fichier: Path, *, memory_limit: str, snapshot_dir: Path | None) -> DuckStore:
    """Open (or create, the first time) the DuckDB store at `fichier`, under its own lock.

    Raises StoreOccupe when another process holds it, StoreIndisponible when it is missing or damaged.
    """
    dossier = snapshot_dir or fichier.parent / "sauvegardes"
    dossier.mkdir(parents=True, exist_ok=True)
    fichier.parent.mkdir(parents=True, exist_ok=True)
    verrou = prendre_verrou(fichier)
    try:
        if not fichier.exists():
            _refuser_si_disparu(fichier)
            _creer(fichier, memory_limit, dossier)
        store, avertissements = _ouvrir(fichier, memory_limit, dossier)
    except BaseException:
        verrou.close()
        raise
    store.avertissements.extend(avertissements)
    store.a_la_fermeture = verrou.close
    try:
        with store.ecrire() as tx:
            retard = en_retard(tx)
        if retard:
            store.sauvegarder(dossier)
        appliquer(store.ecrire)
    except BaseException:
        store.fermer()
        raise
    return store


def prendre_verrou(fichier: Path) -> IO[str]:
    """Take the file's own lock (DuckDB's vanishes when anything else opens and closes the file).

    Raises StoreOccupe when another process has it.
    """
    verrou = Path(f"{fichier}.lock").open("a+", encoding="utf-8")  # noqa: SIM115 - held for the store's life
    try:
        fcntl.flock(verrou, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as cause:
        verrou.close()
        raise StoreOccupe(
            f"La base {fichier.name} est déjà ouverte par un autre programme (l’application, sans doute). "
            "Arrêtez-le, puis recommencez."
        ) from cause
    return verrou


def marque(fichier: Path) -> Path:
    """Return the path of the note that says a store was created here: its file must then exist."""
    return Path(f"{fichier}.creee")


def _refuser_si_disparu(fichier: Path) -> None:
    if marque(fichier).exists():
        raise StoreIndisponible(
            f"Le fichier de la base ({fichier}) a disparu alors qu’une base avait été créée ici. {_AIDE}. "
            f"Pour repartir d’une base vide, supprimez d’abord {marque(fichier).name}."
        )


def _creer(fichier: Path, memory_limit: str, dossier: Path) -> None:
    brouillon = Path(f"{fichier}.creation")
    for reste in (brouillon, Path(f"{brouillon}.wal")):
        reste.unlink(missing_ok=True)
    store = DuckStore(brouillon, lambda: connecter(brouillon, memory_limit, dossier))
    appliquer(store.ecrire)
    store.fermer()
    synchroniser(brouillon)
    brouillon.rename(fichier)
    marque(fichier).write_text(f"Base créée le {maintenant():%Y-%m-%d %H:%M} UTC\n", encoding="utf-8")
    synchroniser(fichier.parent)


def synchroniser(chemin: Path) -> None:
    """Make a file or a folder durable (fsync)."""
    descripteur = os.open(chemin, os.O_RDONLY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)


def _ouvrir(fichier: Path, memory_limit: str, dossier: Path) -> tuple[DuckStore, list[str]]:
    def rouvrir() -> duckdb.DuckDBPyConnection:
        return connecter(fichier, memory_limit, dossier)

    try:
        return DuckStore(fichier, rouvrir), []
    except (duckdb.Error, ValueError) as cause:
        return _ouvrir_sans_wal(fichier, rouvrir, cause)


def _ouvrir_sans_wal(
    fichier: Path, rouvrir: Callable[[], duckdb.DuckDBPyConnection], cause: Exception
) -> tuple[DuckStore, list[str]]:
    wal = Path(f"{fichier}.wal")
    quarantaine = Path(f"{wal}.quarantaine-{maintenant():%Y%m%dT%H%M%S}")
    if wal.exists():
        wal.rename(quarantaine)
        with suppress(duckdb.Error, ValueError):
            return DuckStore(fichier, rouvrir), [
                f"Le journal des dernières écritures était illisible : il a été mis de côté ({quarantaine.name}). "
                "Les dernières contributions sont peut-être absentes : lancez ./observatoire verifier."
            ]
        quarantaine.rename(wal)
    raise StoreIndisponible(
        f"Le fichier de la base ({fichier}) est endommagé et n’a pas été modifié. {_AIDE}"
    ) from cause
