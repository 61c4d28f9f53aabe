"""Run one verb: in the running application when there is one, on the store itself otherwise."""

import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from observatoire.cli.arguments import analyseur
from observatoire.errors import ErreurObservatoire, StoreOccupe
from observatoire.ops import preparation, relais
from observatoire.settings import RACINE, Settings, settings


def principal(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 refused with a sentence, 2 badly typed."""
    lus = vars(analyseur().parse_args(arguments))
    verbe = lus.pop("verbe")
    try:
        if verbe == "servir":
            return _servir(settings())
        if verbe == "restaurer":
            return _restaurer(settings(), lus)
        return _executer(settings(), verbe, _completer(verbe, lus))
    except ErreurObservatoire as erreur:
        print(erreur, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _completer(verbe: str, lus: dict[str, Any]) -> dict[str, Any]:
    """Ask for the password where one is needed: never an argument, which others of the machine could read."""
    if verbe == "compte" and lus["action"] in ("creer", "mot-de-passe"):
        lus["mot_de_passe"] = _demander_mot_de_passe()
    return lus


def _demander_mot_de_passe() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    premier = getpass.getpass("Mot de passe (12 caractères au moins) : ")
    if getpass.getpass("Le même, encore une fois : ") != premier:
        raise ErreurObservatoire("Les deux saisies diffèrent : recommencez.")
    return premier


def _executer(reglages: Settings, verbe: str, lus: dict[str, Any]) -> int:
    if (code := relais.transmettre(reglages.local_dir, verbe, lus, print)) is not None:
        return code
    from observatoire.ops.verbes import executer

    try:
        store = preparation.ouvrir(reglages)
    except StoreOccupe as cause:
        raise StoreOccupe(
            "L’application tient la base mais ne répond pas encore : attendez qu’elle ait affiché son adresse, "
            "ou arrêtez-la, puis recommencez."
        ) from cause
    try:
        executer(verbe, lus, print)
    finally:
        preparation.fermer(store)
    return 0


def _restaurer(reglages: Settings, lus: dict[str, Any]) -> int:
    from observatoire.store.snapshots import lister_sauvegardes, restaurer_sauvegarde

    connues = lister_sauvegardes(reglages.snapshot_dir)
    if lus["liste"]:
        print("\n".join(map(str, connues)) or "Aucune sauvegarde : ./observatoire sauvegarder en écrit une.")
        return 0
    if not lus["sauvegarde"] and not connues:
        raise ErreurObservatoire(f"Aucune sauvegarde dans {reglages.snapshot_dir} : indiquez un fichier.")
    choisie = Path(lus["sauvegarde"]) if lus["sauvegarde"] else connues[0]
    ecarte = restaurer_sauvegarde(choisie, Path(reglages.store_url))
    print(f"La base est celle de {choisie.name}." + (f" L’ancienne est gardée : {ecarte}" if ecarte else ""))
    return 0


def _servir(reglages: Settings) -> int:
    """Prepare what is delivered, then become the server; both say what they do."""
    store = preparation.ouvrir(reglages)
    try:
        preparation.preparer(reglages, lambda texte: print(f"  {texte}", flush=True))
    finally:
        preparation.fermer(store)
    os.chdir(RACINE)
    import uvicorn

    print(f"\n  L’observatoire est ouvert : {reglages.public_url}\n  (Ctrl+C pour l’arrêter)\n", flush=True)
    uvicorn.run(
        "app:app",
        app_dir=str(RACINE),
        host=reglages.host,
        port=reglages.port,
        log_level="warning",
        ws="websockets-sansio",
    )
    return 0
