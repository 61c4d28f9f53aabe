"""`python -m benchmarks [suite] [number of pratiques]`: all of them without a name."""

import sys
from collections.abc import Callable

from benchmarks import (
    assaut,
    contribuer,
    croissance,
    explorateur,
    fiches,
    lectures,
    moderation,
    navigateur,
    recherche,
    sessions,
)

SUITES: dict[str, Callable[..., None]] = {
    "lectures": lectures.mesurer,
    "recherche": recherche.mesurer,
    "explorateur": explorateur.mesurer,
    "fiches": fiches.mesurer,
    "contribuer": contribuer.mesurer,
    "moderation": moderation.mesurer,
    "assaut": assaut.mesurer,
    "navigateur": navigateur.mesurer,
    "sessions": sessions.mesurer,
    "croissance": croissance.mesurer,
}


A_TAILLE = frozenset({"explorateur", "fiches", "navigateur", "sessions"})
"""Suites that take a number of pratiques; the others measure several sizes."""


def principal(arguments: list[str]) -> int:
    """Run the suites named; a number after a name is how many pratiques it measures on."""
    noms = [a for a in arguments if not a.isdigit()]
    if inconnus := [n for n in noms if n not in SUITES]:
        print(
            f"Suite inconnue : {', '.join(inconnus)}. Choisissez parmi {', '.join(SUITES)}.", file=sys.stderr
        )
        return 2
    tailles = [int(a) for a in arguments if a.isdigit()]
    for nom in noms or SUITES:
        SUITES[nom](*(tailles[:1] if nom in A_TAILLE else ()))
    return 0


sys.exit(principal(sys.argv[1:]))
