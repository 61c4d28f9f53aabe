"""Snapshots of the DuckDB store: consistent, checksummed, opened once to prove that they restore."""

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path

import duckdb

from observatoire.clock import maintenant
from observatoire.errors import NonEnregistre, StoreIndisponible, raison
from observatoire.store.duckdb_engine import ESPACE_MINIMAL, connecter
from observatoire.store.duckdb_file import marque, prendre_verrou, synchroniser


def ecrire_sauvegarde(
    curseur: duckdb.DuckDBPyConnection, fichier: Path, dossier: Path, etiquette: str = ""
) -> Path:
    """Copy the open database into a new file of `dossier` and return its path, its `.sha256` beside it.

    `etiquette` ends the name. Called under the writer lock. Raises NonEnregistre when the disk refuses it: nothing
    of it is left, and the store is as it was.
    """
    dossier = dossier.resolve()
    fin = f"-{etiquette}" if etiquette else ""
    cible = dossier / f"{fichier.stem}-{maintenant():%Y%m%dT%H%M%S%f}{fin}.duckdb"
    try:
        dossier.mkdir(parents=True, exist_ok=True)
        _oublier_les_restes(dossier)
        _exiger_la_place(fichier, dossier)
        _ecrire(curseur, cible)
    except (duckdb.Error, OSError) as cause:
        with suppress(OSError):
            _oublier_les_restes(dossier)
        motif = raison(cause) if isinstance(cause, OSError) else "le disque a refusé l’écriture"
        raise NonEnregistre(
            f"La sauvegarde n’a pas pu être écrite dans {dossier} ({motif}). La base n’est pas touchée\u00a0: "
            "libérez de la place ou corrigez les droits du dossier, puis recommencez."
        ) from cause
    return cible


def _oublier_les_restes(dossier: Path) -> None:
    for reste in dossier.glob("*.en-cours*"):
        reste.unlink()


def _exiger_la_place(fichier: Path, dossier: Path) -> None:
    """Refuse a snapshot that would leave too little room for the store's own writes."""
    besoin = 4 * fichier.stat().st_size + ESPACE_MINIMAL
    if (libre := shutil.disk_usage(dossier).free) < besoin:
        raise NonEnregistre(
            f"Il n’y a pas assez de place pour une sauvegarde dans {dossier}\u00a0: {libre // 10**6}\u00a0Mo libres, "
            f"il en faut {besoin // 10**6}. Effacez d’anciennes sauvegardes ou libérez de la place, puis recommencez."
        )


def _ecrire(curseur: duckdb.DuckDBPyConnection, cible: Path) -> None:
    brouillon = Path(f"{cible}.en-cours")
    nom = curseur.execute("select current_database()").fetchall()[0][0]
    echappe = str(brouillon).replace("'", "''")
    curseur.execute(f"attach '{echappe}' as sauvegarde (storage_version 'v1.5.0')")
    try:
        curseur.execute(f'copy from database "{nom}" to sauvegarde')
    finally:
        curseur.execute("detach sauvegarde")
    _prouver(brouillon)
    synchroniser(brouillon)
    Path(f"{cible}.sha256").write_text(f"{empreinte(brouillon)}  {cible.name}\n", encoding="utf-8")
    brouillon.rename(cible)
    synchroniser(cible.parent)


def empreinte(fichier: Path) -> str:
    """Return the SHA-256 of a file."""
    with fichier.open("rb") as flux:
        return hashlib.file_digest(flux, "sha256").hexdigest()


def lister_sauvegardes(dossier: Path) -> list[Path]:
    """Return the snapshots of a folder, newest first (their names tell the instant)."""
    return sorted(dossier.glob("*.duckdb"), key=lambda s: s.name, reverse=True)


def verifier_sauvegarde(sauvegarde: Path) -> None:
    """Raise StoreIndisponible unless the snapshot is the one written and opens."""
    temoin = Path(f"{sauvegarde}.sha256")
    if not sauvegarde.exists():
        raise StoreIndisponible(
            f"La sauvegarde {sauvegarde} n’existe pas\u00a0: choisissez-en une avec ./observatoire restaurer --liste"
        )
    if not temoin.exists():
        raise StoreIndisponible(
            f"La sauvegarde {sauvegarde.name} n’a pas son empreinte ({temoin.name}) à côté d’elle\u00a0: rien ne dit "
            "qu’elle est entière. Remettez ce fichier, ou choisissez-en une autre."
        )
    if temoin.read_text(encoding="utf-8").split()[:1] != [empreinte(sauvegarde)]:
        raise StoreIndisponible(
            f"La sauvegarde {sauvegarde.name} a changé depuis son écriture\u00a0: choisissez-en une autre."
        )
    _prouver(sauvegarde)


def restaurer_sauvegarde(sauvegarde: Path, fichier: Path) -> Path | None:
    """Put a snapshot in the place of the store (closed) and return where the former file was set aside.

    Raises StoreOccupe while the application runs, StoreIndisponible when the snapshot is not sound.
    """
    verifier_sauvegarde(sauvegarde)
    fichier.parent.mkdir(parents=True, exist_ok=True)
    with prendre_verrou(fichier):
        brouillon = _copier(sauvegarde, Path(f"{fichier}.restauration"))
        ecarte = None
        moment = f"{maintenant():%Y%m%dT%H%M%S}"
        for ancien in (Path(f"{fichier}.wal"), fichier):
            if ancien.exists():
                ecarte = ancien.rename(f"{ancien}.ecarte-{moment}")
        brouillon.rename(fichier)
        marque(fichier).touch()
        synchroniser(fichier.parent)
        return ecarte


def _copier(sauvegarde: Path, brouillon: Path) -> Path:
    try:
        shutil.copyfile(sauvegarde, brouillon)
        synchroniser(brouillon)
    except OSError as cause:
        brouillon.unlink(missing_ok=True)
        raise NonEnregistre(
            f"La sauvegarde n’a pas pu être copiée dans {brouillon.parent} ({raison(cause)}). Rien n’a changé\u00a0: "
            "libérez de la place ou corrigez les droits du dossier, puis recommencez."
        ) from cause
    return brouillon


def _prouver(fichier: Path) -> None:
    try:
        connexion = connecter(fichier, "512MB", fichier.parent)
        try:
            connexion.execute("select count(*) from base.migration").fetchall()
        finally:
            connexion.close()
    except duckdb.Error as cause:
        raise StoreIndisponible(
            f"La sauvegarde {fichier.name} ne s’ouvre pas\u00a0: choisissez-en une autre."
        ) from cause
