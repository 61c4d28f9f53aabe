"""A program that deposits and publishes until it is killed, and prints what was acknowledged. See test_durabilite."""

import sys
import threading
from dataclasses import replace

from observatoire import contributions
from observatoire.comptes.model import ANONYME
from observatoire.settings import settings
from observatoire.store import installer, open_store
from tests.factories_contributions import CONTENU, MODERATRICE

SANS_LIEU = replace(CONTENU, portee="sans_lieu", territoires=())
_sortie = threading.Lock()


def dire(*mots: str) -> None:
    """Print one whole line at once: it is the acknowledgement that a person would have seen."""
    with _sortie:
        sys.stdout.write(" ".join(mots) + "\n")
        sys.stdout.flush()


def deposer_sans_fin(fil: int) -> None:
    """Deposit, and publish one in two."""
    tour = 0
    while True:
        tour += 1
        brouillon, jeton = contributions.commencer_brouillon(ANONYME)
        recue = contributions.deposer(ANONYME, brouillon.id, brouillon.version, SANS_LIEU, jeton=jeton)
        dire("deposee", recue.id, jeton)
        if (tour + fil) % 2:
            faite = contributions.publier(MODERATRICE, recue.id, recue.version)
            dire("publiee", recue.id, str(faite.pratique_id))


if __name__ == "__main__":
    installer(open_store(settings().store_url))
    for numero in range(3):
        threading.Thread(target=deposer_sans_fin, args=(numero,)).start()
