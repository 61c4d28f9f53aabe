"""What is imported is declared, and what is declared is used."""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

RACINE = Path(__file__).parents[2]
PROJET = tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["project"]
SANS_IMPORT = {
    *("python-multipart", "pytz"),  # Starlette's forms, DuckDB's time zones
    *("mypy", "pandas-stubs", "pytest-xdist", "ruff", "types-pyyaml", "uv"),
}
"""Used without an import of ours: loaded by another package, or commands."""


def _noms(declarees: list[str]) -> set[str]:
    return {
        d.partition(">")[0].partition("[")[0].partition("=")[0].strip().lower().replace("_", "-")
        for d in declarees
    }


EXECUTION = _noms(PROJET["dependencies"])
DEVELOPPEMENT = _noms(PROJET["optional-dependencies"]["dev"])


def _importees(*dossiers: str) -> set[str]:
    fournisseurs = packages_distributions()
    modules: set[str] = set()
    for dossier in dossiers:
        for fichier in [RACINE / dossier] if dossier.endswith(".py") else (RACINE / dossier).rglob("*.py"):
            for noeud in ast.walk(ast.parse(fichier.read_text("utf-8"))):
                if isinstance(noeud, ast.Import):
                    modules |= {alias.name.partition(".")[0] for alias in noeud.names}
                elif isinstance(noeud, ast.ImportFrom) and noeud.module and not noeud.level:
                    modules.add(noeud.module.partition(".")[0])
    externes = modules - set(sys.stdlib_module_names) - {"observatoire"}
    externes -= {"psycopg_pool"}  # the extra of psycopg that pyproject.toml asks for
    return {fournisseurs[m][0].lower().replace("_", "-") for m in externes if m in fournisseurs}


def test_ce_que_l_application_importe_est_declare() -> None:
    assert _importees("src", "pages", "app.py") <= EXECUTION


def test_ce_que_les_tests_importent_est_declare() -> None:
    assert _importees("tests", "benchmarks") <= EXECUTION | DEVELOPPEMENT


def test_ce_qui_est_declare_sert() -> None:
    inutiles = EXECUTION | DEVELOPPEMENT
    inutiles -= _importees("src", "pages", "app.py", "tests", "benchmarks", "data") | SANS_IMPORT
    assert not inutiles
