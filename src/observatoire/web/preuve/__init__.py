"""A small calculation asked of the browser when many deposits come: a component that solves a challenge and says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from observatoire import __version__

NOM = "observatoire.preuve"
DOSSIER = Path(__file__).parent
_MANIFESTE = ComponentManifest("observatoire", __version__, [ComponentConfig("preuve", asset_dir=".")])
HTML = '<p role="status"></p>'


def demander_une_preuve(defi: dict[str, Any], cle: str, trouvee: Callable[[str], None]) -> None:
    """Mount the calculation; call `trouvee(payload)` once it is done."""

    def fini() -> None:
        preuve = st.session_state[cle].get("preuve")
        if isinstance(preuve, str):
            trouvee(preuve)

    _composant()(key=cle, data=defi, on_preuve_change=fini)


def _composant() -> Callable[..., Any]:
    gestionnaire = get_bidi_component_manager()
    if gestionnaire.get_component_asset_root(NOM) is None:
        gestionnaire.register_from_manifest(_MANIFESTE, DOSSIER)
    return st.components.v2.component(NOM, html=HTML, js="preuve.js")
