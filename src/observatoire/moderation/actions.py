"""Act on several contributions at once: one transaction each, the result said for each, nothing half done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from observatoire import contributions
from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.errors import ErreurObservatoire, Invalide

GESTES: dict[str, Callable[..., contributions.Contribution]] = {
    "prendre_en_charge": contributions.prendre_en_charge,
    "demander_correction": contributions.demander_correction,
    "refuser": contributions.refuser,
}
"""What may be done to several at once. Publishing is not: each text is read before it shows."""
AVEC_MOTIF = ("demander_correction", "refuser")
EN_LOT_AU_PLUS = 100


@dataclass(frozen=True, slots=True)
class Issue:
    """What became of one item."""

    contribution_id: str
    obstacle: str
    """Why nothing was done, and what to do; empty when it was done."""


def agir_en_lot(
    personne: Personne, geste: str, choisies: Iterable[tuple[str, int]], motif: str = ""
) -> tuple[Issue, ...]:
    """Do the same to each (id, version shown); what fails for one does not stop the others, nor undo them.

    Raises Refus (not of moderation), Invalide (unknown gesture, nothing or too much chosen, no reason): nothing is then done.
    """
    exiger("relire", personne)
    lot = tuple(dict.fromkeys(choisies))
    if problemes := _problemes(geste, len(lot), motif):
        raise Invalide(problemes)
    motifs = (motif,) if geste in AVEC_MOTIF else ()
    return tuple(_agir(personne, geste, identifiant, version, motifs) for identifiant, version in lot)


def _problemes(geste: str, nombre: int, motif: str) -> dict[str, str]:
    problemes = {}
    if geste not in GESTES:
        problemes["geste"] = "Choisissez ce qu’il faut faire."
    if not 0 < nombre <= EN_LOT_AU_PLUS:
        problemes["choisies"] = f"Cochez de 1 à {EN_LOT_AU_PLUS} contributions."
    if geste in AVEC_MOTIF and (phrase := contributions.rules.erreur_motif(motif)):
        problemes["motif"] = phrase
    return problemes


def _agir(personne: Personne, geste: str, identifiant: str, version: int, motifs: tuple[str, ...]) -> Issue:
    try:
        GESTES[geste](personne, identifiant, version, *motifs)
    except ErreurObservatoire as erreur:
        return Issue(identifiant, str(erreur))
    return Issue(identifiant, "")
