"""`observatoire pratiques …`: import a file of pratiques, list the imports, undo one."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from observatoire.comptes import OPERATEUR
from observatoire.errors import ErreurObservatoire
from observatoire.importation.actions import annuler, importer
from observatoire.importation.lecture import lister_imports, previsualiser
from observatoire.importation.model import Apercu, Ligne
from observatoire.store import lire

Dire = Callable[[str], None]
MONTREES = 30
"""Rows told one by one."""


def executer(arguments: Mapping[str, Any], dire: Dire) -> None:
    """Import the file given (`contenu`, base64), only say what it would do, list, or undo.

    Raises ErreurObservatoire when a row is wrong: then nothing is recorded, unless `sans_les_fautives`.
    """
    if arguments["action"] == "lister":
        _lister(dire)
    elif arguments["action"] == "annuler":
        retirees, decidees = annuler(OPERATEUR, arguments["identifiant"])
        dire(bilan(retirees, decidees))
    else:
        _importer(arguments, dire)


def _importer(arguments: Mapping[str, Any], dire: Dire) -> None:
    with lire() as cur:
        apercu = previsualiser(cur, OPERATEUR, b64decode(arguments["contenu"]))
    for phrase in resumer(apercu):
        dire(phrase)
    if arguments["apercu"]:
        dire("Aperçu\u00a0: rien n’a été enregistré.")
        return
    if apercu.fautives and not arguments["sans_les_fautives"]:
        raise ErreurObservatoire(
            "Rien n’a été enregistré. Corrigez ces lignes, ou laissez-les de côté avec --sans-les-fautives."
        )
    identifiant, nombre = importer(
        OPERATEUR,
        apercu,
        fichier=PurePath(arguments["fichier"]).name,
        valides_seulement=True,
        avec_doublons=arguments["avec_les_doublons"],
        avancer=lambda fait, total: dire(f"{fait} sur {total}…"),
    )
    dire(
        f"Enregistré\u00a0: {_contributions(nombre)} à relire. Pour annuler\u00a0: pratiques annuler {identifiant}"
    )


def resumer(apercu: Apercu) -> list[str]:
    """Return in sentences what a file says: each wrong row, each possible duplicate."""
    doublons = [x for x in apercu.justes if x.doublon]
    phrases = [f"{_contributions(len(apercu.justes))} à enregistrer, dont {len(doublons)} peut-être déjà là."]
    phrases += _limiter([f"Ligne {x.numero}\u00a0: {_fautes(x)}" for x in apercu.fautives])
    return phrases + _limiter([f"Ligne {x.numero}\u00a0: {x.doublon}" for x in doublons])


def _fautes(ligne: Ligne) -> str:
    return " ".join(f"[{f.colonne}] {f.raison}" for f in ligne.erreurs)


def _limiter(phrases: list[str]) -> list[str]:
    reste = len(phrases) - MONTREES
    return phrases[:MONTREES] + ([f"… et {reste} autre{'s' if reste > 1 else ''}."] if reste > 0 else [])


def _lister(dire: Dire) -> None:
    with lire() as cur:
        imports = lister_imports(cur, OPERATEUR)
    for x in imports:
        etat = "annulé" if x.annule_a else f"{x.en_attente} en attente, {x.decidees} décidées"
        dire(f"{x.id}\u00a0: {x.fichier}, {_contributions(x.lignes)} ({etat})")
    if not imports:
        dire("Aucun import.")


def bilan(retirees: int, decidees: int) -> str:
    """Return the sentence that tells what undoing an import did."""
    verbe = "retirées" if retirees > 1 else "retirée"
    suite = (
        f" {decidees} déjà décidée{'s' if decidees > 1 else ''} par la modération\u00a0: cela ne change pas."
        if decidees
        else ""
    )
    return f"Import annulé\u00a0: {_contributions(retirees)} {verbe}.{suite}"


def _contributions(n: int) -> str:
    return f"{n}\u00a0contribution{'s' if n > 1 else ''}"
