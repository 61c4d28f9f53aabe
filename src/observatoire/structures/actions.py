"""Tie the partners of a sheet to the structures, create those that lack, and keep what deposits made known in step.

Called in the transaction of whatever shows, hides or changes a sheet; rights are the caller's to check. What a structure
known by deposits alone says is what public sheets say of it, nothing else: an anonymous, embargoed or withdrawn sheet
creates none and leaves nothing in one. Rows that come from elsewhere (the catalogue) are never written.
"""

from typing import Any

from observatoire.clock import maintenant
from observatoire.journal import journaliser
from observatoire.store import Cursor, Transaction
from observatoire.structures import sql
from observatoire.structures.numeros import numero_de
from observatoire.structures.rules import Connue, ambigu, choisir, identifiant
from observatoire.territoires.normalisation import normaliser

LICENCE = "Licence Ouverte 2.0"
SOURCE = "Fiches déposées sur l’observatoire"


def rattacher(tx: Transaction, pratique_id: str) -> None:
    """Tie each partner of a sheet that has no structure yet; a public sheet creates the one that lacks."""
    places = tx.lignes(sql.A_RATTACHER, id=pratique_id)
    publique = _publique(tx, pratique_id)
    connues = _connues(tx, places)
    for place in places:
        trouvee = choisir(place["nom"], place["numero"], connues)
        if trouvee is None and publique and not ambigu(place["nom"], place["numero"], connues):
            trouvee = _creer(tx, place["nom"], place["numero"])
            connues.append(naissance(place["nom"], place["numero"]))
        if trouvee is not None:
            tx.executer(sql.RATTACHER, id=pratique_id, rang=place["rang"], structure_id=trouvee)


def suivre(tx: Transaction, pratique_ids: list[str], avant: list[str] | None = None) -> None:
    """Show, hide and name again the structures of these sheets, and those they named before (`avant`, ids)."""
    touchees = {ligne["id"] for ligne in tx.lignes(sql.TOUCHEES, ids=pratique_ids)} | set(avant or ())
    if not touchees:
        return
    dits: dict[str, str] = {}
    for ligne in tx.lignes(sql.NOMMEES, ids=sorted(touchees)):
        dits.setdefault(ligne["id"], ligne["nom"])
    for connue in tx.lignes(sql.DITES, ids=sorted(touchees)):
        nom, nommee = dits.get(connue["id"], connue["nom"]), connue["id"] in dits
        if (nom, nommee) != (connue["nom"], connue["nommee"]):
            tx.executer(
                sql.DIRE,
                id=connue["id"],
                nom=nom,
                nom_norm=normaliser(nom),
                nommee=nommee,
                a=maintenant(),
            )


def touchees(cur: Cursor, pratique_id: str) -> list[str]:
    """Return the ids of the structures known by deposits that a sheet names now, before it changes."""
    return [ligne["id"] for ligne in cur.lignes(sql.TOUCHEES, ids=[pratique_id])]


def naissance(nom: str, numero: str | None) -> Connue:
    """Return the structure that a deposit makes known, as the rules read it."""
    lu = numero_de(numero or "")
    return Connue(
        id=identifiant(nom, numero),
        nom_norm=normaliser(nom),
        siren=lu.siren if lu else None,
        siret=lu.siret if lu else None,
        rna=lu.rna if lu else None,
        deposee=True,
    )


def _publique(cur: Cursor, pratique_id: str) -> bool:
    ligne = cur.ligne(sql.PRATIQUE, id=pratique_id)
    return ligne is not None and (ligne["statut"], ligne["publication"]) == ("publiee", "nominative")


def _connues(cur: Cursor, places: list[dict[str, Any]]) -> list[Connue]:
    """Return every structure that one of these partners may be."""
    lus = [lu for p in places if (lu := numero_de(p["numero"] or ""))]
    lignes = cur.lignes(
        sql.CONNUES,
        noms=[plie for p in places if (plie := normaliser(p["nom"]))],
        sirens=[lu.siren for lu in lus if lu.siren],
        sirets=[lu.siret for lu in lus if lu.siret],
        rnas=[lu.rna for lu in lus if lu.rna],
        ids=[identifiant(p["nom"], p["numero"]) for p in places],
    )
    return [Connue(**ligne) for ligne in lignes]


def _creer(tx: Transaction, nom: str, numero: str | None) -> str:
    nee, a = naissance(nom, numero), maintenant()
    tx.inserer(
        "base.structure",
        [
            {
                "id": nee.id, "nom": nom, "nom_norm": nee.nom_norm, "siren": nee.siren, "siret": nee.siret, "rna": nee.rna,
                "territoires": [], "tables_rapport": [], "source_titre": SOURCE, "licence": LICENCE, "est_demo": False,
                "nommee": True, "version": 1, "cree_a": a, "maj_a": a,
            }
        ],
    )  # fmt: skip
    journaliser(tx, "observatoire", "creee", "structure", nee.id)
    return nee.id
