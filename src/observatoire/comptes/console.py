"""The command `observatoire compte …`, on the process's store; what it is given was read by cli/arguments.py."""

from collections.abc import Callable
from typing import Any

from observatoire.comptes import actions
from observatoire.comptes.lecture import lister_comptes, trouver_par_email
from observatoire.comptes.model import OPERATEUR, ROLES, Compte
from observatoire.errors import Introuvable
from observatoire.store import lire

Dire = Callable[[str], None]


def executer(arguments: dict[str, Any], dire: Dire) -> None:
    """Run one action of the command and say what was done."""
    ACTIONS[arguments["action"]](arguments, dire)


def _creer(arguments: dict[str, Any], dire: Dire) -> None:
    compte = actions.creer_compte(
        OPERATEUR, arguments["courriel"], arguments["nom"], arguments["role"], arguments["mot_de_passe"]
    )
    dire(f"Compte créé\u00a0: {_ligne(compte)}")


def _lister(_: dict[str, Any], dire: Dire) -> None:
    with lire() as cur:
        comptes = lister_comptes(cur)
    for compte in comptes:
        dire(_ligne(compte))
    if not comptes:
        dire("Aucun compte\u00a0: créez le premier avec ./observatoire compte creer")


def _desactiver(arguments: dict[str, Any], dire: Dire) -> None:
    dire(f"Compte fermé\u00a0: {_ligne(actions.desactiver(OPERATEUR, _compte(arguments).id))}")


def _reactiver(arguments: dict[str, Any], dire: Dire) -> None:
    dire(f"Compte rouvert\u00a0: {_ligne(actions.reactiver(OPERATEUR, _compte(arguments).id))}")


def _mot_de_passe(arguments: dict[str, Any], dire: Dire) -> None:
    compte = _compte(arguments)
    actions.changer_mot_de_passe(OPERATEUR, compte.id, arguments["mot_de_passe"])
    dire(f"Mot de passe changé, sessions fermées\u00a0: {_ligne(compte)}")


def _role(arguments: dict[str, Any], dire: Dire) -> None:
    dire(
        f"Rôle changé\u00a0: {_ligne(actions.changer_role(OPERATEUR, _compte(arguments).id, arguments['role']))}"
    )


ACTIONS: dict[str, Callable[[dict[str, Any], Dire], None]] = {
    "creer": _creer,
    "lister": _lister,
    "desactiver": _desactiver,
    "reactiver": _reactiver,
    "mot-de-passe": _mot_de_passe,
    "role": _role,
}


def _compte(arguments: dict[str, Any]) -> Compte:
    with lire() as cur:
        compte = trouver_par_email(cur, arguments["courriel"])
    if compte is None:
        raise Introuvable(
            f"Aucun compte pour {arguments['courriel']}\u00a0: voyez la liste avec ./observatoire compte lister"
        )
    return compte


def _ligne(compte: Compte) -> str:
    ferme = "" if compte.actif else ", fermé"
    return f"{compte.nom} <{compte.email}>, {ROLES[compte.role].lower()}{ferme}"
