"""Read the outbox: moderation only, it holds addresses."""

from collections.abc import Sequence

from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.courrier import sql
from observatoire.courrier.model import Lettre
from observatoire.store import Cursor


def lister(cur: Cursor, personne: Personne, etats: Sequence[str], nombre: int = 50) -> list[Lettre]:
    """Return the messages in these states, the newest first."""
    exiger("lire_courrier", personne)
    return [Lettre(**ligne) for ligne in cur.lignes(sql.LISTER, etats=list(etats), nombre=nombre)]


def compter(cur: Cursor, personne: Personne) -> dict[str, int]:
    """Return how many messages are in each state (state → count, absent when none)."""
    exiger("lire_courrier", personne)
    return {ligne["etat"]: ligne["n"] for ligne in cur.lignes(sql.COMPTER)}
