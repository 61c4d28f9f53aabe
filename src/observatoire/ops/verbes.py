"""The verbs an operator gives, run on the process's open store; each says what it did in French."""

from collections.abc import Callable
from typing import Any

from observatoire.contributions import filet
from observatoire.demo import charger_demo
from observatoire.errors import ErreurObservatoire
from observatoire.ops import preparation
from observatoire.ops.verification import verifier as controler
from observatoire.settings import settings
from observatoire.store import courant, lire

Dire = Callable[[str], None]
Arguments = dict[str, Any]


def migrer(_: Arguments, dire: Dire) -> None:
    """Opening applied the migrations already."""
    with lire() as cur:
        nombre = cur.valeur("select count(*) from base.migration")
    dire(f"La base est à jour ({nombre} migration{'s' if nombre > 1 else ''}).")


def charger(_: Arguments, dire: Dire) -> None:
    """Load the referentiel and the catalogue."""
    preparation.preparer(settings(), dire)


def sauvegarder(_: Arguments, dire: Dire) -> None:
    """Write a snapshot."""
    chemin = courant().sauvegarder(settings().snapshot_dir)
    dire(f"Sauvegarde écrite et vérifiée : {chemin}")


def verifier(_: Arguments, dire: Dire) -> None:
    """Check the store's rules and the receipts of submissions.

    Raises ErreurObservatoire when something is wrong.
    """
    with lire() as cur:
        controles = controler(cur)
        manquantes = filet.manquantes(cur)
    for controle in controles:
        dire(
            f"{'✓' if not controle.ecarts else '✗'} {controle.regle}"
            + (f" : {controle.ecarts} écart(s)" if controle.ecarts else "")
        )
    rompue = filet.verifier_chaine()
    dire("✓ La chaîne des accusés de réception est intacte" if rompue is None else f"✗ {rompue}")
    dire(f"{'✓' if not manquantes else '✗'} Contributions reçues et absentes de la base : {len(manquantes)}")
    for avertissement in courant().avertissements:
        dire(f"! {avertissement}")
    if rompue or manquantes or any(c.ecarts for c in controles):
        raise ErreurObservatoire("La base demande votre attention : voir les lignes marquées ✗.")


def compte(arguments: Arguments, dire: Dire) -> None:
    """Create, list, change or close accounts."""
    from observatoire.comptes import console

    console.executer(arguments, dire)


def demo(arguments: Arguments, dire: Dire) -> None:
    """Add or remove invented pratiques, marked as demonstration."""
    charger_demo(int(arguments["pratiques"]), int(arguments["graine"]), dire)


VERBES: dict[str, Callable[[Arguments, Dire], None]] = {
    "migrer": migrer,
    "charger": charger,
    "sauvegarder": sauvegarder,
    "verifier": verifier,
    "compte": compte,
    "demo": demo,
}
"""Verbs that run on an open store, here or in the running application."""


def executer(verbe: str, arguments: Arguments, dire: Dire) -> None:
    """Run a verb of VERBES on the process's store."""
    VERBES[verbe](arguments, dire)
