"""First content: what a visitor reads and clicks while Streamlit loads. The same pieces as the pages, made on the server.

The shell carries it above Streamlit's root; `ressources/avant.js` draws its maps, loads Streamlit behind it, and takes it
away once the page is whole (docs/adr/0015). Without JavaScript it stays, and reads well.
"""

import logging
from collections.abc import Callable

from starlette.datastructures import QueryParams

from observatoire.comptes.model import Personne
from observatoire.errors import ErreurObservatoire
from observatoire.web import cache, gabarits, navigation, textes
from observatoire.web.avant import accueil, explorer, pratique, territoire

JOURNAL = logging.getLogger(__name__)
_CONTENUS: dict[str, Callable[[int, QueryParams], str]] = {
    "accueil": accueil.contenu,
    "explorer": explorer.contenu,
    "pratique": pratique.contenu,
    "territoire": territoire.contenu,
}
"""Page → its content for the store's version and an address; '' leaves the page to Streamlit alone."""


def composer(slug: str, params: QueryParams, personne: Personne) -> str:
    """Return the first content of a page, '' when it has none.

    It is a convenience: whatever fails here is written in the log, and Streamlit draws the page by itself.
    """
    if slug not in _CONTENUS:
        return ""
    try:
        version = cache.version()
        contenu = _CONTENUS[slug](version, params)
        return contenu and gabarits.fragment(
            "avant/cadre.html",
            contenu=contenu,
            menu=navigation.entrees_du_menu(personne),
            page=navigation.PAR_SLUG[slug],
            compte=personne.nom if personne.connectee else "Se connecter",
            demo=textes.DEMO if cache.montre_des_inventions(version) else "",
            licence=textes.LICENCE,
            version=version,
        )
    except ErreurObservatoire as erreur:
        JOURNAL.info("premier contenu de %s: %s", slug, erreur)
    except Exception:
        JOURNAL.exception("premier contenu de %s", slug)
    return ""
