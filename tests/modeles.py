"""Build template stores for the tests, through the real loaders."""

from pathlib import Path

from observatoire.settings import settings
from observatoire.store import installer, open_store


def fabriquer(fichier: str, etapes: str) -> None:
    """Create the store at `fichier` with what `etapes` names: 'vide', 'territoires' or 'catalogue'."""
    store = open_store(Path(fichier))
    installer(store)
    donnees = settings().data_dir
    if etapes in ("territoires", "catalogue"):
        from observatoire.territoires.chargement import charger_territoires

        charger_territoires(donnees / "referentiel")
    if etapes == "catalogue":
        from observatoire.catalogue.chargement import charger_catalogue

        charger_catalogue(donnees / "catalogue")
    installer(None)
    store.fermer()
