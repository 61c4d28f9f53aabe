"""Light pages: plain HTML made on the server, without JavaScript, readable by any browser and by search engines."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from observatoire.comptes.model import ANONYME
from observatoire.settings import settings
from observatoire.web import confiance, fond, formats, fragments, navigation, ressources

DOSSIER = Path(__file__).parent
POLITIQUE_LEGERE = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""Nothing runs on a light page: no script-src at all."""


def _environnement() -> Environment:
    env = Environment(
        loader=FileSystemLoader([DOSSIER / "gabarits", DOSSIER / "carte"]),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(
        date_fr=formats.date_fr,
        nombre=formats.nombre,
        pluriel=formats.pluriel,
        ou_inconnu=formats.ou_inconnu,
    )
    env.globals.update(
        ressource=ressources.adresse,
        sur_fond=lambda figure: fond.sur_fond(figure, settings()),
        nom_du_site=navigation.NOM,
        devise=navigation.DEVISE,
        marquer=lambda *a: Markup(fragments.marquer(*a)),
        pastille=lambda *a, **k: Markup(fragments.pastille(*a, **k)),
        badge_confiance=lambda p: Markup(confiance.badge_confiance(p)),
        badge_origine=lambda *a, **k: Markup(fragments.badge_origine(*a, **k)),
    )
    return env


_ENV = _environnement()


def fragment(nom: str, **ctx: Any) -> str:
    """Return a template as a piece of HTML, for a Streamlit page."""
    return _ENV.get_template(nom).render(**ctx)


def rendre(
    nom: str,
    request: Request,
    statut: int = 200,
    *,
    entetes: dict[str, str] | None = None,
    **ctx: Any,
) -> HTMLResponse:
    """Answer with the template `nom` (it extends base.html).

    `ctx` may hold `personne` (who is signed in, None for nobody); every value is escaped.
    """
    personne = ctx.pop("personne", None) or ANONYME
    contenu = _ENV.get_template(nom).render(
        chemin=request.url.path,
        menu=navigation.entrees_du_menu(personne),
        personne=personne if personne.connectee else None,
        **ctx,
    )
    return HTMLResponse(
        contenu,
        status_code=statut,
        headers={"Content-Security-Policy": POLITIQUE_LEGERE, **(entetes or {})},
    )
