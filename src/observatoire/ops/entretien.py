"""What the running application does by itself: warn, save the store once a day, and the tasks of `TACHES`."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from observatoire import pieces
from observatoire.clock import maintenant
from observatoire.contributions import filet
from observatoire.contributions.embargo import lever_les_embargos
from observatoire.errors import ErreurObservatoire
from observatoire.fraicheur import preparer_rappels
from observatoire.retours import publier_les_lots
from observatoire.settings import Settings
from observatoire.store import Store, courant, lire

JOURNAL = logging.getLogger(__name__)
QUOTIDIENNE = "quotidienne"
"""How the names of daily snapshots end: only these are ever removed."""
DELAI_S = 30.0
"""The first visitors come before the first snapshot."""
PERIODE_S = 1800.0
"""How often it is asked whether today's snapshot is missing."""

TACHES: tuple[tuple[str, Callable[[], object]], ...] = (
    ("Fichiers que rien ne nomme", pieces.oublier_les_orphelins),
    ("Voix des personnes", publier_les_lots),
    ("Fin des embargos", lever_les_embargos),
    ("Rappels aux auteurs", preparer_rappels),
)
"""What is done at each turn: its name in the log, and the verb."""


def avertissements() -> list[str]:
    """Return, in French, what an operator must know of the open store; nothing when all is well."""
    with lire() as cur:
        manquantes = len(filet.manquantes(cur))
    phrases = list(courant().avertissements)
    if manquantes:
        phrases.append(
            f"Contributions reçues et absentes de la base\u00a0: {manquantes}. "
            "Pour les y remettre\u00a0: ./observatoire retrouver"
        )
    if rompue := filet.verifier_chaine():
        phrases.append(rompue)
    return phrases


def sauvegarder_du_jour(store: Store, reglages: Settings) -> Path | None:
    """Write today's snapshot unless it is there, then keep the last ones only; return it when it was written.

    Nothing is done on PostgreSQL, nor when the setting is 0. Raises NonEnregistre when it could not be written.
    """
    if store.moteur != "duckdb" or not reglages.daily_snapshots:
        return None
    dossier = reglages.snapshot_dir
    if any(dossier.glob(f"*-{maintenant():%Y%m%d}T*-{QUOTIDIENNE}.duckdb")):
        return None
    ecrite = store.sauvegarder(dossier, QUOTIDIENNE)
    for ancienne in sorted(dossier.glob(f"*-{QUOTIDIENNE}.duckdb"), reverse=True)[reglages.daily_snapshots :]:
        ancienne.unlink()
        Path(f"{ancienne}.sha256").unlink(missing_ok=True)
    return ecrite


class Entretien:
    """Runs all this in a thread of the application until `fermer`."""

    def __init__(self, store: Store, reglages: Settings) -> None:
        self._store, self._reglages = store, reglages
        self._fin = threading.Event()
        self._fil = threading.Thread(target=self._veiller, name="entretien", daemon=True)
        self._fil.start()

    def fermer(self) -> None:
        """Stop, once a snapshot being written is whole."""
        self._fin.set()
        self._fil.join()

    def _veiller(self) -> None:
        with suppress(ErreurObservatoire, OSError):
            for phrase in avertissements():
                JOURNAL.warning(phrase)
        attente = DELAI_S
        while not self._fin.wait(attente):
            attente = PERIODE_S
            try:
                sauvegarder_du_jour(self._store, self._reglages)
            except (ErreurObservatoire, OSError) as erreur:
                JOURNAL.error("Sauvegarde quotidienne\u00a0: %s", erreur)
            for quoi, faire in TACHES:
                try:
                    faire()
                except ErreurObservatoire as erreur:
                    JOURNAL.error("%s\u00a0: %s", quoi, erreur)
