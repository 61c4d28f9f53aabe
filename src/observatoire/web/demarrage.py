"""The life of the server: open the store, listen to the command line, warm up, close."""

import gc
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from importlib import import_module
from typing import Any

from starlette.concurrency import run_in_threadpool

from observatoire import territoires
from observatoire.errors import ErreurObservatoire, StoreIndisponible, raison
from observatoire.ops import relais, verbes
from observatoire.ops.entretien import Entretien
from observatoire.ops.facteur import Facteur
from observatoire.pratiques import FILTRES, Recherche
from observatoire.settings import Settings, settings
from observatoire.store import Store, courant, installer, lire, open_store
from observatoire.web import cache

PARESSEUX = ("pandas", "pyarrow", "PIL.Image")
"""What Streamlit imports at the first page only: 1.5 s that nobody should wait for."""
JOURNAL = logging.getLogger(__name__)
_panne: str | None = None


def panne() -> str | None:
    """Return why the store could not be opened at start, None when it could."""
    return _panne


def ouvrir(reglages: Settings) -> Store | None:
    """Open and install the store; None when the process has one already or when it cannot be opened (see `panne`)."""
    global _panne  # noqa: PLW0603 - one store for the process, by design
    with suppress(StoreIndisponible):
        courant()
        return None
    try:
        store = open_store(
            reglages.store_url, memory_limit=reglages.memory_limit, snapshot_dir=reglages.snapshot_dir
        )
    except ErreurObservatoire as erreur:
        _panne = str(erreur)
        JOURNAL.error("store: %s", erreur)
        return None
    installer(store)
    _panne = None
    return store


def echauffer() -> None:
    """Do once what a first visitor would wait for, then put it out of the collector's sight."""
    for nom in PARESSEUX:
        import_module(nom)
    with suppress(ErreurObservatoire):
        _preparer_l_explorateur()
        with lire() as cur:
            territoires.rechercher(cur, "paris")
    gc.collect()
    gc.freeze()


def _preparer_l_explorateur() -> None:
    """Read what the explorer shows before anything is asked."""
    version, tout = cache.version(), Recherche()
    cache.totaux(version, tout)
    cache.page(version, tout)
    cache.figure(version, tout)
    for nom in FILTRES:
        cache.facette(version, tout, nom)


@asynccontextmanager
async def vie(_: Any) -> AsyncIterator[None]:
    """Open at start, close at stop. The application starts even without its store, to say what happened."""
    # Nobody's address is written down: what a visitor reads leaves no trace.
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    reglages = settings()
    store = await run_in_threadpool(ouvrir, reglages)
    if store is None:
        yield
        return
    with ExitStack() as a_la_fin:
        ligne_de_commande = _ecouter(reglages)
        if ligne_de_commande is not None:
            a_la_fin.callback(ligne_de_commande.attendre)
        a_la_fin.callback(_rendre, store)
        chauffe = threading.Thread(target=echauffer, name="echauffement", daemon=True)
        chauffe.start()
        a_la_fin.callback(chauffe.join)
        a_la_fin.callback(Entretien(store, reglages).fermer)
        a_la_fin.callback(Facteur(reglages).fermer)
        if ligne_de_commande is not None:
            a_la_fin.callback(ligne_de_commande.fermer)
        yield


def _ecouter(reglages: Settings) -> relais.Relais | None:
    try:
        return relais.Relais(reglages.local_dir, verbes.executer)
    except OSError as cause:
        JOURNAL.warning(
            "La ligne de commande ne pourra pas parler à l’application en marche (%s).", raison(cause)
        )
        return None


def _rendre(store: Store) -> None:
    installer(None)
    store.fermer()
    gc.unfreeze()
