"""`python -m benchmarks [lectures] [recherche] [explorateur] [fiches]`: all of them without a name."""

import sys

from benchmarks import explorateur, fiches, lectures, recherche

SUITES = {
    "lectures": lectures.mesurer,
    "recherche": recherche.mesurer,
    "explorateur": explorateur.mesurer,
    "fiches": fiches.mesurer,
}


def principal(noms: list[str]) -> int:
    """Run the suites named."""
    if inconnus := [n for n in noms if n not in SUITES]:
        print(
            f"Suite inconnue : {', '.join(inconnus)}. Choisissez parmi {', '.join(SUITES)}.", file=sys.stderr
        )
        return 2
    for nom in noms or SUITES:
        SUITES[nom]()
    return 0


sys.exit(principal(sys.argv[1:]))
