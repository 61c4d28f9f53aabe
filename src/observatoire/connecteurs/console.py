"""`observatoire connecteur …`: list the sources, refresh one, see, accept or refuse what it proposes, undo."""

from collections.abc import Callable, Mapping
from typing import Any

from observatoire.comptes import OPERATEUR
from observatoire.connecteurs import lecture, mots
from observatoire.connecteurs.actions import accepter, refuser
from observatoire.connecteurs.actualisation import actualiser
from observatoire.connecteurs.fichiers import trouver_connecteur
from observatoire.connecteurs.model import FORMATS, GENRES
from observatoire.connecteurs.retour import annuler
from observatoire.settings import settings
from observatoire.store import lire

Dire = Callable[[str], None]
MONTREES = 50
"""Proposals told one by one, of each kind."""


def executer(arguments: Mapping[str, Any], dire: Dire) -> None:
    """Run one of the verbs. Raises ErreurObservatoire."""
    _ACTIONS[arguments["action"]](arguments, dire)


def _lister(_: Mapping[str, Any], dire: Dire) -> None:
    connecteurs = lecture.lister(OPERATEUR)
    for c in connecteurs:
        with lire() as cur:
            derniere = lecture.dernieres_actualisations(cur, OPERATEUR).get(c.code)
            attend = mots.resumer(lecture.compter_propositions(cur, OPERATEUR, c.code))
        etat = mots.bilan(derniere) if derniere else "jamais actualisé"
        dire(
            f"{c.code}\u00a0: {c.libelle} ({FORMATS[c.format]}, {c.licence}){'' if c.actif else ', inactif'}. {etat}"
        )
        if attend:
            dire(f"  À accepter\u00a0: {attend}")
    if not connecteurs:
        dire("Aucun connecteur\u00a0: écrivez un fichier dans data/connecteurs.")


def _actualiser(arguments: Mapping[str, Any], dire: Dire) -> None:
    code = arguments["connecteur"]
    dire(mots.bilan(actualiser(OPERATEUR, code, dire)))
    dire(f"Rien n’est encore écrit. Pour voir\u00a0: ./observatoire connecteur differences {code}")


def _differences(arguments: Mapping[str, Any], dire: Dire) -> None:
    code = _connu(arguments)
    with lire() as cur:
        comptes = lecture.compter_propositions(cur, OPERATEUR, code)
        pages = {
            genre: lecture.lister_propositions(cur, OPERATEUR, code, genre, au_plus=MONTREES)
            for genre in GENRES
        }
        noms = mots.communes(cur, [p for page in pages.values() for p in page])
    for genre, lues in pages.items():
        if lues:
            dire(f"{GENRES[genre]} ({comptes[genre]})")
        for p in lues:
            suite = mots.rapprochement(p)
            dire(f"  {p.nom} [{p.cle}]{f', {suite}' if suite else ''}")
            for d in p.differences:
                dire(f"    {mots.difference(d, noms)}")
        if comptes[genre] > len(lues):
            dire(f"  … et {comptes[genre] - len(lues)} autres.")
    if not any(comptes.values()):
        dire("Rien n’attend.")


def _accepter(arguments: Mapping[str, Any], dire: Dire) -> None:
    lot = accepter(OPERATEUR, _connu(arguments))
    dire(f"Accepté\u00a0: {lot.nombre}. Pour annuler\u00a0: ./observatoire connecteur annuler {lot.id}")


def _refuser(arguments: Mapping[str, Any], dire: Dire) -> None:
    nombre = refuser(OPERATEUR, _connu(arguments))
    dire(
        f"Refusé\u00a0: {nombre}. Tant que la source dit la même chose, elle ne sera pas proposée de nouveau."
    )


def _annuler(arguments: Mapping[str, Any], dire: Dire) -> None:
    dire(f"Annulé\u00a0: {annuler(OPERATEUR, arguments['lot'])}, à accepter de nouveau ou à refuser.")


def _connu(arguments: Mapping[str, Any]) -> str:
    return trouver_connecteur(settings().data_dir, arguments["connecteur"]).code


_ACTIONS: dict[str, Callable[[Mapping[str, Any], Dire], None]] = {
    "lister": _lister,
    "actualiser": _actualiser,
    "differences": _differences,
    "accepter": _accepter,
    "refuser": _refuser,
    "annuler": _annuler,
}
