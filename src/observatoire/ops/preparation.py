"""Open the store and bring in what is delivered: the referentiel, its indicators, the catalogue. Idempotent; seconds when done."""

from collections.abc import Callable

from observatoire.catalogue.chargement import charger_catalogue
from observatoire.indicateurs.chargement import charger_indicateurs
from observatoire.recherche import mettre_a_niveau
from observatoire.settings import Settings
from observatoire.store import Store, installer, open_store
from observatoire.territoires.chargement import charger_territoires
from observatoire.territoires.contours import preparer_contours

Dire = Callable[[str], None]


def ouvrir(reglages: Settings) -> Store:
    """Open the store of the settings and make it the process's own.

    Raises StoreIndisponible (missing, damaged) or StoreOccupe (held by another process).
    """
    store = open_store(
        reglages.store_url, memory_limit=reglages.memory_limit, snapshot_dir=reglages.snapshot_dir
    )
    installer(store)
    return store


def fermer(store: Store) -> None:
    """Close the store and take it away from the process."""
    installer(None)
    store.fermer()


def preparer(reglages: Settings, dire: Dire) -> None:
    """Load the referentiel, the outlines, the indicators and the catalogue into the open store."""
    dire("Territoires\u00a0: communes, intercommunalités, départements, régions…")
    charger_territoires(reglages.data_dir / "referentiel")
    preparer_contours(reglages.data_dir / "referentiel", reglages.local_dir / "contours")
    dire("Indicateurs\u00a0: population, ressources, logement, quartiers…")
    charger_indicateurs(reglages.data_dir)
    mettre_a_niveau(dire)
    dire("Catalogue\u00a0: le rapport et les initiatives documentées…")
    dire(str(charger_catalogue(reglages.data_dir / "catalogue")))
