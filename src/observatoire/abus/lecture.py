"""Read whether deposits are open."""

from observatoire.abus import sql
from observatoire.abus.model import Fermeture
from observatoire.store import Cursor

FERMETURE = "depots_fermes"


def fermeture(cur: Cursor) -> Fermeture | None:
    """Return why deposits are closed, None while they are open."""
    ligne = cur.ligne(sql.REGLAGE_ENTIER, nom=FERMETURE)
    return Fermeture(ligne["valeur"], ligne["acteur"], ligne["a"]) if ligne else None
