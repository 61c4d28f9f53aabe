"""Open an address, answer, close batches, decide of a sentence. One transaction each.

The journal tells the month of an answer, never its instant nor its pratique: the date is coarse there too.
"""

import hashlib
import uuid
from collections import defaultdict
from datetime import date, datetime, timedelta

from observatoire.clock import aujourd_hui, maintenant
from observatoire.comptes.droits import Objet, exiger
from observatoire.comptes.model import Personne
from observatoire.contributions.lecture import ligne_de, objet
from observatoire.errors import Introuvable, Invalide, Refus
from observatoire.journal import journaliser
from observatoire.retours import lecture, sql
from observatoire.retours.debit import DEBIT
from observatoire.retours.model import ECARTEE, NOTES, PUBLIEE, QUESTIONS, VOIX, Adresse, Mois, Phrase, Saisie
from observatoire.retours.preuve import reevaluer
from observatoire.retours.rules import erreurs, former_lots, mois_de, nettoyer
from observatoire.retours.signatures import (
    TEMPS_MINIMUM,
    age,
    nouveau_code,
    nouveau_secret,
    utilisable,
)
from observatoire.store import Transaction, ecrire

ACTEUR = "voix"
"""Who the journal says answered: nobody."""
PERIMEE = (
    "Cette page est restée ouverte trop longtemps. Vos réponses sont toujours là\u00a0: "
    "appuyez encore sur «\u00a0Envoyer\u00a0»."
)
TROP_VITE = "C’était très rapide. Relisez vos réponses, elles sont toujours là, puis appuyez encore sur «\u00a0Envoyer\u00a0»."
PAS_PUBLIEE = (
    "Cette pratique n’est pas publiée\u00a0: attendez qu’elle le soit pour recueillir la voix des personnes."
)


class FormulairePerime(Refus):
    """The form was served too long ago, was sent already, or is not ours: a new one is needed."""


def ouvrir(personne: Personne, pratique_id: str, *, contribution_id: str = "", jeton: str = "") -> Adresse:
    """Return the pratique's short address, made at the first call.

    Moderation may open any; who deposited, the pratique of their own contribution. Raises Refus, Introuvable.
    """
    with ecrire() as tx:
        exiger("recueillir_voix", personne, _objet(tx, pratique_id, contribution_id, jeton))
        if tx.valeur(sql.PUBLIQUE, pratique_id=pratique_id) is None:
            raise Introuvable(PAS_PUBLIEE)
        if deja := lecture.trouver_adresse(tx, pratique_id):
            return deja
        code = _code_libre(tx)
        ce_mois = mois_de(aujourd_hui())
        tx.executer(sql.OUVRIR, pratique_id=pratique_id, code=code, secret=nouveau_secret(), mois=ce_mois)
        journaliser(tx, personne.acteur, "ouverte", "voix", pratique_id)
        return lecture.par_code(tx, code)


def _objet(tx: Transaction, pratique_id: str, contribution_id: str, jeton: str) -> Objet:
    if not contribution_id:
        return Objet("publiee")
    ligne = ligne_de(tx, contribution_id)
    if ligne["pratique_id"] != pratique_id:
        raise Introuvable(PAS_PUBLIEE)
    return objet(ligne, jeton)


def _code_libre(tx: Transaction) -> str:
    while tx.valeur(sql.CODE_PRIS, code=(code := nouveau_code())):
        pass
    return code


def repondre(code: str, voix: str, saisie: Saisie, jeton: str) -> None:
    """Count an answer in its month, and keep its sentence apart for moderation to read.

    `jeton` is the form's own: good once, not too early, not too late.
    Raises Introuvable, Invalide (by question), Refus (the form again, nothing lost), TropDeReponses.
    """
    propre = nettoyer(saisie)
    with ecrire() as tx:
        adresse = lecture.par_code(tx, code)
        if voix not in VOIX:
            raise Introuvable(lecture.INCONNUE)
        if problemes := erreurs(propre):
            raise Invalide(problemes)
        _depenser(tx, adresse, voix, jeton)
        DEBIT.passer(adresse.pratique_id)
        ce_mois = mois_de(aujourd_hui())
        _compter(tx, adresse.pratique_id, voix, ce_mois, propre)
        if propre.phrase:
            _garder_la_phrase(tx, adresse.pratique_id, voix, ce_mois, propre.phrase)
        _journaliser_le_mois(tx, ce_mois)
        publier_les_lots(adresse.pratique_id)


def _depenser(tx: Transaction, adresse: Adresse, voix: str, jeton: str) -> None:
    """Take a form's token once; what is remembered of it is a hash, for two days at most."""
    depuis = age(adresse.secret, f"formulaire {voix}", jeton, maintenant())
    empreinte = hashlib.sha256(jeton.encode("utf-8", "surrogatepass")).hexdigest()
    if depuis is None or not utilisable(depuis) or tx.valeur(sql.DEPENSE, empreinte=empreinte):
        raise FormulairePerime(PERIMEE)
    if depuis < TEMPS_MINIMUM:
        raise Refus(TROP_VITE)
    tx.executer(sql.OUBLIER, jour=aujourd_hui())
    tx.executer(sql.DEPENSER, empreinte=empreinte, oublie_le=aujourd_hui() + timedelta(days=1))


def _compter(tx: Transaction, pratique_id: str, voix: str, ce_mois: date, propre: Saisie) -> None:
    for question in QUESTIONS:
        case = {
            "pratique_id": pratique_id, "voix": voix, "mois": ce_mois, "question": question,
            "reponse": getattr(propre, question),
        }  # fmt: skip
        tx.executer(sql.PREMIER if tx.valeur(sql.ARRIVES, **case) is None else sql.UN_DE_PLUS, **case)


def _garder_la_phrase(tx: Transaction, pratique_id: str, voix: str, ce_mois: date, phrase: str) -> None:
    tx.executer(
        sql.AJOUTER_PHRASE,
        id=uuid.uuid4().hex,
        pratique_id=pratique_id,
        voix=voix,
        mois=ce_mois,
        texte=phrase,
    )


def _journaliser_le_mois(tx: Transaction, ce_mois: date) -> None:
    debut = datetime.combine(ce_mois, datetime.min.time())
    journaliser(tx, ACTEUR, "recue", "voix", f"{ce_mois:%Y-%m}", a=debut)


def publier_les_lots(pratique_id: str = "") -> int:
    """Close the batches that months now over make possible, of one pratique or of all; return how many."""
    with ecrire() as tx:
        faits = 0
        courant = mois_de(aujourd_hui())
        for (ici, voix), attente in _en_attente(tx, courant, pratique_id).items():
            for lot in former_lots(attente, courant):
                qui = {"pratique_id": ici, "voix": voix, "du": lot.du, "au": lot.au}
                sommes = dict(zip(QUESTIONS, lot.sommes, strict=True))
                tx.executer(sql.LOT, **qui, reponses=lot.nombre, **sommes)
                tx.executer(sql.VIDER, **qui)
                journaliser(tx, ACTEUR, "publiee", "voix", ici, {"voix": voix, "reponses": lot.nombre})
                reevaluer(tx, ici)
                faits += 1
        return faits


def _en_attente(tx: Transaction, courant: date, pratique_id: str) -> dict[tuple[str, str], list[Mois]]:
    cases: defaultdict[tuple[str, str], defaultdict[date, dict[str, dict[str, int]]]]
    cases = defaultdict(lambda: defaultdict(lambda: {q: {} for q in QUESTIONS}))
    for c in tx.lignes(sql.EN_ATTENTE, courant=courant, pratique_id=pratique_id):
        cases[c["pratique_id"], c["voix"]][c["mois"]][c["question"]][c["reponse"]] = c["nombre"]
    return {
        cle: [
            Mois(m, sum(comptes[QUESTIONS[0]].values()), tuple(_somme(comptes[q]) for q in QUESTIONS))
            for m, comptes in par_mois.items()
        ]
        for cle, par_mois in cases.items()
    }


def _somme(comptes: dict[str, int]) -> int:
    return sum(NOTES[reponse] * nombre for reponse, nombre in comptes.items())


def decider_phrase(personne: Personne, identifiant: str, suite: str) -> Phrase:
    """Publish a sentence, or put it aside: then its text is erased. Raises Refus, Introuvable, Invalide."""
    with ecrire() as tx:
        exiger("lire_phrases", personne)
        lue = lecture.une_phrase(tx, identifiant)
        exiger("decider_phrase", personne, Objet(lue.etat))
        if suite not in (PUBLIEE, ECARTEE):
            raise Invalide({"suite": "Choisissez de publier la phrase ou de l’écarter."})
        texte = lue.texte if suite == PUBLIEE else ""
        tx.executer(sql.DECIDER, id=identifiant, etat=suite, texte=texte, moderateur_id=personne.id)
        journaliser(tx, personne.acteur, suite, "phrase", identifiant)
        return lecture.une_phrase(tx, identifiant)
