"""`observatoire indicateurs …`: import the values of an indicator, and say what was done or what is wrong."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any

from observatoire.comptes import OPERATEUR
from observatoire.errors import ErreurObservatoire
from observatoire.indicateurs import lecture
from observatoire.indicateurs.importation import Apercu, importer, previsualiser
from observatoire.store import lire

Dire = Callable[[str], None]
MONTREES = 30
"""Wrong rows told one by one."""


def executer(arguments: Mapping[str, Any], dire: Dire) -> None:
    """List the indicators, or import the file given (`contenu`, base64), or only say what importing it would do.

    Raises ErreurObservatoire when a row is wrong: then nothing is recorded, unless `sans_les_fautives`.
    """
    if arguments["action"] == "lister":
        _lister(dire)
        return
    code = str(arguments["indicateur"])
    with lire() as cur:
        contenu = b64decode(arguments["contenu"])
        apercu = previsualiser(cur, code, contenu, niveau=arguments["niveau"] or "", annee=arguments["annee"])
    for phrase in resumer(apercu):
        dire(phrase)
    if arguments["apercu"]:
        dire("Aperçu\u00a0: rien n’a été enregistré.")
        return
    if apercu.fautives and not arguments["sans_les_fautives"]:
        raise ErreurObservatoire(
            "Rien n’a été enregistré. Corrigez ces lignes, ou laissez-les de côté avec --sans-les-fautives."
        )
    dire(f"Enregistré\u00a0: {_valeurs(importer(OPERATEUR, code, apercu, valides_seulement=True))}.")


def _lister(dire: Dire) -> None:
    with lire() as cur:
        renseignes = {i.code for i in lecture.lister(cur)}
        tous = lecture.lister(cur, avec_valeurs=False)
    for i in tous:
        suite = "" if i.code in renseignes else " (sans valeur)"
        dire(f"{i.code}\u00a0: {i.libelle}, {i.annee}{suite}")


def resumer(apercu: Apercu) -> list[str]:
    """Return in sentences what a file says, and each wrong row."""
    phrases = [
        f"{_valeurs(len(apercu.valides))} à enregistrer"
        + (f", à la place des {apercu.remplacees} présentes." if apercu.remplacees else ".")
    ]
    fautives = apercu.fautives
    phrases += [f"Ligne {x.numero}\u00a0: {' '.join(x.erreurs)}" for x in fautives[:MONTREES]]
    if len(fautives) > MONTREES:
        phrases.append(f"… et {len(fautives) - MONTREES} autres lignes à corriger.")
    return phrases


def _valeurs(n: int) -> str:
    return f"{n}\u00a0valeur{'s' if n > 1 else ''}"
