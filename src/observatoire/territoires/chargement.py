"""Load the delivered referentiel into the store, once per content."""

import hashlib
from pathlib import Path

from observatoire.errors import ErreurObservatoire
from observatoire.store import ecrire, lire
from observatoire.territoires import sql

FICHIERS = ("communes", "epci", "departements", "regions", "codes_anciens")
_FORMAT = "1"
"""Raised when what is derived from the same files changes, so that stores load them again."""


def charger_territoires(dossier: Path) -> bool:
    """Load territories and former codes from the Parquet files of `dossier`; idempotent.

    Returns whether anything was written. Raises ErreurObservatoire when a file is missing.
    """
    empreinte = _empreinte(dossier)
    with lire() as cur:
        if sql.empreinte(cur) == empreinte:
            return False
    from observatoire.territoires import lecture

    territoires, anciens = lecture.lignes_territoires(dossier), lecture.lignes_anciens(dossier)
    with ecrire() as tx:
        sql.remplacer(tx, territoires, anciens, empreinte)
    return True


def _empreinte(dossier: Path) -> str:
    somme = hashlib.sha256(_FORMAT.encode())
    for nom in FICHIERS:
        fichier = dossier / f"{nom}.parquet"
        if not fichier.exists():
            raise ErreurObservatoire(
                f"Le fichier {fichier} manque : il est livré avec l’observatoire. Reprenez le dossier "
                "data/referentiel d’une version complète, ou refaites-le avec data/referentiel/recette."
            )
        somme.update(fichier.read_bytes())
    return somme.hexdigest()
