"""The process's store, and the two ways to use it."""

from collections.abc import Iterator
from contextlib import contextmanager

from observatoire.errors import StoreIndisponible
from observatoire.store.cursor import Cursor, Transaction
from observatoire.store.opening import Store

_store: Store | None = None


def installer(store: Store | None) -> None:
    """Make `store` the one that `lire` and `ecrire` use; None takes it away."""
    global _store  # noqa: PLW0603 - one store for the process, by design
    _store = store


def courant() -> Store:
    """Return the process's store.

    Raises StoreIndisponible when none is open.
    """
    if _store is None:
        raise StoreIndisponible(
            "La base de l’observatoire n’est pas ouverte. Relancez l’application\u00a0: ./observatoire"
        )
    return _store


@contextmanager
def lire() -> Iterator[Cursor]:
    """Give a reading cursor; inside `ecrire()` of the same thread, it sees the transaction's own writes."""
    with courant().lire() as cur:
        yield cur


@contextmanager
def ecrire() -> Iterator[Transaction]:
    """Give a transaction under the one writer lock; an inner one joins the outer.

    Raises NonEnregistre when the store refused the write: nothing was recorded.
    """
    with courant().ecrire() as tx:
        yield tx
