"""The shell: Streamlit's own index.html made French, with our titles, style and icon, for known pages only."""

import base64
import hashlib
import re
from functools import cache
from html import escape
from pathlib import Path

from streamlit import file_util

from observatoire.web import ressources
from observatoire.web.navigation import ENTREES, NOM, Entree

_SCRIPT = re.compile(r"<script(?P<attributs>[^>]*)>(?P<corps>.*?)</script>", re.DOTALL)
_DE_STREAMLIT = re.compile(
    r'<script type="module" crossorigin[^>]*></script>|<link rel="modulepreload"[^>]*>|<link rel="stylesheet" crossorigin[^>]*>'
)
_A_RETIRER = (
    re.compile(r"<!--.*?-->\s*", re.DOTALL),
    re.compile(r"<link[^>]*favicon[^>]*>\s*"),
    re.compile(r"<link[^>]*SourceSans[^>]*>\s*"),
    re.compile(r"<link[^>]*service-desc[^>]*>\s*"),
    re.compile(r"<noscript>.*?</noscript>\s*", re.DOTALL),
)


def _tete(entree: Entree) -> str:
    titre, description = escape(entree.titre_complet), escape(entree.description)
    return "\n    ".join(
        (
            f"<title>{titre}</title>",
            f'<meta name="description" content="{description}" />',
            f'<meta property="og:title" content="{titre}" />',
            f'<meta property="og:description" content="{description}" />',
            '<meta property="og:locale" content="fr_FR" />',
            f'<meta property="og:site_name" content="{escape(NOM)}" />',
            '<meta name="color-scheme" content="light dark" />',
            f'<link rel="icon" href="{ressources.adresse("favicon.svg")}" type="image/svg+xml" />',
            '<link rel="preload" href="/ressources/polices/texte-latin.woff2" as="font" type="font/woff2" crossorigin />',
            f'<link rel="stylesheet" href="{ressources.adresse("style.css")}" />',
            f'<link rel="stylesheet" href="{ressources.adresse("pages.css")}" />',
            f'<script src="{ressources.adresse("liens.js")}" defer></script>',
            f'<script src="{ressources.adresse("panneaux.js")}" defer></script>',
            f'<script src="{ressources.adresse("francais.js")}" defer></script>',
            f'<script src="{ressources.adresse("saisie.js")}" defer></script>',
        )
    )


def _corps() -> str:
    """Return what is seen before the page is drawn, and instead of it without JavaScript."""
    liens = "".join(
        f'<li><a href="{e.adresse}">{escape(e.titre)}</a></li>' for e in ENTREES if e.au_menu and not e.roles
    )
    return (
        '<noscript><div class="legere"><h1>' + escape(NOM) + "</h1>"
        "<p>Cet écran a besoin de JavaScript pour la carte et les filtres. Sans lui, chaque pratique reste lisible "
        'à son adresse simple, et toutes les données sont dans <a href="/api/v1/pratiques">l’interface de programmation</a>.</p>'
        f"<ul>{liens}</ul></div></noscript>"
    )


_AVANT = "".join(
    (
        '<link rel="modulepreload" href="/ressources/carte/carte.js">',
        '<link rel="modulepreload" href="/ressources/carte/image.js">',
        '<link rel="modulepreload" href="/ressources/carte/plan.js">',
        f'<link rel="preload" href="{ressources.adresse("carte/carte.css")}" as="style">',
        f'<script type="module" src="{ressources.adresse("avant.js")}"></script>',
    )
)
"""What draws the first content, at the place of what loads Streamlit."""


@cache
def _modele() -> str:
    page = (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")
    for motif in _A_RETIRER:
        page = motif.sub("", page)
    page = page.replace('<html lang="en">', '<html lang="fr">')
    return page.replace("./static/", "/static/")


@cache
def _page(slug: str) -> str:
    entree = next(e for e in ENTREES if e.slug == slug)
    return re.sub(r"<title>.*?</title>", lambda _: _tete(entree), _modele(), count=1, flags=re.DOTALL)


def coquille(slug: str, avant: str = "") -> str:
    """Return the HTML of the shell for a page of the navigation table.

    With a first content, Streamlit is put aside in a <template>: `avant.js` loads it once that content is drawn.
    """
    if not avant:
        return _page(slug).replace("<body>", f"<body>\n    {_corps()}")
    debut, scripts, fin = _decoupee(slug)
    return f"{debut}{_AVANT}{fin}".replace(
        "<body>", f'<body>\n{avant}<template id="streamlit">{scripts}</template>', 1
    )


@cache
def _decoupee(slug: str) -> tuple[str, str, str]:
    """Return a page around what loads Streamlit's scripts and style, and these."""
    page = _page(slug)
    trouves = list(_DE_STREAMLIT.finditer(page))
    debut, fin = trouves[0].start(), trouves[-1].end()
    return page[:debut], page[debut:fin], page[fin:]


@cache
def empreintes_scripts() -> tuple[str, ...]:
    """Return the CSP sources of the inline scripts of the shell as it is served."""
    page = coquille(ENTREES[0].slug)
    corps = [m["corps"] for m in _SCRIPT.finditer(page) if "src=" not in m["attributs"]]
    return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(c.encode()).digest()).decode()}'" for c in corps)
