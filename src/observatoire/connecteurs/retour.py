"""Undo a lot: what it wrote goes back to what it was, but what somebody changed since."""

import json
from datetime import datetime
from typing import Any

from observatoire.clock import maintenant
from observatoire.comptes import Personne, exiger
from observatoire.connecteurs import sql
from observatoire.connecteurs.actions import modifier_structure, structures_tenues
from observatoire.connecteurs.lecture import en_json
from observatoire.connecteurs.rules import touchee
from observatoire.errors import Conflit, Introuvable
from observatoire.journal import journaliser
from observatoire.store import Transaction, ecrire
from observatoire.territoires.normalisation import normaliser

Ligne = dict[str, Any]


def annuler(personne: Personne, identifiant: str) -> int:
    """Undo a lot and propose again what it held; return how many.

    A structure that it created is withdrawn, unless a pratique names it or somebody changed it since: it is then ours.
    Raises Refus, Introuvable, Conflit (undone already, or a newer lot wrote on the same structures).
    """
    exiger("accepter_connecteur", personne)
    with ecrire() as tx:
        lot = tx.ligne(sql.LOT, id=identifiant)
        if lot is None:
            raise Introuvable("Ce lot n’existe pas\u00a0: rechargez la page pour voir la liste à jour.")
        if lot["annule_a"] is not None:
            raise Conflit("Ce lot est déjà annulé\u00a0: il n’y a plus rien à faire.")
        lues = tx.lignes(sql.DU_LOT, lot=identifiant)
        _refuser_si_un_autre_a_suivi(tx, lot, lues)
        a = maintenant()
        _remettre_les_structures(tx, lot["connecteur"], lues, a)
        _remettre_les_noms(tx, lot["connecteur"], lues)
        _rouvrir(tx, lot["connecteur"], lues)
        tx.executer(sql.ANNULER_LOT, id=identifiant, a=a)
        details = {"lot": identifiant, "nombre": len(lues)}
        journaliser(tx, personne.acteur, "annulees", "connecteur", lot["connecteur"], details)
        ids = sorted({x["structure_id"] for x in lues})
        tx.executer(
            sql.JOURNALISER, a=a, acteur=personne.acteur, verbe="retablie", details=en_json(details), ids=ids
        )
    return len(lues)


def _refuser_si_un_autre_a_suivi(tx: Transaction, lot: Ligne, lues: list[Ligne]) -> None:
    structures = sorted({x["structure_id"] for x in lues})
    if tx.valeur(sql.PLUS_RECENTES, lot=lot["id"], a=lot["a"], structures=structures):
        raise Conflit(
            "Un lot plus récent a changé les mêmes structures\u00a0: annulez-le d’abord, puis celui-ci."
        )


def _remettre_les_structures(tx: Transaction, connecteur: str, lues: list[Ligne], a: datetime) -> None:
    """Go back through the lot, the last proposal first, each structure written once."""
    ids = sorted({x["structure_id"] for x in lues})
    structures = {x["id"]: x for x in tx.lignes(sql.STRUCTURES, ids=ids)}
    tenues = structures_tenues(tx, connecteur, ids, [x["cle"] for x in lues])
    changees: set[str] = set()
    for lue in reversed(lues):
        structure, avant = structures[lue["structure_id"]], json.loads(lue["avant"])
        if _remettre(structure, avant, a, tenue=structure["id"] in tenues):
            changees.add(structure["id"])
    retirees = {ou for ou in changees if structures[ou]["retiree_a"] == a}
    tx.executer(sql.RETIRER, ids=sorted(retirees), a=a)
    for ou in sorted(changees - retirees):
        modifier_structure(tx, structures[ou], a)


def _remettre(structure: Ligne, avant: Ligne, a: datetime, *, tenue: bool) -> bool:
    """Undo on a structure what one proposal did; tell whether anything changed."""
    if avant.get("retiree"):
        structure["retiree_a"] = None
        return True
    if avant["creee"]:
        if tenue or touchee(structure, avant["ecrits"]):
            return False
        structure["retiree_a"] = a
        return True
    remises = {
        nom: valeur
        for nom, valeur in avant["avant"].items()
        if not touchee(structure, avant["ecrits"], [nom])
    }
    structure.update(remises)
    structure["nom_norm"] = normaliser(structure["nom"])
    return bool(remises)


def _remettre_les_noms(tx: Transaction, connecteur: str, lues: list[Ligne]) -> None:
    """Write the outside names as they were; those that the lot gave go."""
    avants = {x["cle"]: json.loads(x["avant"]).get("externe") for x in lues}
    presentes = {
        x["cle"] for x in tx.lignes(sql.EXTERNES_EN_ENTIER, connecteur=connecteur, cles=sorted(avants))
    }
    tx.executer(
        sql.EFFACER_EXTERNES, connecteur=connecteur, cles=[c for c, ancien in avants.items() if not ancien]
    )
    a_inserer = []
    for cle, ancien in avants.items():
        if ancien and cle in presentes:
            tx.executer(sql.RENOMMER, **_typer(ancien))
        elif ancien:
            a_inserer.append(_typer(ancien))
    tx.inserer("base.structure_externe", a_inserer)


def _typer(ancien: Ligne) -> Ligne:
    """Return a row with the instants and the day that JSON keeps as texts."""
    instants = {
        nom: datetime.fromisoformat(ancien[nom]) if ancien[nom] else None
        for nom in ("acceptee_a", "absente_depuis")
    }
    jour = datetime.fromisoformat(ancien["maj_le"]).date() if ancien["maj_le"] else None
    return {**ancien, **instants, "maj_le": jour}


def _rouvrir(tx: Transaction, connecteur: str, lues: list[Ligne]) -> None:
    """Propose again what the lot held; what waited for the same names was compared with what is no more."""
    cles = {x["cle"] for x in lues}
    perimees = [x["id"] for x in tx.lignes(sql.OUVERTES, connecteur=connecteur) if x["cle"] in cles]
    tx.executer(sql.EFFACER_PROPOSITIONS, ids=perimees)
    tx.executer(
        sql.ROUVRIR,
        ids=[x["id"] for x in lues],
        structures=[json.loads(x["avant"])["propose"] for x in lues],
    )
