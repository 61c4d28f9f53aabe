"""Who did what, when, on what: append-only, each row written in the transaction of the change it tells."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from observatoire.clock import maintenant
from observatoire.store import Cursor, Transaction

__all__ = ["Evenement", "journaliser", "lister_journal"]

AJOUTER = """
insert into base.journal (id, a, acteur, verbe, objet_type, objet_id, details)
values (nextval('base.journal_id'), $a, $acteur, $verbe, $objet_type, $objet_id, $details)
"""
D_UN_OBJET = """
select id, a, acteur, verbe, objet_type, objet_id, details from base.journal
where objet_type = $objet_type and objet_id = $objet_id order by id
"""


@dataclass(frozen=True, slots=True)
class Evenement:
    """One row of the journal."""

    id: int
    a: datetime
    acteur: str
    """Account id, or 'contributeur' (secret link), 'catalogue', 'cli'."""
    verbe: str
    """Past participle: deposee, publiee, refusee…"""
    objet_type: str
    objet_id: str
    details: dict[str, Any]


def journaliser(  # noqa: PLR0917 - the row, in the order of its columns
    tx: Transaction,
    acteur: str,
    verbe: str,
    objet_type: str,
    objet_id: str,
    details: dict[str, Any] | None = None,
    *,
    a: datetime | None = None,
) -> None:
    """Add a row in the caller's transaction; `details` is JSON with no personal data beyond identifiers.

    `a` is now unless given: where the instant itself would tell on somebody, a coarser one is.
    """
    tx.executer(
        AJOUTER,
        a=a or maintenant(),
        acteur=acteur,
        verbe=verbe,
        objet_type=objet_type,
        objet_id=objet_id,
        details=json.dumps(details or {}, ensure_ascii=False, sort_keys=True),
    )


def lister_journal(cur: Cursor, objet_type: str, objet_id: str) -> list[Evenement]:
    """Return the events of one object, from the first to the last."""
    lignes = cur.lignes(D_UN_OBJET, objet_type=objet_type, objet_id=objet_id)
    return [Evenement(**{**ligne, "details": json.loads(ligne["details"])}) for ligne in lignes]
