"""The command `observatoire lecteur …`, on the process's store."""

from collections.abc import Callable
from typing import Any

from observatoire.colleges.actions import nommer_lecteur, oublier_lecteur
from observatoire.colleges.lecture import lister_lecteurs
from observatoire.colleges.model import COLLEGES
from observatoire.comptes.lecture import trouver_par_email
from observatoire.comptes.model import OPERATEUR
from observatoire.errors import Introuvable
from observatoire.store import lire

Dire = Callable[[str], None]


def executer(arguments: dict[str, Any], dire: Dire) -> None:
    """Run one action of the command and say what was done."""
    ACTIONS[arguments["action"]](arguments, dire)


def _compte(arguments: dict[str, Any]) -> str:
    with lire() as cur:
        compte = trouver_par_email(cur, arguments["courriel"])
    if compte is None:
        raise Introuvable(f"Aucun compte n’a ce courriel\u00a0: {arguments['courriel']}")
    return compte.id


def _nommer(arguments: dict[str, Any], dire: Dire) -> None:
    lecteur = nommer_lecteur(OPERATEUR, _compte(arguments), arguments["college"], arguments["structure"])
    dire(f"Lit pour le collège «\u00a0{COLLEGES[lecteur.college]}\u00a0»\u00a0: {arguments['courriel']}")


def _retirer(arguments: dict[str, Any], dire: Dire) -> None:
    oublier_lecteur(OPERATEUR, _compte(arguments))
    dire(f"Ne lit plus pour aucun collège\u00a0: {arguments['courriel']}")


def _lister(_: dict[str, Any], dire: Dire) -> None:
    with lire() as cur:
        lecteurs = lister_lecteurs(cur, OPERATEUR)
    for x in lecteurs:
        dire(
            f"{COLLEGES[x['college']]}\u00a0: {x['nom']} ({x['email']}){', ' + x['structure'] if x['structure'] else ''}"
        )
    if not lecteurs:
        dire("Personne ne lit pour un collège\u00a0: nommez-en avec ./observatoire lecteur nommer")


ACTIONS: dict[str, Callable[[dict[str, Any], Dire], None]] = {
    "nommer": _nommer,
    "retirer": _retirer,
    "lister": _lister,
}
