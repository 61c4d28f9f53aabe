"""The map on the screen: a packaged component that draws our own outlines as SVG and keeps its DOM between reruns.

Chosen over Plotly's maps in docs/adr/0013: no remount at each filter, shapes of our own, printable, reachable by keyboard,
and 1.4 MB of compressed script less. What is drawn is decided in `observatoire.web.maps`, by pure functions.
Over tiles where a setting asks for them: docs/adr/0014.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from observatoire import __version__
from observatoire.settings import settings
from observatoire.web.fond import sur_fond

NOM = "observatoire.carte"
DOSSIER = Path(__file__).parent
_MANIFESTE = ComponentManifest("observatoire", __version__, [ComponentConfig("carte", asset_dir=".")])
HTML = (DOSSIER / "carte.html").read_text("utf-8")
"""What the script draws in, ours alone."""


def afficher_carte(
    figure: dict[str, Any], cle: str, au_clic: Callable[[str, bool], None] | None = None
) -> str | None:
    """Mount the map, call `au_clic(identifiant, deja_choisi)` at a click, return what was just clicked."""

    def clic() -> None:
        evenement = st.session_state[cle].get("clic")
        if au_clic and isinstance(evenement, dict) and isinstance(evenement.get("id"), str):
            au_clic(evenement["id"], evenement.get("choisi") is True)

    resultat = _composant()(key=cle, data=sur_fond(figure, settings()), on_clic_change=clic)
    return str(resultat.clic["id"]) if resultat.clic else None


def _composant() -> Callable[..., Any]:
    """Return the mounting command, declared in the runtime that runs: its script is a file, not inline code."""
    gestionnaire = get_bidi_component_manager()
    if gestionnaire.get_component_asset_root(NOM) is None:
        gestionnaire.register_from_manifest(_MANIFESTE, DOSSIER)
    return st.components.v2.component(NOM, html=HTML, css="carte.css", js="carte.js")
