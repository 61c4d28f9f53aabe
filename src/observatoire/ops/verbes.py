"""The verbs an operator gives, run on the process's open store; each says what it did in French."""

from collections.abc import Callable
from typing import Any

from observatoire.contributions import filet
from observatoire.courrier import distribuer
from observatoire.demo import charger_demo
from observatoire.errors import ErreurObservatoire
from observatoire.fraicheur import preparer_rappels
from observatoire.ops import preparation
from observatoire.ops.verification import verifier as controler
from observatoire.settings import settings
from observatoire.store import courant, ecrire, lire

Dire = Callable[[str], None]
Arguments = dict[str, Any]


def migrer(_: Arguments, dire: Dire) -> None:
    """Opening applied the migrations already."""
    with lire() as cur:
        nombre = cur.valeur("select count(*) from base.migration")
    dire(f"La base est à jour ({nombre}\u00a0migration{'s' if nombre > 1 else ''}).")


def charger(_: Arguments, dire: Dire) -> None:
    """Load the referentiel and the catalogue."""
    preparation.preparer(settings(), dire)


def sauvegarder(_: Arguments, dire: Dire) -> None:
    """Write a snapshot."""
    chemin = courant().sauvegarder(settings().snapshot_dir)
    dire(f"Sauvegarde écrite et vérifiée\u00a0: {chemin}")


def verifier(_: Arguments, dire: Dire) -> None:
    """Check the store's rules and the receipts of submissions.

    Raises ErreurObservatoire when something is wrong.
    """
    with lire() as cur:
        controles = [(c.regle, c.ecarts) for c in controler(cur)]
        controles.append(("Chaque contribution reçue est dans la base", len(filet.manquantes(cur))))
    for regle, ecarts in controles:
        dire(f"✗ {regle}\u00a0: {ecarts}\u00a0écart{'s' if ecarts > 1 else ''}" if ecarts else f"✓ {regle}")
    rompue = filet.verifier_chaine()
    dire("✓ La chaîne des accusés de réception est intacte" if rompue is None else f"✗ {rompue}")
    for avertissement in courant().avertissements:
        dire(f"! {avertissement}")
    if controles[-1][1]:
        dire("Pour remettre les contributions absentes\u00a0: ./observatoire retrouver")
    if rompue or any(ecarts for _, ecarts in controles):
        raise ErreurObservatoire("La base demande votre attention\u00a0: voyez les lignes marquées ✗.")


def retrouver(_: Arguments, dire: Dire) -> None:
    """Enter again the accepted submissions that the store no longer holds."""
    with ecrire() as tx:
        absentes = filet.manquantes(tx)
        for accuse in absentes:
            filet.rejouer(tx, accuse)
    if not absentes:
        dire("Toutes les contributions reçues sont dans la base.")
        return
    pluriel = "s" if len(absentes) > 1 else ""
    dire(f"{len(absentes)}\u00a0contribution{pluriel} remise{pluriel} dans la base, à relire.")


def compte(arguments: Arguments, dire: Dire) -> None:
    """Create, list, change or close accounts."""
    from observatoire.comptes import console

    console.executer(arguments, dire)


def demo(arguments: Arguments, dire: Dire) -> None:
    """Add or remove invented pratiques, marked as demonstration."""
    charger_demo(int(arguments["pratiques"]), int(arguments["graine"]), dire)


def lecteur(arguments: Arguments, dire: Dire) -> None:
    """Say who reads contributions for which college."""
    from observatoire.colleges import console

    console.executer(arguments, dire)


def observation(arguments: Arguments, dire: Dire) -> None:
    """Import observation efforts."""
    from observatoire.analyses.zones import console

    console.executer(arguments, dire)


def indicateurs(arguments: Arguments, dire: Dire) -> None:
    """List indicators, or import the values of one."""
    from observatoire.indicateurs import console

    console.executer(arguments, dire)


def pratiques(arguments: Arguments, dire: Dire) -> None:
    """Import pratiques from a file, list the imports, undo one."""
    from observatoire.importation import console

    console.executer(arguments, dire)


def connecteur(arguments: Arguments, dire: Dire) -> None:
    """Refresh outside sources, accept or undo what they propose."""
    from observatoire.connecteurs import console

    console.executer(arguments, dire)


def courrier(_: Arguments, dire: Dire) -> None:
    """Send the messages that are due, and tell what is left."""
    if not settings().smtp_url:
        raise ErreurObservatoire(
            "Aucun serveur n’est réglé\u00a0: indiquez OBSERVATOIRE_SMTP_URL et OBSERVATOIRE_MAIL_FROM, ou envoyez les "
            "messages depuis l’écran de modération."
        )
    bilan = distribuer(settings())
    dire(
        f"Envoyés\u00a0: {bilan.envoyees}. Remis à plus tard\u00a0: {bilan.reportees}. Refusés\u00a0: {bilan.rejetees}."
    )
    if bilan.panne:
        raise ErreurObservatoire(
            f"Le serveur de courrier ne répond pas ({bilan.panne})\u00a0: rien n’est perdu, réessayez plus tard."
        )


def rappels(_: Arguments, dire: Dire) -> None:
    """Prepare the reminders that are due."""
    nombre = preparer_rappels()
    pluriel = "s" if nombre > 1 else ""
    dire(
        f"{nombre}\u00a0rappel{pluriel} préparé{pluriel}. Pour les envoyer\u00a0: ./observatoire courrier"
        if nombre
        else "Aucun rappel à préparer aujourd’hui."
    )


VERBES: dict[str, Callable[[Arguments, Dire], None]] = {
    "migrer": migrer,
    "charger": charger,
    "sauvegarder": sauvegarder,
    "verifier": verifier,
    "retrouver": retrouver,
    "compte": compte,
    "courrier": courrier,
    "rappels": rappels,
    "demo": demo,
    "lecteur": lecteur,
    "observation": observation,
    "indicateurs": indicateurs,
    "pratiques": pratiques,
    "connecteur": connecteur,
}
"""Verbs that run on an open store, here or in the running application."""


def executer(verbe: str, arguments: Arguments, dire: Dire) -> None:
    """Run a verb of VERBES on the process's store.

    Raises ErreurObservatoire when the verb refuses, or when this application does not know it.
    """
    if verbe not in VERBES:
        raise ErreurObservatoire(
            f"L’application en marche ne connaît pas «\u00a0{verbe}\u00a0»\u00a0: elle est d’une autre version que la "
            "commande. Relancez-la, puis recommencez."
        )
    VERBES[verbe](arguments, dire)
