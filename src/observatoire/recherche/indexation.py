"""Keep the index current, in the transaction of the write."""

from collections.abc import Callable, Iterable, Sequence

from observatoire.journal import journaliser
from observatoire.recherche import sql
from observatoire.recherche.document import Pesee, parties, peser, racine_de
from observatoire.recherche.pliage import plier
from observatoire.store import Transaction, ecrire, lire

LOT = 5_000
VERSION = 1
"""Raised when folding, stems or weights change: the index is then made again (`mettre_a_niveau`)."""


def indexer(tx: Transaction, ids: Sequence[str]) -> None:
    """Index the pratiques `ids` as they now stand; those no longer public leave the index."""
    for debut in range(0, len(ids), LOT):
        _indexer_lot(tx, list(ids[debut : debut + LOT]))


def mettre_a_niveau(dire: Callable[[str], None]) -> int:
    """Make the index again when other rules made it, by lots; return how many documents that took.

    A store whose index is current is only read. Stopped half-way, it starts again the next time.
    """
    with lire() as cur:
        if cur.valeur(sql.VERSION_DE_L_INDEX) == VERSION:
            return 0
        ids = [r["id"] for r in cur.lignes(sql.TOUTES)]
    if ids:
        dire(f"Index de recherche\u00a0: {len(ids)} pratiques à relire…")
    with ecrire() as tx:
        for instruction in sql.VIDER:
            tx.executer(instruction)
        journaliser(tx, "cli", "reindexee", "recherche", "index", {"nombre": len(ids), "version": VERSION})
    for debut in range(0, len(ids), LOT):
        with ecrire() as tx:
            indexer(tx, ids[debut : debut + LOT])
    with ecrire() as tx:
        tx.inserer("base.index_de_recherche", [{"version": VERSION}])
        journaliser(tx, "cli", "a_jour", "recherche", "index", {"version": VERSION})
    return len(ids)


def _indexer_lot(tx: Transaction, ids: list[str]) -> None:
    anciens = {r["doc"]: r["num"] for r in tx.lignes(sql.NUMEROS, ids=ids)}
    if anciens:
        for instruction in sql.OUBLIER_CONTENU:
            tx.executer(instruction, ids=ids)
    pesees = {ligne["id"]: peser(parties(ligne)) for ligne in tx.lignes(sql.A_INDEXER, ids=ids)}
    mids = _mots(tx, pesees.values())
    numeros = _documents(tx, anciens, {doc: pesee.longueur for doc, pesee in pesees.items()})
    occurrences = [
        (mids[mot], numeros[doc], float(poids))
        for doc, pesee in pesees.items()
        for mot, poids in pesee.poids.items()
    ]
    # Sorted by word, a lot's blocks hold few words each: a search skips most of them.
    occurrences.sort()
    tx.inserer("base.occurrence", [{"mid": m, "num": n, "poids": p} for m, n, p in occurrences])
    tx.inserer("base.suite", [{"num": numeros[doc], "racines": pesee.suite} for doc, pesee in pesees.items()])


def _mots(tx: Transaction, pesees: Iterable[Pesee]) -> dict[str, int]:
    """Return the number of each written word, after adding the new ones."""
    mots = sorted(set().union(*(p.poids for p in pesees)))
    mids = {r["mot"]: r["mid"] for r in tx.lignes(sql.MOTS_CONNUS, mots=mots)}
    nouveaux = [mot for mot in mots if mot not in mids]
    suivant = tx.valeur(sql.PROCHAIN_MOT)
    mids.update(zip(nouveaux, range(suivant, suivant + len(nouveaux)), strict=True))
    tx.inserer(
        "base.mot",
        [{"mid": mids[m], "mot": m, "plie": plier(m), "racine": racine_de(m)} for m in nouveaux],
    )
    return mids


def _documents(tx: Transaction, anciens: dict[str, int], longueurs: dict[str, float]) -> dict[str, int]:
    """Return the number of each document, after writing its length; those gone are removed."""
    partis = sorted(anciens.keys() - longueurs.keys())
    if partis:
        tx.executer(sql.OUBLIER_DOCUMENTS, ids=partis)
    if gardes := sorted(anciens.keys() & longueurs.keys()):
        tx.executer(
            sql.CHANGER_LONGUEURS, nums=[anciens[d] for d in gardes], longueurs=[longueurs[d] for d in gardes]
        )
    suivant = tx.valeur(sql.PROCHAIN_NUMERO)
    nouveaux = sorted(longueurs.keys() - anciens.keys())
    numeros = dict(zip(nouveaux, range(suivant, suivant + len(nouveaux)), strict=True))
    tx.inserer("base.document", [{"num": numeros[d], "doc": d, "longueur": longueurs[d]} for d in nouveaux])
    return anciens | numeros
