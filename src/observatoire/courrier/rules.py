"""When a message is tried again, and what an address looks like. Pure functions."""

import re
from datetime import timedelta

LONGUEUR_COURRIEL = 254
_COURRIEL = re.compile(r"[^\s@<>\"',;:()\[\]\\]+@[\w-]+(\.[\w-]+)+")

MOT_CODE = "=?"
"""Begins, in a header, what a mail program decodes: `=?utf-8?q?=0D=0ABcc:…?=` would write a header of its own."""

ATTENTES = tuple(timedelta(minutes=m) for m in (1, 2, 5, 10, 20, 40, 60))
"""Before each new try; the last one is repeated."""
ESSAIS_AU_PLUS = 78
"""With these delays, a little more than three days."""
BAIL = timedelta(minutes=10)
"""How long a message is one sender's: one that stopped meanwhile leaves it to another."""
PAR_LOT = 20
CONSERVATION = timedelta(days=90)
"""How long the address of a message that has gone is kept."""


def courriel_sain(courriel: str) -> bool:
    """Tell whether a text is written as an e-mail address, and safe in a header."""
    return (
        len(courriel) <= LONGUEUR_COURRIEL
        and MOT_CODE not in courriel
        and _COURRIEL.fullmatch(courriel) is not None
    )


def objet_sain(objet: str) -> str:
    """Return a subject on one line that says itself: no word of it is decoded, so that none hides the end of the line."""
    return " ".join(objet.split()).replace(MOT_CODE, "= ?")


def attente(essais: int) -> timedelta | None:
    """Return how long to wait after so many failed tries, None when it is time to give up."""
    if essais >= ESSAIS_AU_PLUS:
        return None
    return ATTENTES[min(essais, len(ATTENTES)) - 1] if essais else timedelta(0)
