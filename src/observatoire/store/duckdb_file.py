"""The life of the DuckDB file: one process at a time, created whole or not at all, never overwritten."""

import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

import duckdb

from observatoire.clock import maintenant
from observatoire.errors import NonEnregistre, StoreIndisponible, StoreOccupe, raison
from observatoire.store.duckdb_engine import DuckStore, connecter
from observatoire.store.migrations import a_jour, appliquer, en_retard

_AIDE = "Pour reprendre la dernière sauvegarde\u00a0: ./observatoire restaurer"


def ouvrir_fichier(fichier: Path, *, memory_limit: str, snapshot_dir: Path | None) -> DuckStore:
    """Open (or create, the first time) the DuckDB store at `fichier`, under its own lock.

    Raises StoreOccupe when another process holds it, StoreIndisponible when it is missing, damaged, or in a folder
    that cannot be written, NonEnregistre when a migration has no room.
    """
    dossier = snapshot_dir or fichier.parent / "sauvegardes"
    try:
        dossier.mkdir(parents=True, exist_ok=True)
        fichier.parent.mkdir(parents=True, exist_ok=True)
        verrou = prendre_verrou(fichier)
    except OSError as cause:
        raise StoreIndisponible(
            f"Le dossier de la base ({fichier.parent}) ne peut pas être écrit ({raison(cause)})\u00a0: corrigez ses droits, "
            "ou choisissez-en un autre avec OBSERVATOIRE_LOCAL_DIR."
        ) from cause
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
        _mettre_a_jour(store, dossier)
    except BaseException:
        store.fermer()
        raise
    return store


def _mettre_a_jour(store: DuckStore, dossier: Path) -> None:
    with store.lire() as cur:
        if a_jour(cur):
            return
        retard = en_retard(cur)
    if retard:
        store.sauvegarder(dossier)
    appliquer(store.ecrire)


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
            f"Le fichier de la base ({fichier}) a disparu alors qu’une base avait été créée ici. {_AIDE}\n"
            f"Pour repartir d’une base vide, supprimez d’abord {marque(fichier).name}."
        )


def _creer(fichier: Path, memory_limit: str, dossier: Path) -> None:
    brouillon = Path(f"{fichier}.creation")
    for reste in (brouillon, Path(f"{brouillon}.wal")):
        reste.unlink(missing_ok=True)
    try:
        store = DuckStore(brouillon, lambda: connecter(brouillon, memory_limit, dossier))
        appliquer(store.ecrire)
        store.fermer()
        synchroniser(brouillon)
        brouillon.rename(fichier)
        marque(fichier).write_text(f"Base créée le {maintenant():%Y-%m-%d %H:%M} UTC\n", encoding="utf-8")
        synchroniser(fichier.parent)
    except (duckdb.Error, OSError, NonEnregistre) as cause:
        motif = raison(cause) if isinstance(cause, OSError) else "le disque est plein ou refuse l’écriture"
        raise StoreIndisponible(
            f"La base n’a pas pu être créée dans {fichier.parent} ({motif})\u00a0: libérez de la place ou corrigez les "
            "droits du dossier, puis recommencez."
        ) from cause


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
        _refuser_si_pris(fichier, cause)
        return _ouvrir_sans_wal(fichier, rouvrir, cause)


def _refuser_si_pris(fichier: Path, cause: Exception) -> None:
    """A sound file that another tool holds, or that may not be read, is not a damaged one."""
    if "Could not set lock" in str(cause):
        raise StoreOccupe(
            f"La base {fichier.name} est ouverte par un autre programme, un outil DuckDB sans doute. "
            "Fermez-le, puis recommencez."
        ) from cause
    if not os.access(fichier, os.R_OK | os.W_OK):
        raise StoreIndisponible(
            f"Le fichier de la base ({fichier}) ne peut pas être lu et écrit\u00a0: corrigez ses droits, puis recommencez."
        ) from cause


def _ouvrir_sans_wal(
    fichier: Path, rouvrir: Callable[[], duckdb.DuckDBPyConnection], cause: Exception
) -> tuple[DuckStore, list[str]]:
    wal = Path(f"{fichier}.wal")
    quarantaine = Path(f"{wal}.quarantaine-{maintenant():%Y%m%dT%H%M%S}")
    if wal.exists():
        wal.rename(quarantaine)
        with suppress(duckdb.Error, ValueError):
            return DuckStore(fichier, rouvrir), [
                f"Le journal des dernières écritures était illisible\u00a0: il a été mis de côté ({quarantaine.name}). "
                "Les dernières contributions sont peut-être absentes\u00a0: ./observatoire verifier le dit."
            ]
        quarantaine.rename(wal)
    raise StoreIndisponible(
        f"Le fichier de la base ({fichier}) est endommagé et n’a pas été modifié. {_AIDE}"
    ) from cause
