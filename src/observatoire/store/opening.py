"""Open a store by its address: a file path is DuckDB, postgresql:// is PostgreSQL."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from observatoire.store.cursor import Cursor, Transaction


class Store(Protocol):
    """An open, migrated store."""

    moteur: str
    avertissements: list[str]
    """What happened at opening that a moderator must know (French sentences)."""

    def lire(self) -> AbstractContextManager[Cursor]:
        """Give a reading cursor."""

    def ecrire(self) -> AbstractContextManager[Transaction]:
        """Give a transaction under the writer lock."""

    def sauvegarder(self, dossier: Path, etiquette: str = "") -> Path:
        """Write a consistent snapshot and return its path; `etiquette` ends its name.

        Raises NonEnregistre when it could not be written.
        """

    def fermer(self) -> None:
        """Close; the store can be opened again by another process."""


def est_postgresql(adresse: str) -> bool:
    """Tell whether an address is PostgreSQL's."""
    return adresse.startswith(("postgresql://", "postgres://"))


def open_store(adresse: str | Path, *, memory_limit: str = "1GB", snapshot_dir: Path | None = None) -> Store:
    """Open the store at `adresse`, create it if it never was, apply migrations and views.

    Raises StoreOccupe when another process holds the file, StoreIndisponible when it is missing or damaged.
    """
    if est_postgresql(str(adresse)):
        from observatoire.store.postgresql import PostgresStore

        return PostgresStore(str(adresse))
    from observatoire.store.duckdb_file import ouvrir_fichier

    return ouvrir_fichier(Path(adresse), memory_limit=memory_limit, snapshot_dir=snapshot_dir)
