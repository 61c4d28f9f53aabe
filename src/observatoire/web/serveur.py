"""Composition: everything that answers in this process, in order. app.py only calls this."""

from typing import Any

from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from streamlit.runtime.pages_manager import PagesManager

from observatoire import api
from observatoire.settings import settings
from observatoire.web import connexion, demarrage, garde, incidents, legeres, pieces, routes
from observatoire.web.statiques import StatiquesCompresses


def toutes_les_routes() -> list[BaseRoute]:
    """Return our routes; Streamlit's own come after them."""
    return [
        *api.ROUTES,
        *legeres.ROUTES,
        *pieces.ROUTES,
        *connexion.ROUTES,
        *routes.cadre(),
        routes.derniere(),
    ]


def couches() -> list[Middleware]:
    """Return the middleware, outermost first."""
    reglages = settings()
    return [
        Middleware(garde.EntetesDeSecurite, reglages=reglages),
        Middleware(garde.HotesAcceptes, reglages=reglages),
        Middleware(garde.CorpsBornes),
        Middleware(garde.PortesFermees),
        Middleware(StatiquesCompresses, cache=reglages.local_dir / "statiques"),
    ]


def composition() -> dict[str, Any]:
    """Return the arguments of st.App."""
    # Until st.navigation has run once, Streamlit takes pages/ for its own older kind of pages: the first visitor
    # of a page would get it outside the frame, roles unchecked.
    PagesManager.uses_pages_directory = False
    return {
        "routes": toutes_les_routes(),
        "middleware": couches(),
        "lifespan": demarrage.vie,
        "exception_handlers": incidents.TRAITEMENTS,
        "on_script_error": incidents.dans_une_page,
    }
