"""The only doorway to the database: one SQL text, two engines (DuckDB embedded, PostgreSQL by address).

`open_store` opens and migrates; `installer` makes a store the process's own; `lire` and `ecrire` give cursors.
"""

from observatoire.store.current import courant, ecrire, installer, lire
from observatoire.store.cursor import Cursor, Transaction
from observatoire.store.opening import Store, open_store

__all__ = ["Cursor", "Store", "Transaction", "courant", "ecrire", "installer", "lire", "open_store"]
