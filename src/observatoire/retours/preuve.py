"""What the voices prove: the level of a sheet follows what is shown of the people served."""

from observatoire.clock import maintenant
from observatoire.pratiques.rules import niveau_preuve
from observatoire.retours import sql
from observatoire.store import Transaction

DEDUITS = ("declare", "documente", "parole_des_personnes")
"""Levels that sources and voices give; the higher ones have proofs of their own and stay."""


def reevaluer(tx: Transaction, pratique_id: str) -> None:
    """Write the level of evidence of a sheet again from its proofs, in the caller's transaction; its version does not change."""
    lue = tx.ligne(sql.PREUVES, id=pratique_id)
    if lue is None or lue["niveau_preuve"] not in DEDUITS:
        return
    niveau = niveau_preuve(documentee=lue["documentee"], paroles=lue["paroles"])
    if niveau != lue["niveau_preuve"] and "parole_des_personnes" in (niveau, lue["niveau_preuve"]):
        tx.executer(sql.NIVEAU, id=pratique_id, niveau=niveau, a=maintenant())
