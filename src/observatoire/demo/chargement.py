"""Put demonstration pratiques in the store, by lots so that other writers pass, and take them away."""

from collections.abc import Callable
from itertools import islice

from observatoire.demo.generation import Commune, composer
from observatoire.demo.sql import COMMUNES, DEMONSTRATIONS, RETIRER
from observatoire.errors import ErreurObservatoire
from observatoire.journal import journaliser
from observatoire.recherche import indexer
from observatoire.store import ecrire, lire

LOT = 5_000
Dire = Callable[[str], None]


def charger_demo(nombre: int, graine: int, dire: Dire) -> None:
    """Replace the demonstration by `nombre` invented pratiques; 0 only takes it away.

    Raises ErreurObservatoire when the referentiel is not loaded.
    """
    retirees = retirer_demo(dire)
    if not nombre:
        if not retirees:
            dire("Aucune pratique de démonstration à retirer.")
        return
    with lire() as cur:
        communes = [Commune(**{**c, "ancetres": tuple(c["ancetres"])}) for c in cur.lignes(COMMUNES)]
    if not communes:
        raise ErreurObservatoire(
            "La démonstration se place sur des communes, et la base n’en a pas\u00a0: chargez-les avec ./observatoire charger"
        )
    fiches = composer(communes, nombre, graine)
    fait = 0
    while lot := list(islice(fiches, LOT)):
        with ecrire() as tx:
            tx.inserer("base.pratique", [f.pratique for f in lot])
            tx.inserer("base.partenariat", [p for f in lot for p in f.partenaires])
            tx.inserer("base.source", [f.source for f in lot])
            indexer(tx, [f.pratique["id"] for f in lot])
            journaliser(
                tx, "cli", "ajoutee", "demo", lot[0].pratique["id"], {"nombre": len(lot), "graine": graine}
            )
        fait += len(lot)
        dire(f"{fait} sur {nombre}\u00a0pratique{'s' if nombre > 1 else ''} de démonstration")


def retirer_demo(dire: Dire) -> int:
    """Delete every demonstration pratique (they are invented, nothing is lost) and return how many there were."""
    with lire() as cur:
        ids = [ligne["id"] for ligne in cur.lignes(DEMONSTRATIONS)]
    for debut in range(0, len(ids), LOT):
        lot = ids[debut : debut + LOT]
        with ecrire() as tx:
            for instruction in RETIRER:
                tx.executer(instruction, ids=lot)
            indexer(tx, lot)
            journaliser(tx, "cli", "retiree", "demo", lot[0], {"nombre": len(lot)})
    if ids:
        dire(
            f"{len(ids)}\u00a0pratique{'s' if len(ids) > 1 else ''} de démonstration retirée{'s' if len(ids) > 1 else ''}"
        )
    return len(ids)
