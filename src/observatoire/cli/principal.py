"""Run one verb: in the running application when there is one, on the store itself otherwise."""

import getpass
import os
import sys
import traceback
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from observatoire.cli.arguments import analyseur
from observatoire.clock import maintenant
from observatoire.errors import ErreurObservatoire, StoreOccupe, raison
from observatoire.ops import preparation, relais
from observatoire.settings import Settings, settings
from observatoire.store.opening import est_postgresql


def principal(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 refused with a sentence, 2 badly typed, 130 Ctrl+C."""
    lus = vars(analyseur().parse_args(arguments))
    try:
        code = _faire(lus.pop("verbe"), lus)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _dire_et_rendre("\nInterrompu.", 130)
    except BrokenPipeError:  # whoever read what we say has left; nothing more can be said to them
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except ErreurObservatoire as erreur:
        return _dire_et_rendre(str(erreur), 1)
    except OSError as erreur:
        ou = f" sur {erreur.filename}" if erreur.filename else ""
        return _dire_et_rendre(f"Le système a refusé une opération{ou}\u00a0: {raison(erreur)}.", 1)
    except Exception as erreur:
        return _dire_et_rendre(_imprevue(erreur), 1)
    return code


def _dire_et_rendre(phrase: str, code: int) -> int:
    print(phrase, file=sys.stderr)
    return code


def _imprevue(erreur: Exception) -> str:
    """Keep the trace of a fault of ours in a file, and return what to tell."""
    phrase = f"La commande n’a pas pu finir\u00a0: erreur imprévue ({type(erreur).__name__})."
    with suppress(OSError, ErreurObservatoire):
        fichier = settings().local_dir / f"incident-{maintenant():%Y%m%dT%H%M%S%f}.txt"
        fichier.write_text("".join(traceback.format_exception(erreur)), encoding="utf-8")
        return f"{phrase} Signalez-la avec ce fichier\u00a0: {fichier}"
    return phrase


def _faire(verbe: str, lus: dict[str, Any]) -> int:
    reglages = settings()
    if verbe == "servir":
        from observatoire.cli.serveur import servir

        return servir(reglages)
    if verbe == "restaurer":
        _restaurer(reglages, lus)
    else:
        _executer(reglages, verbe, _completer(verbe, lus))
    return 0


def _completer(verbe: str, lus: dict[str, Any]) -> dict[str, Any]:
    """Ask for the password where one is needed: never an argument, which others of the machine could read.

    A file is read here: the application that runs the verb may not see it.
    """
    if verbe == "compte" and lus["action"] in ("creer", "mot-de-passe"):
        lus["mot_de_passe"] = _demander_mot_de_passe()
    if "fichier" in lus:
        lus["contenu"] = b64encode(Path(lus["fichier"]).read_bytes()).decode()
    return lus


def _demander_mot_de_passe() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    try:
        premier = getpass.getpass("Mot de passe (12 caractères au moins)\u00a0: ")
        second = getpass.getpass("Le même, encore une fois\u00a0: ")
    except EOFError as cause:
        raise ErreurObservatoire("Le mot de passe n’a pas été donné\u00a0: recommencez.") from cause
    if second != premier:
        raise ErreurObservatoire("Les deux saisies diffèrent\u00a0: recommencez.")
    return premier


def _executer(reglages: Settings, verbe: str, lus: dict[str, Any]) -> None:
    if relais.transmettre(reglages.local_dir, verbe, lus, _dire):
        return
    from observatoire.ops.verbes import executer

    try:
        store = preparation.ouvrir(reglages)
    except StoreOccupe as cause:
        if relais.transmettre(reglages.local_dir, verbe, lus, _dire):  # it was starting, and listens now
            return
        raise StoreOccupe(
            f"{cause} Si c’est l’application, elle commence ou finit\u00a0: recommencez dans un instant."
        ) from cause
    try:
        executer(verbe, lus, _dire)
    finally:
        preparation.fermer(store)


def _dire(texte: str) -> None:
    print(texte, flush=True)


def _restaurer(reglages: Settings, lus: dict[str, Any]) -> None:
    from observatoire.store.snapshots import lister_sauvegardes, restaurer_sauvegarde

    connues = lister_sauvegardes(reglages.snapshot_dir)
    if lus["liste"]:
        _dire(
            "\n".join(map(str, connues))
            or "Aucune sauvegarde\u00a0: ./observatoire sauvegarder en écrit une."
        )
        return
    if est_postgresql(reglages.store_url):
        raise ErreurObservatoire(
            "Avec PostgreSQL, restaurez avec pg_restore\u00a0: pg_restore --clean --dbname «\u00a0adresse de la base\u00a0» fichier."
        )
    choisie = _choisir(reglages.snapshot_dir, connues, lus["sauvegarde"])
    ecarte = restaurer_sauvegarde(choisie, Path(reglages.store_url))
    _dire(
        f"La base est celle de {choisie.name}."
        + (f" L’ancienne est gardée\u00a0: {ecarte}" if ecarte else "")
    )
    _dire_ce_qui_manque(reglages)


def _choisir(dossier: Path, connues: list[Path], nommee: str | None) -> Path:
    if nommee:
        return dossier / nommee if not Path(nommee).exists() else Path(nommee)
    if not connues:
        raise ErreurObservatoire(f"Aucune sauvegarde dans {dossier}\u00a0: indiquez un fichier.")
    return connues[0]


def _dire_ce_qui_manque(reglages: Settings) -> None:
    """Open what was restored, which proves it, and tell the submissions received since."""
    from observatoire.ops.entretien import avertissements

    store = preparation.ouvrir(reglages)
    try:
        for phrase in avertissements():
            _dire(phrase)
    finally:
        preparation.fermer(store)
