"""Keep the index current, in the transaction of the write."""

from collections.abc import Sequence
from typing import Any

from observatoire.recherche import sql
from observatoire.recherche.document import parties, peser
from observatoire.store import Transaction

LOT = 5_000


def indexer(tx: Transaction, ids: Sequence[str]) -> None:
    """Index the pratiques `ids` as they now stand; those no longer public leave the index."""
    for debut in range(0, len(ids), LOT):
        _indexer_lot(tx, list(ids[debut : debut + LOT]))


def _indexer_lot(tx: Transaction, ids: list[str]) -> None:
    anciens = {r["doc"]: r["num"] for r in tx.lignes(sql.NUMEROS, ids=ids)}
    if anciens:
        tx.executer(sql.OUBLIER_OCCURRENCES, ids=ids)
    lignes = tx.lignes(sql.A_INDEXER, ids=ids)
    pesees = {ligne["id"]: peser(parties(ligne)) for ligne in lignes}
    mids = _mots(tx, pesees)
    numeros = _documents(tx, anciens, {doc: sum(poids.values()) for doc, (poids, _) in pesees.items()})
    tx.inserer(
        "base.occurrence",
        [
            {"mid": mids[mot], "num": numeros[doc], "poids": float(valeur)}
            for doc, (poids, _) in pesees.items()
            for mot, valeur in poids.items()
        ],
    )


def _mots(tx: Transaction, pesees: dict[str, Any]) -> dict[str, int]:
    """Return the number of each stem, after adding the new stems and forms."""
    racines: dict[str, str] = {}
    for _, du_document in pesees.values():
        racines.update(du_document)
    mids = {r["mot"]: r["mid"] for r in tx.lignes(sql.MOTS_CONNUS, mots=sorted(set(racines.values())))}
    suivant = tx.valeur(sql.PROCHAIN_MOT)
    nouveaux = sorted(set(racines.values()) - mids.keys())
    mids.update(zip(nouveaux, range(suivant, suivant + len(nouveaux)), strict=True))
    tx.inserer("base.mot", [{"mid": mids[m], "mot": m} for m in nouveaux])
    connues = {r["forme"] for r in tx.lignes(sql.FORMES_CONNUES, formes=sorted(racines))}
    tx.inserer(
        "base.forme_de_mot",
        [{"forme": f, "mid": mids[r]} for f, r in sorted(racines.items()) if f not in connues],
    )
    return mids


def _documents(tx: Transaction, anciens: dict[str, int], longueurs: dict[str, float]) -> dict[str, int]:
    """Return the number of each document, after writing its length; those gone are removed."""
    partis = sorted(anciens.keys() - longueurs.keys())
    if partis:
        tx.executer(sql.OUBLIER_DOCUMENTS, ids=partis)
    for doc in anciens.keys() & longueurs.keys():
        tx.executer(sql.CHANGER_LONGUEUR, num=anciens[doc], longueur=longueurs[doc])
    suivant = tx.valeur(sql.PROCHAIN_NUMERO)
    nouveaux = sorted(longueurs.keys() - anciens.keys())
    numeros = dict(zip(nouveaux, range(suivant, suivant + len(nouveaux)), strict=True))
    tx.inserer("base.document", [{"num": numeros[d], "doc": d, "longueur": longueurs[d]} for d in nouveaux])
    return anciens | numeros
