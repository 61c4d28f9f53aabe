"""Take one false answer out of a published batch, and put it back: the batch itself is never rewritten."""

import uuid
from datetime import date

from observatoire.clock import maintenant
from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.errors import Conflit, Introuvable, Invalide
from observatoire.journal import journaliser
from observatoire.retours import sql
from observatoire.retours.model import NOTES, QUESTIONS, Retrait, Saisie
from observatoire.retours.preuve import reevaluer
from observatoire.retours.rules import erreurs_du_retrait, nettoyer, retirable
from observatoire.store import Transaction, ecrire

PAS_DANS_LE_LOT = "Ces réponses ne sont pas dans ce lot\u00a0: vérifiez la période, qui répondait, et ce qui avait été répondu."


def retirer_reponse(
    personne: Personne, pratique_id: str, voix: str, du: date, saisie: Saisie, *, raison: str
) -> str:
    """Take an answer out of the batch that begins that month; under five that remain, the batch is not shown.

    Returns the withdrawal's id. Raises Refus, Introuvable (no such batch), Invalide (by field; `general` when no such answer may be in it).
    """
    propre, dite = nettoyer(saisie), nettoyer_texte(raison)
    lot = {"pratique_id": pratique_id, "voix": voix, "du": du}
    with ecrire() as tx:
        exiger("lire_phrases", personne)
        lu = tx.ligne(sql.UN_LOT, **lot)
        if lu is None:
            raise Introuvable("Ce lot n’existe pas\u00a0: rechargez la page.")
        if problemes := erreurs_du_retrait(propre, dite):
            raise Invalide(problemes)
        notes = {q: NOTES[getattr(propre, q)] for q in QUESTIONS}
        if not all(retirable(lu["reponses"], lu[q], notes[q]) for q in QUESTIONS):
            raise Invalide({"general": PAS_DANS_LE_LOT})
        identifiant = uuid.uuid4().hex
        tx.executer(sql.RETIRER, id=identifiant, **lot, **notes, raison=dite, acteur=personne.acteur, a=maintenant())  # fmt: skip
        reevaluer(tx, pratique_id)
        journaliser(tx, personne.acteur, "retiree", "voix", pratique_id, {"retrait": identifiant, "raison": dite})  # fmt: skip
        return identifiant


def retablir_reponse(personne: Personne, identifiant: str) -> None:
    """Put an answer back where it was. Raises Refus, Introuvable, Conflit (back already)."""
    with ecrire() as tx:
        exiger("lire_phrases", personne)
        lu = _un(tx, identifiant)
        if lu.annule_a is not None:
            raise Conflit("Cette réponse est déjà rétablie\u00a0: rechargez la page.")
        tx.executer(sql.RETABLIR, id=identifiant, a=maintenant())
        reevaluer(tx, lu.pratique_id)
        journaliser(tx, personne.acteur, "retablie", "voix", lu.pratique_id, {"retrait": identifiant})


def _un(tx: Transaction, identifiant: str) -> Retrait:
    ligne = tx.ligne(sql.UN_RETRAIT, id=identifiant)
    if ligne is None:
        raise Introuvable("Ce retrait n’existe pas\u00a0: rechargez la page.")
    return Retrait(**ligne)
