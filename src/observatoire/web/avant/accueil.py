"""The home page's first content."""

from starlette.datastructures import QueryParams

from observatoire import pistes
from observatoire.clock import aujourd_hui
from observatoire.pratiques import Recherche
from observatoire.web import accueil, cache
from observatoire.web.explorateur.resultats import en_cartes
from observatoire.web.gabarits import fragment


def contenu(version: int, _: QueryParams) -> str:
    """Return the whole page: only its search box and its map wait for Streamlit to answer in place."""
    tout = Recherche()
    return fragment(
        "avant/accueil.html",
        chiffres=accueil.chiffres(
            cache.totaux(version, tout),
            cache.departements_concernes(version),
            pistes.compter(cache.les_pistes(version)),
            cache.date_des_donnees(version),
        ),
        figure=cache.figure(version, tout),
        portes=accueil.portes(),
        dernieres=en_cartes(cache.dernieres(version)),
        a_la_une=en_cartes(cache.a_la_une(version, aujourd_hui())),
        origine=accueil.origine(),
    )
