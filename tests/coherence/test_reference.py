"""What the documentation says is what the code declares: reference pages, links, container files."""

import re
from pathlib import Path

import pytest
import yaml

from observatoire.cli.doc import PAGES
from observatoire.settings import PREFIXE, declarations

RACINE = Path(__file__).parents[2]
MARKDOWN = sorted(
    [RACINE / "README.md", *(RACINE / "docs").rglob("*.md"), *(RACINE / "data").glob("*.md"), *(RACINE / "data").glob("*/*.md")]
)  # fmt: skip
VARIABLES = {d.variable for d in declarations()}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_la_reference_dit_ce_que_le_code_declare(page: Path) -> None:
    assert page.read_text("utf-8") == PAGES[page](), "relancez python -m observatoire.cli.doc"


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda p: str(p.relative_to(RACINE)))
def test_les_liens_menent_quelque_part(page: Path) -> None:
    texte = re.sub(r"```.*?```|`[^`]*`", "", page.read_text("utf-8"), flags=re.S)
    liens = re.findall(r"\]\(([^)#\s]+)[^)]*\)", texte)
    assert [lien for lien in liens if "://" not in lien and not (page.parent / lien).exists()] == []


@pytest.mark.parametrize(
    "fichier", ["README.md", "docs/deploiement.md", "compose.yaml", "Dockerfile", "observatoire"]
)
def test_les_reglages_cites_existent(fichier: str) -> None:
    cites = set(re.findall(rf"{PREFIXE}[A-Z_]+", (RACINE / fichier).read_text("utf-8")))
    assert cites <= VARIABLES


def test_l_image_prend_ce_qui_existe_et_rien_de_local() -> None:
    texte = (RACINE / "Dockerfile").read_text("utf-8")
    for sources in re.findall(r"^COPY (.+) \S+$", texte, re.M):
        assert all((RACINE / source).exists() for source in sources.split())
    assert "--require-hashes" in texte
    assert re.search(r"^USER (?!root)", texte, re.M)
    assert "/healthz" in texte
    assert "data/local" in (RACINE / ".dockerignore").read_text("utf-8").splitlines()


def test_les_conteneurs_ne_nomment_aucun_depot() -> None:
    decrits = yaml.safe_load((RACINE / "compose.yaml").read_text("utf-8"))["services"]
    images = [s["image"] for s in decrits.values() if "image" in s]
    images += re.findall(r"^FROM (\S+)", (RACINE / "Dockerfile").read_text("utf-8"), re.M)
    assert images
    assert [image for image in images if "/" in image] == []
    assert decrits["postgresql"]["profiles"], "PostgreSQL is asked for, never by default"
