"""How many answers may come at once, for one pratique and for all: counted in memory, nobody's address known."""

import threading
from collections import deque
from datetime import datetime, timedelta

from observatoire.clock import maintenant
from observatoire.errors import Refus

FENETRE = timedelta(minutes=10)
PAR_PRATIQUE = 40
"""A room that answers together after a meeting; more is not people."""
EN_TOUT = 400
TROP = (
    "Beaucoup de réponses arrivent en ce moment. Vos réponses sont toujours là\u00a0: "
    "attendez quelques minutes, puis appuyez encore sur «\u00a0Envoyer\u00a0»."
)


class TropDeReponses(Refus):
    """Too many answers came in a short time (HTTP 429)."""


class Debit:
    """Instants of the last answers, of the whole observatory and of each pratique."""

    def __init__(self, par_pratique: int = PAR_PRATIQUE, en_tout: int = EN_TOUT) -> None:
        self._par_pratique, self._en_tout = par_pratique, en_tout
        self._derniers: deque[tuple[datetime, str]] = deque()
        self._verrou = threading.Lock()

    def passer(self, pratique_id: str) -> None:
        """Count one more. Raises TropDeReponses when there are too many already."""
        a = maintenant()
        with self._verrou:
            while self._derniers and self._derniers[0][0] <= a - FENETRE:
                self._derniers.popleft()
            ici = sum(1 for _, p in self._derniers if p == pratique_id)
            if len(self._derniers) >= self._en_tout or ici >= self._par_pratique:
                raise TropDeReponses(TROP)
            self._derniers.append((a, pratique_id))

    def vider(self) -> None:
        """Forget everything; for tests."""
        with self._verrou:
            self._derniers.clear()


DEBIT = Debit()
"""The process's own."""
