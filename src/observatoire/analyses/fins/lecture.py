"""Read how pratiques ended."""

from typing import Any

from observatoire.analyses.fins import sql
from observatoire.analyses.fins.model import Lecon, Parcours
from observatoire.store import Cursor

LECONS_AU_PLUS = 6


def lister_parcours(cur: Cursor) -> list[Parcours]:
    """Return every pratique that may be counted, themes made coarse."""
    return [
        Parcours(
            **ligne | {"causes": tuple(ligne["causes"]), "themes": _larges(ligne["themes"], ligne["anonyme"])}
        )
        for ligne in cur.lignes(sql.PARCOURS)
    ]


def _larges(codes: list[str], anonyme: bool) -> tuple[str, ...]:
    larges = tuple(dict.fromkeys(c if c.startswith("obs--") else c.partition("--")[0] for c in codes))
    return larges[:1] if anonyme else larges


def lister_lecons(cur: Cursor, au_plus: int = LECONS_AU_PLUS) -> list[Lecon]:
    """Return what was learned in words on sheets that anybody can read, the latest endings first."""
    return [Lecon(**_figer(ligne)) for ligne in cur.lignes(sql.LECONS, au_plus=au_plus)]


def _figer(ligne: dict[str, Any]) -> dict[str, Any]:
    return {nom: tuple(v) if isinstance(v, list) else v for nom, v in ligne.items()}
