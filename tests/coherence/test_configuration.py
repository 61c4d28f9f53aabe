"""The configuration in force when the application is imported: speed, privacy, and one palette."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from observatoire.web import couleurs
from observatoire.web.garde import LIMITE_DEPOT

RACINE = Path(__file__).parents[2]
RESSOURCES = RACINE / "src" / "observatoire" / "web" / "ressources"
LIRE = """
import json, app
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager
options = {nom: config.get_option(nom) for nom in config._config_options_template}
print(json.dumps(options | {"pages_directory": PagesManager.uses_pages_directory}, default=str))
"""
ATTENDUES = {
    "runner.postScriptGC": False,
    "runner.magicEnabled": False,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.address": "127.0.0.1",
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableAgentApi": False,
    "server.enableStaticServing": False,
    "server.scriptHealthCheckEnabled": False,
    "server.showEmailPrompt": False,
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "127.0.0.1",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.disableDataExport": True,
    "global.developmentMode": False,
    "theme.base": None,
}


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    local = tmp_path_factory.mktemp("configuration")
    lu = subprocess.run(
        [sys.executable, "-c", LIRE],
        cwd=RACINE,
        env={
            "PATH": "",
            "HOME": str(local),
            "OBSERVATOIRE_LOCAL_DIR": str(local),
            "PYTHONPATH": f"{RACINE}/src:{RACINE}",
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return json.loads(lu.stdout.splitlines()[-1])


@pytest.mark.parametrize(("nom", "attendu"), ATTENDUES.items())
def test_valeur_en_vigueur(options: dict[str, Any], nom: str, attendu: object) -> None:
    assert options[nom] == attendu


def test_les_pages_ne_s_ouvrent_que_dans_le_cadre(options: dict[str, Any]) -> None:
    """Streamlit's older pages/ mechanism would run a page without its frame nor its roles."""
    assert options["pages_directory"] is False


def test_la_limite_des_depots_est_dite_une_fois(options: dict[str, Any]) -> None:
    assert options["server.maxUploadSize"] * 1024 * 1024 + 65_536 == LIMITE_DEPOT


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_le_theme_est_la_palette(options: dict[str, Any], theme: str) -> None:
    cle: couleurs.Theme = "sombre" if theme == "dark" else "clair"
    attendues = {
        "primaryColor": couleurs.ENCRE,
        "linkColor": couleurs.ENCRE,
        "backgroundColor": couleurs.FOND,
        "textColor": couleurs.TEXTE,
        "borderColor": couleurs.BORD,
        "redTextColor": couleurs.ERREUR,
        "redBackgroundColor": couleurs.ERREUR_FOND,
        "greenTextColor": couleurs.REUSSITE,
        "greenBackgroundColor": couleurs.REUSSITE_FOND,
        "violetTextColor": couleurs.MIXTE,
    }
    for nom, couleur in attendues.items():
        assert options[f"theme.{theme}.{nom}"].upper() == couleur.dans(cle), nom


def test_aucune_police_ni_adresse_du_dehors() -> None:
    texte = (RACINE / ".streamlit" / "config.toml").read_text("utf-8")
    assert "http" not in texte
    assert tomllib.loads(texte)["theme"]["font"].startswith("'Atkinson Hyperlegible Next'")


def test_links_written_in_html_follow_every_page() -> None:
    """Without its address there, a link loads the whole application again and loses what the page holds."""
    from observatoire.web.navigation import ENTREES

    liste = re.search(r"PAGES = new Set\((\[.*?\])\)", (RESSOURCES / "liens.js").read_text("utf-8"))
    assert liste is not None
    assert set(json.loads(liste.group(1))) == {e.adresse for e in ENTREES}
