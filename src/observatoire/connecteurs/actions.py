"""Accept what a source proposes, or refuse it: what is accepted is one lot, undone in one go (see `retour`)."""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from observatoire.clock import maintenant
from observatoire.comptes import Personne, exiger
from observatoire.connecteurs import sql
from observatoire.connecteurs.chantier import Chantier, identifiant
from observatoire.connecteurs.lecture import annuaire_pour, en_json, externes_de, proposition_de
from observatoire.connecteurs.model import COLONNES, Externe, Lot, Proposition
from observatoire.errors import Conflit, Invalide
from observatoire.journal import journaliser
from observatoire.store import Transaction, ecrire

Ligne = dict[str, Any]


def accepter(personne: Personne, connecteur: str, ids: Collection[str] | None = None) -> Lot:
    """Apply proposals, all those that wait when `ids` is None; return the lot that undoes them.

    Raises Refus, Invalide (none is chosen), Conflit (one was decided or changed meanwhile): then nothing is written.
    """
    exiger("accepter_connecteur", personne)
    a, lot = maintenant(), uuid.uuid4().hex
    with ecrire() as tx:
        ouvertes = [proposition_de(x) for x in tx.lignes(sql.OUVERTES, connecteur=connecteur)]
        choisies = _choisir(ouvertes, ids)
        externes = externes_de(tx, connecteur)
        anciens = _externes_en_entier(tx, connecteur, [p.cle for p in choisies])
        chantier = _ouvrir(tx, connecteur, choisies, externes)
        chantier.reunir(ouvertes)
        for p in choisies:
            chantier.accepter(p)
            chantier.avants[p.id]["externe"] = anciens.get(p.cle)
        _ecrire_structures(tx, chantier, a)
        _ecrire_noms(tx, chantier, choisies, anciens, a)
        tx.executer(
            sql.CREER_LOT, id=lot, connecteur=connecteur, acteur=personne.acteur, a=a, nombre=len(choisies)
        )
        tx.executer(
            sql.ACCEPTER,
            a=a,
            acteur=personne.acteur,
            lot=lot,
            ids=[p.id for p in choisies],
            avants=[en_json(chantier.avants[p.id]) for p in choisies],
            structures=[chantier.avants[p.id]["structure_id"] for p in choisies],
        )
        _journaliser(tx, personne, chantier, lot, a)
        journaliser(
            tx, personne.acteur, "acceptees", "connecteur", connecteur, {"lot": lot, "nombre": len(choisies)}
        )
    return Lot(lot, connecteur, a, len(choisies), None)  # fmt: skip


def refuser(personne: Personne, connecteur: str, ids: Collection[str] | None = None) -> int:
    """Put proposals aside, all those that wait when `ids` is None; the same will not be proposed again.

    Raises Refus, Invalide (none is chosen), Conflit (one was decided meanwhile).
    """
    exiger("accepter_connecteur", personne)
    with ecrire() as tx:
        ouvertes = [proposition_de(x) for x in tx.lignes(sql.OUVERTES, connecteur=connecteur)]
        choisies = _choisir(ouvertes, ids)
        tx.executer(sql.REFUSER, ids=[p.id for p in choisies], a=maintenant(), acteur=personne.acteur)
        journaliser(tx, personne.acteur, "refusees", "connecteur", connecteur, {"nombre": len(choisies)})
    return len(choisies)


def _choisir(ouvertes: list[Proposition], ids: Collection[str] | None) -> list[Proposition]:
    choisies = ouvertes if ids is None else [p for p in ouvertes if p.id in set(ids)]
    if ids is not None and len(choisies) < len(set(ids)):
        raise Conflit(
            "Une de ces propositions a été décidée ou a changé entre-temps\u00a0: rechargez la page pour voir ce qui attend."
        )
    if not choisies:
        raise Invalide({"propositions": "Rien n’est choisi\u00a0: cochez au moins une structure."})
    return choisies


def _ouvrir(
    tx: Transaction, connecteur: str, choisies: list[Proposition], externes: dict[str, Externe]
) -> Chantier:
    concernees = [externes[p.cle].structure_id for p in choisies if p.cle in externes]
    entites = [p.entite for p in choisies]
    annuaire = annuaire_pour(
        tx, entites, [*concernees, *(p.structure_id for p in choisies if p.structure_id)]
    )
    possibles = [identifiant(connecteur, p.cle) for p in choisies]
    retirees = {x["id"]: x for x in tx.lignes(sql.STRUCTURES, ids=possibles) if x["retiree_a"] is not None}
    cles = [p.cle for p in choisies]
    return Chantier(
        connecteur, annuaire, retirees, externes, structures_tenues(tx, connecteur, concernees, cles)
    )


def structures_tenues(tx: Transaction, connecteur: str, ids: Iterable[str], cles: list[str]) -> set[str]:
    """Return those that a pratique names, or that have an outside name other than `cles`."""
    cherchees = sorted(set(ids))
    nommees = tx.lignes(sql.PARTENAIRES, ids=cherchees)
    autres = tx.lignes(sql.AUTRES_NOMS, ids=cherchees, connecteur=connecteur, cles=cles)
    return {x["structure_id"] for x in [*nommees, *autres]}


def _externes_en_entier(tx: Transaction, connecteur: str, cles: list[str]) -> dict[str, Ligne]:
    return {x["cle"]: x for x in tx.lignes(sql.EXTERNES_EN_ENTIER, connecteur=connecteur, cles=cles)}


def _ecrire_structures(tx: Transaction, chantier: Chantier, a: datetime) -> None:
    naissance = {"tables_rapport": [], "est_demo": False, "version": 1, "cree_a": a, "maj_a": a}
    tx.inserer("base.structure", [{**ligne, **naissance} for ligne in chantier.creees.values()])
    for ligne in chantier.changees.values():
        modifier_structure(tx, ligne, a)
    tx.executer(sql.RETIRER, ids=sorted(chantier.retraits), a=a)


def modifier_structure(tx: Transaction, ligne: Ligne, a: datetime) -> None:
    """Write the columns of a structure that exists."""
    colonnes = {c: ligne[c] for c in (*COLONNES, "nom_norm", "retiree_a")}
    tx.executer(sql.MODIFIER, id=ligne["id"], a=a, **colonnes)


def _ecrire_noms(
    tx: Transaction, chantier: Chantier, choisies: list[Proposition], anciens: dict[str, Ligne], a: datetime
) -> None:
    tx.executer(sql.EFFACER_EXTERNES, connecteur=chantier.connecteur, cles=chantier.oublies)
    nouveaux = []
    for p in choisies:
        if (nom := chantier.noms.get(p.cle)) is None:
            continue
        ligne = _nom(chantier.connecteur, p, nom, a)
        if p.cle in anciens:
            tx.executer(sql.RENOMMER, **ligne)
        else:
            nouveaux.append(ligne)
    tx.inserer("base.structure_externe", nouveaux)


def _nom(connecteur: str, p: Proposition, nom: Ligne, a: datetime) -> Ligne:
    champs = p.entite.champs
    return {
        "connecteur": connecteur,
        "cle": p.cle,
        "structure_id": nom["structure_id"],
        "champs": en_json(dict(champs)),
        "ecrits": en_json(nom["ecrits"]),
        "source": champs["source_titre"],
        "lien": champs["source_url"],
        "licence": champs["licence"],
        "thematiques": champs["thematiques"],
        "publics": champs["publics"],
        "maj_le": p.entite.maj_le,
        "creee": nom["creee"],
        "acceptee_a": a,
        "absente_depuis": None,
    }


def _journaliser(tx: Transaction, personne: Personne, chantier: Chantier, lot: str, a: datetime) -> None:
    for verbe, ids in (
        ("creee", chantier.creees),
        ("modifiee", chantier.changees),
        ("retiree", chantier.retraits),
    ):
        if ids:
            tx.executer(
                sql.JOURNALISER,
                a=a,
                acteur=personne.acteur,
                verbe=verbe,
                details=en_json({"lot": lot}),
                ids=sorted(ids),
            )
