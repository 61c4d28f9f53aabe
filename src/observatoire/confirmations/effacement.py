"""Take the name of a partner who refused out of what a sheet publishes: texts, addresses, sources, captions."""

from typing import Any

from observatoire.confirmations import sql
from observatoire.contributions.nettoyage import REPRISE
from observatoire.contributions.silence import TEXTES, nomme_dans_l_adresse, taire
from observatoire.store import Transaction


def taire_dans_la_fiche(tx: Transaction, pratique_id: str, nom: str) -> bool:
    """Rewrite all that names a partner in a published sheet; tell whether anything did."""
    changes = [
        _recrire(tx, sql.TEXTES_DE_PRATIQUE, sql.RECRIRE_PRATIQUE, pratique_id, nom, TEXTES, "site"),
        _recrire(tx, sql.SOURCES, sql.RECRIRE_SOURCE, pratique_id, nom, ("titre", "citation"), "url"),
        _recrire(
            tx, sql.PIECES, sql.RECRIRE_PIECE, pratique_id, nom, ("legende", "credit", "description"), ""
        ),
        _recrire(tx, sql.INSPIRATIONS, sql.RECRIRE_INSPIRATION, pratique_id, nom, REPRISE, ""),
    ]
    return any(changes)


def _recrire(  # noqa: PLR0917 - a reading, its writing, and what they are about
    tx: Transaction, lire: str, ecrire: str, pratique_id: str, nom: str, textes: tuple[str, ...], adresse: str
) -> bool:
    change = False
    for ligne in tx.lignes(lire, id=pratique_id):
        sans: dict[str, Any] = {
            champ: taire(ligne[champ], nom) if ligne[champ] else ligne[champ] for champ in textes
        }
        if adresse:
            sans[adresse] = None if nomme_dans_l_adresse(ligne[adresse] or "", nom) else ligne[adresse]
        if sans != {champ: ligne[champ] for champ in sans}:
            change = True
            rang = {"rang": ligne["rang"]} if "rang" in ligne else {}
            tx.executer(ecrire, id=pratique_id, **rang, **sans)
    return change
