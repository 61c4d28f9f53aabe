"""Lines of CSV kept ready: made once for a version of the store, then only joined; a write forgets them all.

The key of what is kept is the store's version, as for every screen: whatever is written (a partner who refuses, a sheet
withdrawn) is journalled, raises it, and the lines are made again. Lines hold what the public view says and nothing of
the question asked: the day and the selection are added to each file.
"""

import threading
import weakref
from collections.abc import Iterable

from observatoire.settings import settings
from observatoire.store import Cursor, courant

POIDS_AU_PLUS = 128 * 2**20
"""Bytes kept; beyond, all are forgotten and the newest kept. 8,000 pratiques weigh 11 MB."""

Lignes = dict[str, bytes]
"""Pratique → its line, without what ends it."""


class Reserve:
    """The lines of one version of one store, by kind of CSV. Shared by threads."""

    def __init__(self, poids_au_plus: int = POIDS_AU_PLUS) -> None:
        self._verrou = threading.Lock()
        self._poids_au_plus = poids_au_plus
        self._cle: tuple[object, ...] = ()
        self._lignes: dict[str, Lignes] = {}
        self._poids = 0

    def connues(self, cle: tuple[object, ...], sorte: str, ids: Iterable[str]) -> Lignes:
        """Return the lines that are ready among `ids`."""
        with self._verrou:
            lignes = self._lignes.get(sorte, {}) if cle == self._cle else {}
            return {i: lignes[i] for i in ids if i in lignes}

    def garder(self, cle: tuple[object, ...], sorte: str, lignes: Lignes) -> None:
        """Keep lines made at a version; those of another version, or too many, go."""
        poids = sum(map(len, lignes.values()))
        with self._verrou:
            if cle != self._cle or self._poids + poids > self._poids_au_plus:
                self._cle, self._lignes, self._poids = cle, {}, 0
            if poids <= self._poids_au_plus:
                self._lignes.setdefault(sorte, {}).update(lignes)
                self._poids += poids


RESERVE = Reserve()


def cle(cur: Cursor) -> tuple[object, ...]:
    """Return what lines depend on: the store, its version, the address of the site. Read before the lines are."""
    return weakref.ref(courant()), cur.version(), settings().public_url
