"""The running application sends its messages by itself, when a server is set."""

import logging
import threading

from observatoire import courrier
from observatoire.errors import ErreurObservatoire
from observatoire.settings import Settings

JOURNAL = logging.getLogger(__name__)
PERIODE_S = 30.0


class Facteur:
    """Sends what is due, every half minute, in a thread of its own until `fermer`; none without a server."""

    def __init__(self, reglages: Settings) -> None:
        self._reglages = reglages
        self._fin = threading.Event()
        self._fil = threading.Thread(target=self._tourner, name="facteur", daemon=True)
        if reglages.smtp_url:
            self._fil.start()

    def fermer(self) -> None:
        """Stop, once the message on its way has gone."""
        self._fin.set()
        if self._fil.ident is not None:
            self._fil.join()

    def _tourner(self) -> None:
        while not self._fin.wait(PERIODE_S):
            try:
                bilan = courrier.distribuer(self._reglages)
            except ErreurObservatoire as erreur:
                JOURNAL.error("Courrier\u00a0: %s", erreur)
                continue
            if bilan.panne:
                JOURNAL.warning(
                    "Courrier\u00a0: le serveur ne répond pas (%s), nouvel essai plus tard.", bilan.panne
                )
