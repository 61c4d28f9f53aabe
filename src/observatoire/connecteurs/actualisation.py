"""Refresh a connector: read its source, keep what it would change as proposals. No structure is touched."""

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime

from observatoire.clock import maintenant
from observatoire.comptes import Personne, exiger
from observatoire.connecteurs import sql
from observatoire.connecteurs.fichiers import trouver_connecteur
from observatoire.connecteurs.lecture import annuaire_pour, en_ligne, externes_de, proposition_de
from observatoire.connecteurs.model import MODIFIEE, NOUVELLE, PROPOSEE, Actualisation, Lue, Proposition
from observatoire.connecteurs.rules import Comparaison, comparer
from observatoire.connecteurs.source import lire_source
from observatoire.errors import Conflit, ErreurObservatoire
from observatoire.journal import journaliser
from observatoire.settings import settings
from observatoire.store import Transaction, ecrire

Dire = Callable[[str], None]


def actualiser(personne: Personne, code: str, dire: Dire = lambda _: None) -> Actualisation:
    """Read the source of a connector and replace what it proposed; nobody waits for the network under the store's lock.

    A refresh that fails changes no proposal and counts no absence; it is told and kept. Raises Refus, Introuvable, Conflit
    (the connector is off), ErreurObservatoire (why the source could not be read).
    """
    exiger("accepter_connecteur", personne)
    connecteur = trouver_connecteur(settings().data_dir, code)
    if not connecteur.actif:
        raise Conflit(
            f"Le connecteur «\u00a0{code}\u00a0» n’est pas actif\u00a0: faites relire son fichier, écrivez «\u00a0actif: oui\u00a0», "
            "puis recommencez."
        )
    try:
        lue = lire_source(connecteur, dire)
    except ErreurObservatoire as erreur:
        with ecrire() as tx:
            _noter(tx, personne, _echec(code, str(erreur)))
        raise
    dire(f"{len(lue.entites)} structures à comparer…")
    with ecrire() as tx:
        faite = _comparer(tx, code, lue)
        _noter(tx, personne, faite)
    return faite


def _comparer(tx: Transaction, code: str, lue: Lue) -> Actualisation:
    a = maintenant()
    absentes = sorted(set(externes_de(tx, code)) - lue.vues)
    tx.executer(sql.NOTER_VUES, connecteur=code, absentes=absentes)
    tx.executer(sql.NOTER_ABSENTES, connecteur=code, absentes=absentes, a=a)
    externes = externes_de(tx, code)
    annuaire = annuaire_pour(tx, lue.entites.values(), (e.structure_id for e in externes.values()))
    trouvee = comparer(lue.entites, lue.vues, externes, annuaire, a)
    _dater(tx, code, lue, trouvee)
    _proposer(tx, code, trouvee.propositions, a)
    return _bilan(code, a, lue, trouvee)


def _dater(tx: Transaction, code: str, lue: Lue, trouvee: Comparaison) -> None:
    """Keep the day on which the source last confirmed what did not change."""
    datees = [(cle, jour) for cle in trouvee.inchangees if (jour := lue.entites[cle].maj_le)]
    if datees:
        cles, jours = zip(*datees, strict=True)
        tx.executer(sql.DATER, connecteur=code, cles=list(cles), jours=list(jours))


def _proposer(tx: Transaction, code: str, propositions: Iterable[Proposition], a: datetime) -> None:
    """Put these in place of what waited; what waits already stays, what was refused stays refused."""
    refusees = {(r["cle"], r["genre"], r["empreinte"]) for r in tx.lignes(sql.REFUSEES, connecteur=code)}
    voulues = {p.cle: p for p in propositions if (p.cle, p.genre, p.empreinte) not in refusees}
    perimees = []
    for ligne in tx.lignes(sql.OUVERTES, connecteur=code):
        nouvelle = voulues.get(ligne["cle"])
        if nouvelle is not None and en_ligne(nouvelle) == en_ligne(proposition_de(ligne)):
            del voulues[ligne["cle"]]
        else:
            perimees.append(ligne["id"])
    tx.executer(sql.EFFACER_PROPOSITIONS, ids=perimees)
    etat = {"connecteur": code, "etat": PROPOSEE, "proposee_a": a}
    tx.inserer(
        "base.connecteur_proposition",
        [{"id": uuid.uuid4().hex, **etat, **en_ligne(p)} for p in voulues.values()],
    )


def _bilan(code: str, a: datetime, lue: Lue, trouvee: Comparaison) -> Actualisation:
    genres = [p.genre for p in trouvee.propositions]
    details = ", ".join(f"{n} {raison}" for raison, n in sorted(lue.ecartees.items()))
    return Actualisation(
        code,
        a,
        reussie=True,
        message=f"Lignes laissées de côté\u00a0: {details}." if details else "",
        lues=lue.lues,
        ecartees=sum(lue.ecartees.values()),
        hors=lue.hors,
        nouvelles=genres.count(NOUVELLE),
        modifiees=genres.count(MODIFIEE),
        inchangees=len(trouvee.inchangees),
        absentes=len(trouvee.absentes),
    )


def _echec(code: str, message: str) -> Actualisation:
    return Actualisation(code, maintenant(), False, message, *[0] * 7)


def _noter(tx: Transaction, personne: Personne, faite: Actualisation) -> None:
    ligne = {nom: getattr(faite, nom) for nom in Actualisation.__slots__}
    tx.inserer(
        "base.connecteur_actualisation", [{"id": uuid.uuid4().hex, "acteur": personne.acteur, **ligne}]
    )
    details = {nom: ligne[nom] for nom in ("reussie", "lues", "nouvelles", "modifiees", "absentes")}
    journaliser(tx, personne.acteur, "actualise", "connecteur", faite.connecteur, details)
