"""`/embed/carte`: the explorer's map for somebody else's site: same question, no Streamlit, no cookie, published data only."""

from dataclasses import replace

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from observatoire.pratiques import Recherche
from observatoire.settings import Settings, settings
from observatoire.web import cache
from observatoire.web.carte import HTML
from observatoire.web.explorateur import carte, etat
from observatoire.web.explorateur.resultats import dire_le_compte
from observatoire.web.fond import origine_des_tuiles
from observatoire.web.gabarits import rendre
from observatoire.web.legeres.liste import adresse

CHEMIN = "/embed/carte"
HAUTEUR = 460


def _politique(reglages: Settings) -> str:
    """Return the policy of the only page that another site may hold in a frame.

    It has no form, no session, nothing to be tricked into.
    """
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        f"img-src 'self' data:{origine_des_tuiles(reglages)}; font-src 'self'; connect-src 'self'; "
        "form-action 'none'; frame-ancestors *; base-uri 'none'"
    )


def servir(request: Request) -> Response:
    """Answer the map of a question; what is not understood in the address is ignored."""
    params = request.query_params
    version = cache.version()
    lue, _ = Recherche.from_params({nom: params.getlist(nom) for nom in params.keys()})  # noqa: SIM118
    r, _ = etat.verifier(version, replace(lue.sans_presentation, carte=lue.carte, mesure=lue.mesure))
    image = carte.image(version, r)
    return rendre(
        "embarquee.html",
        request,
        entetes={"Content-Security-Policy": _politique(settings()), "Cache-Control": "public, max-age=300"},
        titre=image["titre"],
        credit=image["credit"],
        compte=dire_le_compte(cache.totaux(version, r.sans_presentation)),
        figure=cache.figure(version, r) | {"hauteur": HAUTEUR},
        composant=Markup(HTML),
        explorateur=adresse("/explorer", r),
        sans_territoire=adresse("/explorer", replace(r, territoire="")),
        liste=adresse("/fiches", r.sans_presentation),
    )
