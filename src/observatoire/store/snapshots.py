"""Snapshots of the DuckDB store: consistent, checksummed, opened once to prove that they restore."""

import hashlib
import shutil
from pathlib import Path

import duckdb

from observatoire.clock import maintenant
from observatoire.errors import StoreIndisponible
from observatoire.store.duckdb_engine import connecter
from observatoire.store.duckdb_file import marque, prendre_verrou, synchroniser


def ecrire_sauvegarde(curseur: duckdb.DuckDBPyConnection, fichier: Path, dossier: Path) -> Path:
    """Copy the open database into a new file of `dossier` and return its path, its `.sha256` beside it."""
    dossier.mkdir(parents=True, exist_ok=True)
    cible = dossier.resolve() / f"{fichier.stem}-{maintenant():%Y%m%dT%H%M%S%f}.duckdb"
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
    synchroniser(dossier)
    return cible


def empreinte(fichier: Path) -> str:
    """Return the SHA-256 of a file."""
    with fichier.open("rb") as flux:
        return hashlib.file_digest(flux, "sha256").hexdigest()


def lister_sauvegardes(dossier: Path) -> list[Path]:
    """Return the snapshots of a folder, newest first."""
    return sorted(dossier.glob("*.duckdb"), reverse=True)


def verifier_sauvegarde(sauvegarde: Path) -> None:
    """Raise StoreIndisponible unless the snapshot is the one written and opens."""
    temoin = Path(f"{sauvegarde}.sha256")
    if not sauvegarde.exists():
        raise StoreIndisponible(f"La sauvegarde {sauvegarde} n’existe pas : indiquez un fichier de la liste.")
    if not temoin.exists() or temoin.read_text(encoding="utf-8").split()[0] != empreinte(sauvegarde):
        raise StoreIndisponible(
            f"La sauvegarde {sauvegarde.name} a changé depuis son écriture : choisissez-en une autre."
        )
    _prouver(sauvegarde)


def restaurer_sauvegarde(sauvegarde: Path, fichier: Path) -> Path | None:
    """Put a snapshot in the place of the store (closed) and return where the former file was set aside.

    Raises StoreOccupe while the application runs, StoreIndisponible when the snapshot is not sound.
    """
    verifier_sauvegarde(sauvegarde)
    fichier.parent.mkdir(parents=True, exist_ok=True)
    with prendre_verrou(fichier):
        brouillon = Path(f"{fichier}.restauration")
        shutil.copyfile(sauvegarde, brouillon)
        synchroniser(brouillon)
        ecarte = None
        moment = f"{maintenant():%Y%m%dT%H%M%S}"
        for ancien in (Path(f"{fichier}.wal"), fichier):
            if ancien.exists():
                ecarte = ancien.rename(f"{ancien}.ecarte-{moment}")
        brouillon.rename(fichier)
        marque(fichier).touch()
        synchroniser(fichier.parent)
        return ecarte


def _prouver(fichier: Path) -> None:
    try:
        connexion = connecter(fichier, "512MB", fichier.parent)
        try:
            connexion.execute("select count(*) from base.migration").fetchall()
        finally:
            connexion.close()
    except duckdb.Error as cause:
        raise StoreIndisponible(
            f"La sauvegarde {fichier.name} ne s’ouvre pas : choisissez-en une autre."
        ) from cause
