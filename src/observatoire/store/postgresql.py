"""The store on PostgreSQL, for several replicas of the application over one primary."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql as pg_sql
from psycopg_pool import ConnectionPool

from observatoire.errors import ErreurObservatoire, NonEnregistre, StoreIndisponible
from observatoire.store.cursor import RowReading
from observatoire.store.migrations import appliquer
from observatoire.store.parameters import positionner

_NE_REPOND_PAS = (
    "La base PostgreSQL ne répond pas\u00a0: vérifiez OBSERVATOIRE_STORE_URL et que le serveur est démarré."
)
VERROU = 7_213_2021
"""Key of the advisory lock that makes one writer of all replicas, as DuckDB's own lock does for one process."""


class PostgresCursor(RowReading):
    """Reads and writes on one connection."""

    moteur = "postgresql"

    def __init__(self, connexion: psycopg.Connection) -> None:
        self._connexion = connexion
        self.suites: list[Callable[[], None]] = []

    def _run(self, sql: str, params: dict[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        texte, valeurs = positionner(sql, params)
        with psycopg.RawCursor(self._connexion) as cur:
            cur.execute(texte, valeurs)
            return ([d.name for d in cur.description], cur.fetchall()) if cur.description else ([], [])

    def inserer(self, table: str, lignes: Sequence[dict[str, Any]]) -> None:
        """Insert many rows through COPY; every row has the same keys."""
        if not lignes:
            return
        colonnes = list(lignes[0])
        ordre = pg_sql.SQL("copy {} ({}) from stdin").format(
            pg_sql.Identifier(*table.split(".")), pg_sql.SQL(", ").join(map(pg_sql.Identifier, colonnes))
        )
        with self._connexion.cursor() as cur, cur.copy(ordre) as copie:
            for ligne in lignes:
                copie.write_row([_en_tableau(ligne[c]) for c in colonnes])

    def apres_validation(self, suite: Callable[[], None]) -> None:
        """Call `suite` once committed."""
        self.suites.append(suite)


def _en_tableau(valeur: Any) -> Any:
    """A tuple is an array, as on DuckDB; PostgreSQL would take it for a record."""
    return list(valeur) if isinstance(valeur, tuple) else valeur


OPTIONS = "-c timezone=UTC -c jit=off"
"""Without the compiler of expressions: it takes seconds where a reading takes tenths."""


class PostgresStore:
    """A pool of connections; writers queue on an advisory lock taken before their transaction begins."""

    moteur = "postgresql"

    def __init__(self, adresse: str, *, taille: int = 8) -> None:
        self.avertissements: list[str] = []
        self._local = threading.local()
        self._pool = ConnectionPool(
            adresse, min_size=1, max_size=taille, open=False, kwargs={"options": OPTIONS}
        )
        try:
            self._pool.open(wait=True, timeout=10)
        except psycopg.Error as cause:
            self._pool.close()
            raise StoreIndisponible(_NE_REPOND_PAS) from cause
        try:
            appliquer(self.ecrire)
        except BaseException:
            self._pool.close()
            raise

    @contextmanager
    def lire(self) -> Iterator[PostgresCursor]:
        """Give a cursor on a read-only snapshot; inside a transaction of this thread, that transaction."""
        if (tx := getattr(self._local, "tx", None)) is not None:
            yield tx
            return
        try:
            with self._pool.connection() as connexion:
                connexion.read_only = True
                try:
                    yield PostgresCursor(connexion)
                finally:
                    connexion.rollback()
                    connexion.read_only = None
        except psycopg.OperationalError as cause:
            raise StoreIndisponible(_NE_REPOND_PAS) from cause

    @contextmanager
    def ecrire(self) -> Iterator[PostgresCursor]:
        """Give a transaction; inner ones join it."""
        if (tx := getattr(self._local, "tx", None)) is not None:
            yield tx
            return
        try:
            with self._pool.connection() as connexion, self._un_seul_ecrivain(connexion):
                tx = self._local.tx = PostgresCursor(connexion)
                with connexion.transaction():
                    yield tx
        except psycopg.errors.UniqueViolation:
            raise
        except psycopg.Error as cause:
            raise NonEnregistre(
                "La base n’a pas pu enregistrer. Rien n’a été perdu de votre saisie\u00a0: réessayez dans un instant."
            ) from cause
        finally:
            self._local.tx = None
        for suite in tx.suites:
            suite()

    @contextmanager
    def _un_seul_ecrivain(self, connexion: psycopg.Connection) -> Iterator[None]:
        connexion.execute("select pg_advisory_lock(%s)", (VERROU,))
        connexion.commit()
        try:
            yield
        finally:
            if not connexion.closed:
                connexion.execute("select pg_advisory_unlock(%s)", (VERROU,))
                connexion.commit()

    def sauvegarder(self, dossier: Path, etiquette: str = "") -> Path:  # noqa: ARG002 - the Store protocol's signature
        """PostgreSQL is saved with its own tools."""
        raise ErreurObservatoire(
            "Avec PostgreSQL, sauvegardez avec pg_dump\u00a0: pg_dump --format=custom «\u00a0adresse de la base\u00a0» > fichier."
        )

    def fermer(self) -> None:
        """Close the pool."""
        self._pool.close()
