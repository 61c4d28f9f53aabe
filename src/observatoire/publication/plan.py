"""The sheets to index, in lots: what the sitemap lists."""

from urllib.parse import quote

from observatoire.clock import a_paris
from observatoire.publication import sql
from observatoire.store import Cursor

PAR_PLAN = 10_000
"""Sheets in one sitemap (the protocol allows 50,000)."""


def compter_fiches(cur: Cursor) -> int:
    """Count the published pratiques, the demonstration's left out."""
    return int(cur.valeur(sql.NOMBRE_DE_FICHES))


def lister_fiches(cur: Cursor, numero: int) -> list[tuple[str, str]]:
    """Return (id quoted for an address, day of the last change) of the lot `numero`, from 1."""
    lignes = cur.lignes(sql.FICHES, taille=PAR_PLAN, depart=(numero - 1) * PAR_PLAN)
    return [(quote(ligne["id"], safe=""), a_paris(ligne["maj_a"]).date().isoformat()) for ligne in lignes]
