"""The command line as an operator types it: real processes, the server running or not."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from tests.serveur import RACINE, Serveur

from observatoire.store import open_store

SERVIR = (
    "-c",
    "import os, sys; os.environ['OBSERVATOIRE_PORT'] = '{port}'; "
    "from observatoire.cli import principal; sys.exit(principal(['servir']))",
)
SECRET = "un-mot-de-passe-tres-long"


def taper(
    local: Path, *commande: str, entree: str = "", port: int = 8501
) -> subprocess.CompletedProcess[str]:
    """Type a command in a process of its own."""
    env = os.environ | {"OBSERVATOIRE_LOCAL_DIR": str(local), "OBSERVATOIRE_PORT": str(port)}
    fait = subprocess.run(
        [sys.executable, "-m", "observatoire.cli", *commande],
        cwd=RACINE, env=env, input=entree, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert "Traceback" not in fait.stderr
    return fait


def poser(modele: Path, local: Path) -> Path:
    """Put a store where an installation keeps it."""
    local.mkdir(parents=True, exist_ok=True)
    return shutil.copyfile(modele, local / "observatoire.duckdb")


@pytest.fixture(scope="module")
def servi(modele_catalogue: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    """The application as `servir` runs it."""
    local = tmp_path_factory.mktemp("servi")
    poser(modele_catalogue, local)
    with Serveur(local, *SERVIR) as lance:
        yield lance


def test_l_adresse_est_dite_une_fois_ouverte(servi: Serveur) -> None:
    dit = servi.journal.read_text("utf-8")
    assert f"L’observatoire est ouvert\u00a0: {servi.base}\n" in dit
    assert "WARNING" not in dit
    assert httpx2.get(f"{servi.base}/readyz").status_code == 200


def test_les_verbes_passent_par_l_application(servi: Serveur) -> None:
    creer = ("compte", "creer", "--courriel", "a@exemple.fr", "--nom", "Anne", "--role", "administrateur")
    assert taper(servi.local, *creer, entree=SECRET).returncode == 0
    refusee = taper(servi.local, "compte", "desactiver", "--courriel", "a@exemple.fr")
    assert (refusee.returncode, refusee.stdout) == (1, "")
    assert "dernier compte" in refusee.stderr
    assert "Anne" in taper(servi.local, "compte", "lister").stdout
    avant = httpx2.get(f"{servi.base}/readyz").json()["version"]
    assert taper(servi.local, "demo", "--pratiques", "3").stdout.startswith("3 sur 3")
    assert httpx2.get(f"{servi.base}/readyz").json()["version"] > avant
    assert httpx2.get(f"{servi.base}/fiche/demo-000001").status_code == 200
    assert taper(servi.local, "demo", "--pratiques", "0").returncode == 0
    assert httpx2.get(f"{servi.base}/fiche/demo-000001").status_code == 404


def test_sauvegarder_oui_restaurer_non(servi: Serveur) -> None:
    assert taper(servi.local, "sauvegarder").returncode == 0
    assert taper(servi.local, "restaurer", "--liste").stdout.count(".duckdb\n") == 1
    refusee = taper(servi.local, "restaurer")
    assert (refusee.returncode, refusee.stdout) == (1, "")
    assert "déjà ouverte" in refusee.stderr


def test_servir_deux_fois(servi: Serveur) -> None:
    refuse = taper(servi.local, "servir", port=servi.port)
    assert (refuse.returncode, refuse.stdout) == (1, "")
    assert "tourne déjà" in refuse.stderr


def test_le_port_est_pris(servi: Serveur, modele_vide: Path, tmp_path: Path) -> None:
    poser(modele_vide, tmp_path)
    refuse = taper(tmp_path, "servir", port=servi.port)
    assert (refuse.returncode, refuse.stdout) == (1, "")
    assert f"Le port {servi.port} est déjà pris" in refuse.stderr
    assert "OBSERVATOIRE_PORT=" in refuse.stderr


@pytest.mark.parametrize("signe", [signal.SIGTERM, signal.SIGINT])
def test_un_arret_propre(
    signe: signal.Signals, servi: Serveur, modele_catalogue: Path, tmp_path: Path
) -> None:
    """The server ends by itself, gives the store back at once and leaves nothing behind."""
    poser(modele_catalogue, tmp_path)
    shutil.copytree(servi.local / "contours", tmp_path / "contours")
    with Serveur(tmp_path, *SERVIR) as lance:
        assert (tmp_path / "commande.sock").exists()
        lance._processus.send_signal(signe)
        assert lance._processus.wait(30) == 0
    assert lance.journal.read_text("utf-8").endswith("L’observatoire est arrêté.\n")
    assert not (tmp_path / "commande.sock").exists()
    assert not (tmp_path / "observatoire.duckdb.wal").exists()
    open_store(tmp_path / "observatoire.duckdb").fermer()


def test_une_base_endommagee_ne_s_ouvre_pas(tmp_path: Path) -> None:
    base = tmp_path / "observatoire.duckdb"
    base.write_bytes(b"ceci n'est pas une base" * 500)
    refuse = taper(tmp_path, "servir")
    assert (refuse.returncode, refuse.stdout) == (1, "")
    assert "endommagé" in refuse.stderr
    assert "./observatoire restaurer" in refuse.stderr
    assert base.read_bytes().startswith(b"ceci n'est pas une base")


def test_un_dossier_impossible(tmp_path: Path) -> None:
    tmp_path.joinpath("fichier").touch()
    refuse = taper(tmp_path / "fichier" / "local", "verifier")
    assert (refuse.returncode, refuse.stdout) == (1, "")
    assert "OBSERVATOIRE_LOCAL_DIR" in refuse.stderr


def test_une_sortie_fermee_ne_fait_pas_de_bruit(modele_vide: Path, tmp_path: Path) -> None:
    """`observatoire --help | head -1` and the like."""
    poser(modele_vide, tmp_path)
    lecture, ecriture = os.pipe()
    os.close(lecture)
    fait = subprocess.run(
        [sys.executable, "-m", "observatoire.cli", "compte", "lister"], cwd=RACINE, stdout=ecriture, stderr=subprocess.PIPE,
        env=os.environ | {"OBSERVATOIRE_LOCAL_DIR": str(tmp_path)}, text=True, check=False, timeout=60,
    )  # fmt: skip
    os.close(ecriture)
    assert (fait.returncode, fait.stderr) == (1, "")
