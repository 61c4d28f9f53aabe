"""Record the rows of a file as contributions that wait to be read; undo a whole import."""

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from observatoire import abus
from observatoire.clock import maintenant
from observatoire.comptes import Personne, exiger, motif_de_refus
from observatoire.contributions import jetons
from observatoire.contributions.ecriture import textes
from observatoire.contributions.model import A_RELIRE, RETIREE
from observatoire.contributions.nettoyage import nettoyer
from observatoire.contributions.rules import soupcons_de
from observatoire.errors import Conflit, Introuvable, Invalide, Refus
from observatoire.importation import sql
from observatoire.importation.model import Apercu, Ligne
from observatoire.journal import journaliser
from observatoire.store import Transaction, ecrire

LOT = 500
"""Rows written between two words of progress."""

Avancer = Callable[[int, int], None]
"""Told how many rows are written, of how many."""


class _Trace(NamedTuple):
    """One move of all the contributions of an import."""

    id: str
    acteur: str
    a: datetime


def importer(
    personne: Personne,
    apercu: Apercu,
    *,
    fichier: str = "",
    valides_seulement: bool = False,
    avec_doublons: bool = False,
    source: str = "",
    correspondances: Mapping[str, str] | None = None,
    avancer: Avancer | None = None,
) -> tuple[str, int]:
    """Deposit the right rows, all in one transaction; return the import's id and how many there are.

    The contributions belong to the account and wait to be read by somebody else. The file is their receipt. Raises
    Refus, DepotsFermes, Invalide (`lignes`): a row is wrong and not only the valid ones are asked for, or none is left.
    """
    exiger("importer_pratiques", personne)
    if apercu.fautives and not valides_seulement:
        raise Invalide({"lignes": "Rien n’a été enregistré\u00a0: des lignes sont à corriger."})
    retenues = [x for x in apercu.justes if avec_doublons or not x.doublon]
    if not retenues:
        raise Invalide({"lignes": "Rien n’a été enregistré\u00a0: aucune ligne n’est à prendre."})
    identifiant, a = uuid.uuid4().hex, maintenant()
    with ecrire() as tx:
        abus.laisser_passer(tx, personne, "deposer", None)
        tx.executer(
            sql.CREER,
            id=identifiant,
            fichier=fichier[:200],
            empreinte=apercu.empreinte,
            source=source,
            acteur=personne.acteur,
            compte_id=personne.id,
            lignes=len(retenues),
            ecartees=len(apercu.lignes) - len(retenues),
            a=a,
        )
        _deposer(tx, _Trace(identifiant, personne.acteur, a), personne, retenues, avancer)
        if source:
            tx.executer(
                sql.RETENIR,
                compte_id=personne.id,
                source=source,
                correspondances=json.dumps(dict(correspondances or {}), ensure_ascii=False, sort_keys=True),
                a=a,
            )
        journaliser(
            tx,
            personne.acteur,
            "importees",
            "import",
            identifiant,
            {"contributions": len(retenues), "empreinte": apercu.empreinte},
        )
    return identifiant, len(retenues)


def _deposer(
    tx: Transaction, trace: _Trace, personne: Personne, lignes: Sequence[Ligne], avancer: Avancer | None
) -> None:
    for depart in range(0, len(lignes), LOT):
        lot = lignes[depart : depart + LOT]
        tx.inserer("base.contribution", [_contribution(personne, trace, x) for x in lot])
        if avancer:
            avancer(depart + len(lot), len(lignes))
    _tracer(tx, trace, A_RELIRE, "deposee")


def _contribution(personne: Personne, trace: _Trace, ligne: Ligne) -> dict[str, Any]:
    propre, a = nettoyer(ligne.contenu), trace.a
    return {
        "id": uuid.uuid4().hex,
        "statut": A_RELIRE,
        **textes(propre),
        "compte_id": personne.id,
        "jeton": jetons.empreinte(jetons.nouveau()),  # nobody holds it: the account is the way in
        "jeton_expire_a": a + jetons.DUREE,
        "version": 1,
        "cree_a": a,
        "maj_a": a,
        "deposee_a": a,
        "suspicion": len(soupcons_de(propre)),
        "import_id": trace.id,
    }


def _tracer(tx: Transaction, trace: _Trace, statut: str, verbe: str) -> None:
    """Keep the revision and the journal row of every contribution that this instant moved."""
    cles = {**trace._asdict(), "statut": statut}
    tx.executer(sql.REVISER, **cles)
    tx.executer(
        sql.JOURNALISER, **cles, verbe=verbe, details=json.dumps({"import": trace.id}, sort_keys=True)
    )


def annuler(personne: Personne, identifiant: str) -> tuple[int, int]:
    """Withdraw the contributions of an import that are still waiting; return how many, and how many were decided meanwhile.

    What was published belongs to the observatory and stays. Raises Introuvable, Refus (somebody else's), Conflit (undone already).
    """
    exiger("importer_pratiques", personne)
    with ecrire() as tx:
        lu = tx.ligne(sql.UN, id=identifiant)
        if lu is None:
            raise Introuvable("Cet import n’existe pas\u00a0: rechargez la page pour voir la liste à jour.")
        if lu["compte_id"] != personne.id and motif_de_refus("relire", personne):
            raise Refus(
                "Cet import est celui d’un autre compte\u00a0: demandez à la modération de l’annuler."
            )
        if lu["annule_a"] is not None:
            raise Conflit("Cet import est déjà annulé\u00a0: il n’y a plus rien à faire.")
        a = maintenant()
        comptes = tx.ligne(sql.COMPTER, id=identifiant) or {}
        tx.executer(sql.RETIRER, id=identifiant, a=a)
        _tracer(tx, _Trace(identifiant, personne.acteur, a), RETIREE, "retiree")
        tx.executer(sql.ANNULER, id=identifiant, a=a)
        retirees, decidees = int(comptes["en_attente"]), int(comptes["decidees"])
        journaliser(tx, personne.acteur, "annulees", "import", identifiant, {"contributions": retirees})
    return retirees, decidees
