"""Build template stores for the tests, through the real loaders."""

from pathlib import Path

from observatoire.settings import settings
from observatoire.store import installer, open_store


def fabriquer(fichier: str, etapes: str) -> None:
    """Create the store at `fichier` with what `etapes` names: 'vide', 'territoires', 'catalogue' or 'complet'."""
    store = open_store(Path(fichier))
    installer(store)
    donnees = settings().data_dir
    if etapes in ("territoires", "catalogue", "complet"):
        from observatoire.territoires.chargement import charger_territoires

        charger_territoires(donnees / "referentiel")
    if etapes == "complet":
        from observatoire.indicateurs.chargement import charger_indicateurs

        charger_indicateurs(donnees)
    if etapes in ("catalogue", "complet"):
        from observatoire.catalogue.chargement import charger_catalogue

        charger_catalogue(donnees / "catalogue")
    installer(None)
    store.fermer()
