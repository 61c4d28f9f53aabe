"""`observatoire observation …`: import efforts from a file, and say what was done or what is wrong with it."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any

from observatoire.analyses.zones.actions import noter
from observatoire.analyses.zones.importation import Apercu, previsualiser
from observatoire.comptes import OPERATEUR
from observatoire.errors import ErreurObservatoire
from observatoire.store import lire

Dire = Callable[[str], None]
MONTREES = 30
"""Wrong rows told one by one."""


def executer(arguments: Mapping[str, Any], dire: Dire) -> None:
    """Import the file given (`contenu`, base64), or only say what importing it would do (`apercu`).

    Raises ErreurObservatoire when a row is wrong: then nothing is recorded, unless `sans_les_fautives`.
    """
    with lire() as cur:
        apercu = previsualiser(cur, b64decode(arguments["contenu"]))
    for phrase in resumer(apercu):
        dire(phrase)
    if arguments["apercu"]:
        dire("Aperçu\u00a0: rien n’a été enregistré.")
        return
    if apercu.fautives and not arguments["sans_les_fautives"]:
        raise ErreurObservatoire(
            "Rien n’a été enregistré. Corrigez ces lignes, ou laissez-les de côté avec --sans-les-fautives."
        )
    if apercu.observations:
        dire(f"Enregistré\u00a0: {_efforts(noter(OPERATEUR, apercu.observations))}.")


def resumer(apercu: Apercu) -> list[str]:
    """Return in sentences what a file says, and each wrong row."""
    n, remplacees = len(apercu.observations), apercu.remplacees
    phrases = [
        f"{_efforts(n)} à enregistrer"
        + (f", dont {remplacees} à la place d’un autre." if remplacees else ".")
    ]
    fautives = apercu.fautives
    phrases += [f"Ligne {x.numero}\u00a0: {' '.join(x.erreurs)}" for x in fautives[:MONTREES]]
    if len(fautives) > MONTREES:
        phrases.append(f"… et {len(fautives) - MONTREES} autres lignes à corriger.")
    return phrases


def _efforts(n: int) -> str:
    return f"{n}\u00a0effort{'s' if n > 1 else ''}"
