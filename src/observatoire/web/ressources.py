"""The observatory's own static files: style, fonts, logo, scripts; addresses change when a file does."""

import hashlib
from functools import cache
from pathlib import Path

from observatoire.web.charts import regles
from observatoire.web.couleurs import jetons_css

DOSSIER = Path(__file__).parent / "ressources"
CARTE = Path(__file__).parent / "carte"
"""The map's own files, that Streamlit serves to its pages; `/embed/carte` takes them here."""
STYLE = Path(__file__).parent / "style.css"
DES_PAGES = ("avant", "explorer", "territoire", "zones", "comparaison", "diagnostic")
"""Styles of the Streamlit pages, served to them in one file; light pages take those they need."""

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
}


@cache
def contenus() -> dict[str, bytes]:
    """Return every file served under /ressources/, by its name there."""
    fichiers = {
        chemin.relative_to(DOSSIER).as_posix(): chemin.read_bytes()
        for chemin in sorted(DOSSIER.rglob("*"))
        if chemin.suffix in TYPES
    }
    fichiers |= {f"carte/{c.name}": c.read_bytes() for c in (*CARTE.glob("*.css"), *CARTE.glob("*.js"))}
    fichiers["explorer.css"] += regles().encode()
    fichiers["pages.css"] = b"".join(fichiers[f"{nom}.css"] for nom in DES_PAGES)
    fichiers["retour.css"] = jetons_css().encode() + fichiers["retour.css"]
    fichiers["style.css"] = (jetons_css() + STYLE.read_text("utf-8")).encode()
    return fichiers


@cache
def empreinte(nom: str) -> str:
    """Return the short fingerprint of a file's content."""
    return hashlib.sha256(contenus()[nom]).hexdigest()[:12]


def adresse(nom: str) -> str:
    """Return the address of a file; it may be cached for ever, since it carries the content's fingerprint.

    Raises KeyError when no such file is delivered.
    """
    return f"/ressources/{nom}?v={empreinte(nom)}"


def type_mime(nom: str) -> str:
    """Return the media type of a file."""
    return TYPES[Path(nom).suffix]
