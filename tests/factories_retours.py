"""Answers for the tests, given through the real action at a chosen instant."""

from datetime import datetime, timedelta

from observatoire import retours
from observatoire.clock import temps_fige
from observatoire.retours import Adresse, Saisie
from observatoire.retours.signatures import jeton

MARS = datetime(2026, 3, 12, 9, 30)
AVRIL = datetime(2026, 4, 2, 9, 30)
CONTENTE = Saisie(utile="oui", ecoute="oui", ensemble="oui")


def repondre_le(adresse: Adresse, a: datetime, saisie: Saisie = CONTENTE, voix: str = "personne") -> None:
    """Answer at an instant, with a form served half a minute before."""
    servi = jeton(adresse.secret, f"formulaire {voix}", a - timedelta(seconds=30))
    with temps_fige(a):
        retours.repondre(adresse.code, voix, saisie, servi)
