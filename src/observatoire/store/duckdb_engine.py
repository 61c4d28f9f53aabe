"""The store on an embedded DuckDB file: one connection, a cursor per call, one writer at a time."""

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from observatoire.errors import NonEnregistre, StoreIndisponible
from observatoire.store.cursor import RowReading
from observatoire.store.parameters import positionner

LECTURES_ENSEMBLE = 8
"""Reads at once: beyond, on two cores, latency only queues inside the engine."""
DELAI_LECTURE_S = 20.0
"""A read that lasts longer is interrupted."""
ESPACE_MINIMAL = 64 * 2**20

_NON_ENREGISTRE = (
    "L’enregistrement n’a pas pu être écrit sur le disque. Rien n’a été perdu de votre saisie\u00a0: "
    "réessayez dans un instant\u202f; si le message revient, prévenez l’équipe de l’observatoire."
)


def connecter(fichier: Path, memory_limit: str, dossier_sauvegardes: Path) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file hardened: no extension, no outside file but snapshots, configuration locked."""
    connexion = duckdb.connect(
        str(fichier),
        config={
            "storage_compatibility_version": "v1.5.0",
            "threads": 2,
            "memory_limit": memory_limit,
            "checkpoint_threshold": "64MB",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    dossier = str(dossier_sauvegardes.resolve()).replace("'", "''")
    connexion.execute(f"set allowed_directories = ['{dossier}/']")
    connexion.execute("set enable_external_access = false")
    connexion.execute("set lock_configuration = true")
    return connexion


class DuckCursor(RowReading):
    """Reads and writes on one cursor."""

    moteur = "duckdb"

    def __init__(self, curseur: duckdb.DuckDBPyConnection) -> None:
        self._curseur = curseur
        self.suites: list[Callable[[], None]] = []

    def _run(self, sql: str, params: dict[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        texte, valeurs = positionner(sql, params)
        self._curseur.execute(texte, valeurs)
        lignes = self._curseur.fetchall()
        return [d[0] for d in self._curseur.description or []], lignes

    def colonnes(self, sql: str, **params: Any) -> dict[str, list[Any]]:
        """Return the values of each column, through Arrow."""
        texte, valeurs = positionner(sql, params)
        lues = self._curseur.sql(texte, params=valeurs).to_arrow_table()
        return {nom: lues.column(nom).to_pylist() for nom in lues.column_names}

    def inserer(self, table: str, lignes: Sequence[dict[str, Any]]) -> None:
        """Insert many rows through one Arrow table; every row has the same keys."""
        if not lignes:
            return
        colonnes = list(lignes[0])
        lot = pa.Table.from_pydict({c: [ligne[c] for ligne in lignes] for c in colonnes})
        noms = ", ".join(f'"{c}"' for c in colonnes)
        self._curseur.register("lot_a_inserer", lot)
        try:
            self._curseur.execute(f"insert into {table} ({noms}) select {noms} from lot_a_inserer")
            self._curseur.fetchall()
        finally:
            self._curseur.unregister("lot_a_inserer")

    def apres_validation(self, suite: Callable[[], None]) -> None:
        """Call `suite` once committed."""
        self.suites.append(suite)


class DuckStore:
    """An open DuckDB file. `rouvrir` gives a fresh connection when a fault has killed the instance."""

    moteur = "duckdb"

    def __init__(self, fichier: Path, rouvrir: Callable[[], duckdb.DuckDBPyConnection]) -> None:
        self.fichier = fichier
        self.avertissements: list[str] = []
        self.a_la_fermeture: Callable[[], None] = lambda: None
        self._rouvrir = rouvrir
        self._connexion: duckdb.DuckDBPyConnection | None = rouvrir()
        self._ouverture = threading.Lock()
        self._ecrivain = threading.RLock()
        self._lectures = threading.BoundedSemaphore(LECTURES_ENSEMBLE)
        self._local = threading.local()

    @contextmanager
    def lire(self) -> Iterator[DuckCursor]:
        """Give a reading cursor; inside a transaction of this thread, that transaction."""
        if (tx := getattr(self._local, "tx", None)) is not None:
            yield tx
            return
        with self._lectures:
            curseur = self._curseur()
            garde = threading.Timer(DELAI_LECTURE_S, curseur.interrupt)
            garde.daemon = True
            garde.start()
            try:
                yield DuckCursor(curseur)
            except duckdb.InterruptException as cause:
                raise StoreIndisponible(
                    "La recherche a pris trop de temps\u00a0: ajoutez un filtre et réessayez."
                ) from cause
            except duckdb.FatalException as cause:
                self._oublier_connexion()
                raise StoreIndisponible(
                    "La base a dû être rouverte\u00a0: rechargez la page dans un instant."
                ) from cause
            finally:
                garde.cancel()
                with suppress(duckdb.Error):
                    curseur.close()

    @contextmanager
    def ecrire(self) -> Iterator[DuckCursor]:
        """Give a transaction; inner ones join it."""
        if (tx := getattr(self._local, "tx", None)) is not None:
            yield tx
            return
        with self._ecrivain:
            tx = self._local.tx = DuckCursor(self._commencer())
            try:
                yield tx
                tx._curseur.execute("commit")
            except BaseException as cause:
                self._annuler(tx, cause)
                raise
            finally:
                self._local.tx = None
                with suppress(duckdb.Error):
                    tx._curseur.close()
            for suite in tx.suites:
                suite()

    def _commencer(self) -> duckdb.DuckDBPyConnection:
        taille = self.fichier.stat().st_size if self.fichier.exists() else 0
        if shutil.disk_usage(self.fichier.parent).free < max(3 * taille, ESPACE_MINIMAL):
            raise NonEnregistre(
                "Le disque est presque plein\u00a0: la lecture continue, l’enregistrement reprendra "
                "quand de la place aura été libérée. Gardez votre saisie ouverte."
            )
        try:
            curseur = self._curseur()
            curseur.execute("begin transaction")
        except duckdb.Error as cause:
            self._oublier_connexion()
            raise NonEnregistre(_NON_ENREGISTRE) from cause
        return curseur

    def _annuler(self, tx: DuckCursor, cause: BaseException) -> None:
        with suppress(duckdb.Error):
            tx._curseur.execute("rollback")
        if isinstance(cause, duckdb.FatalException | duckdb.IOException | duckdb.InternalException):
            self._oublier_connexion()
            raise NonEnregistre(_NON_ENREGISTRE) from cause
        if isinstance(cause, duckdb.TransactionException):
            raise NonEnregistre(_NON_ENREGISTRE) from cause

    def _curseur(self) -> duckdb.DuckDBPyConnection:
        with self._ouverture:
            if self._connexion is None:
                self._connexion = self._rouvrir()
            return self._connexion.cursor()

    def _oublier_connexion(self) -> None:
        with self._ouverture:
            if self._connexion is not None:
                with suppress(duckdb.Error):
                    self._connexion.close()
            self._connexion = None

    def sauvegarder(self, dossier: Path, etiquette: str = "") -> Path:
        """Write a checked snapshot in `dossier` (an allowed one) and return its path; `etiquette` ends its name."""
        from observatoire.store.snapshots import ecrire_sauvegarde

        with self._ecrivain:
            return ecrire_sauvegarde(self._curseur(), self.fichier, dossier, etiquette)

    def fermer(self) -> None:
        """Checkpoint, close, and give the file back to other processes; what still runs is then refused."""
        with self._ecrivain:
            with suppress(duckdb.Error, StoreIndisponible):
                self._curseur().execute("force checkpoint")
            self._rouvrir = _refuser_ferme
            self._oublier_connexion()
            self.a_la_fermeture()


def _refuser_ferme() -> duckdb.DuckDBPyConnection:
    raise StoreIndisponible(
        "La base est fermée\u00a0: l’application s’arrête. Recommencez quand elle sera relancée."
    )
