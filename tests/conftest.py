"""Shared fixtures: a temporary store for each test, copied from templates built once a session."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import settings as proprietes

from observatoire import settings as reglages
from observatoire import store as magasin
from observatoire.comptes import mots_de_passe
from observatoire.store import Store, open_store

RACINE = Path(__file__).parents[1]
# No test is about time: on a loaded machine, the first example of a property also loads the vocabularies.
proprietes.register_profile("sans_chronometre", deadline=None)
proprietes.load_profile("sans_chronometre")


@pytest.fixture(autouse=True)
def reglages_de_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Point every setting at the test's own folder: the real store is out of reach. Hash passwords cheaply."""
    for nom in [n for n in os.environ if n.startswith(reglages.PREFIXE)]:
        monkeypatch.delenv(nom)
    monkeypatch.setenv("OBSERVATOIRE_LOCAL_DIR", str(tmp_path / "local"))
    monkeypatch.setattr(mots_de_passe, "_HACHEUR", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    reglages.settings.cache_clear()
    yield
    magasin.installer(None)
    reglages.settings.cache_clear()


def _fabriquer(dossier: Path, etapes: str) -> Path:
    """Build a template store in a process of its own, so that nothing of it stays open here."""
    fichier = dossier / "modele.duckdb"
    code = f"from tests.modeles import fabriquer; fabriquer({str(fichier)!r}, {etapes!r})"
    subprocess.run([sys.executable, "-c", code], cwd=RACINE, check=True, timeout=300)
    return fichier


@pytest.fixture(scope="session")
def modele_vide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty store."""
    return _fabriquer(tmp_path_factory.mktemp("vide"), "vide")


@pytest.fixture(scope="session")
def modele_territoires(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the referentiel."""
    return _fabriquer(tmp_path_factory.mktemp("territoires"), "territoires")


@pytest.fixture(scope="session")
def modele_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the referentiel and the whole catalogue."""
    return _fabriquer(tmp_path_factory.mktemp("catalogue"), "catalogue")


@pytest.fixture(scope="session")
def modele_complet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all that is delivered: the referentiel, its indicators, the whole catalogue."""
    return _fabriquer(tmp_path_factory.mktemp("complet"), "complet")


def _ouvrir_copie(modele: Path, dossier: Path) -> Iterator[Store]:
    local = dossier / "local"
    local.mkdir(exist_ok=True)
    fichier = local / "observatoire.duckdb"
    shutil.copyfile(modele, fichier)
    store = open_store(fichier)
    magasin.installer(store)
    yield store
    magasin.installer(None)
    store.fermer()


@pytest.fixture
def store(modele_vide: Path, tmp_path: Path) -> Iterator[Store]:
    """A temporary DuckDB store, migrated and installed."""
    yield from _ouvrir_copie(modele_vide, tmp_path)


@pytest.fixture
def store_territoires(modele_territoires: Path, tmp_path: Path) -> Iterator[Store]:
    """The same, with the real territories."""
    yield from _ouvrir_copie(modele_territoires, tmp_path)


@pytest.fixture
def store_catalogue(modele_catalogue: Path, tmp_path: Path) -> Iterator[Store]:
    """The same, with the real territories and the whole catalogue."""
    yield from _ouvrir_copie(modele_catalogue, tmp_path)


@pytest.fixture
def store_complet(modele_complet: Path, tmp_path: Path) -> Iterator[Store]:
    """The same, with the indicators of the territories too."""
    yield from _ouvrir_copie(modele_complet, tmp_path)


@pytest.fixture(params=["duckdb", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store_deux_moteurs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """The same empty store on each engine: a test that takes it runs twice."""
    if request.param == "duckdb":
        adresse = str(tmp_path / "local" / "observatoire.duckdb")
    else:
        adresse = request.getfixturevalue("serveur_postgresql").base_neuve()
    store = open_store(adresse)
    magasin.installer(store)
    yield store
    magasin.installer(None)
    store.fermer()


@pytest.fixture(scope="session")
def serveur_postgresql() -> Iterator[object]:
    """A PostgreSQL server of our own on loopback, for the session."""
    from tests.postgresql import ServeurPostgresql

    with ServeurPostgresql() as serveur:
        yield serveur
