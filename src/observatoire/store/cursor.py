"""What both engines give their callers."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol


class Cursor(Protocol):
    """A reading cursor, for one thread, for the time of a `with lire()`."""

    @property
    def moteur(self) -> str:
        """Name of the engine: 'duckdb' or 'postgresql'."""

    def lignes(self, sql: str, **params: Any) -> list[dict[str, Any]]:
        """Return every row as a dict."""

    def ligne(self, sql: str, **params: Any) -> dict[str, Any] | None:
        """Return the first row, or None."""

    def valeur(self, sql: str, **params: Any) -> Any:
        """Return the first column of the first row, or None."""

    def colonnes(self, sql: str, **params: Any) -> dict[str, list[Any]]:
        """Return the values of each column: for many rows, far cheaper than a dict for each."""

    def version(self) -> int:
        """Return the number of the last journal row: every write raises it, so it keys every cache."""


class Transaction(Cursor, Protocol):
    """A cursor that writes; everything is committed at the end of `with ecrire()`, or nothing is."""

    def executer(self, sql: str, **params: Any) -> None:
        """Run one statement."""

    def inserer(self, table: str, lignes: Sequence[dict[str, Any]]) -> None:
        """Insert many rows at once; every row has the same keys, which are the columns."""

    def apres_validation(self, suite: Callable[[], None]) -> None:
        """Call `suite` once the commit is durable, before `ecrire()` returns to its caller."""


class RowReading:
    """Shared reading verbs over an engine's `_run(sql, params) -> (names, rows)`."""

    def _run(self, sql: str, params: dict[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        raise NotImplementedError

    def lignes(self, sql: str, **params: Any) -> list[dict[str, Any]]:
        """Return every row as a dict."""
        noms, lignes = self._run(sql, params)
        return [dict(zip(noms, ligne, strict=True)) for ligne in lignes]

    def ligne(self, sql: str, **params: Any) -> dict[str, Any] | None:
        """Return the first row, or None."""
        noms, lignes = self._run(sql, params)
        return dict(zip(noms, lignes[0], strict=True)) if lignes else None

    def valeur(self, sql: str, **params: Any) -> Any:
        """Return the first column of the first row, or None."""
        _, lignes = self._run(sql, params)
        return lignes[0][0] if lignes else None

    def colonnes(self, sql: str, **params: Any) -> dict[str, list[Any]]:
        """Return the values of each column."""
        noms, lignes = self._run(sql, params)
        return {nom: [ligne[i] for ligne in lignes] for i, nom in enumerate(noms)}

    def executer(self, sql: str, **params: Any) -> None:
        """Run one statement, its rows unread."""
        self._run(sql, params)

    def version(self) -> int:
        """Return the number of the last journal row, 0 on an empty journal."""
        return int(self.valeur("select coalesce(max(id), 0) from base.journal"))
