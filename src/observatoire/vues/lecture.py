"""Read saved views: one's own, or one that was shared."""

from typing import Any
from urllib.parse import parse_qs, urlencode

from observatoire.comptes.model import Personne
from observatoire.pratiques import Recherche
from observatoire.store import Cursor
from observatoire.vues import sql
from observatoire.vues.model import Vue


def lister(cur: Cursor, personne: Personne) -> list[Vue]:
    """Return the views of whoever asks, by name; none without an account."""
    return [composer(v) for v in cur.lignes(sql.DU_COMPTE, compte_id=personne.id)] if personne.id else []


def partagee(cur: Cursor, identifiant: str) -> Vue | None:
    """Return a shared view; None for one that is private, deleted or never was."""
    ligne = cur.ligne(sql.PARTAGEE, id=identifiant) if identifiant.isalnum() else None
    return composer(ligne) if ligne else None


def composer(ligne: dict[str, Any]) -> Vue:
    """Return a row as a view; what the question no longer understands is left out."""
    question, _ = Recherche.from_params(parse_qs(ligne["question"]))
    return Vue(**ligne | {"question": question})


def ecrire_question(r: Recherche) -> str:
    """Return a question as it is kept: its shortest address, on its first page."""
    return urlencode(r.avec().to_params(), doseq=True)
