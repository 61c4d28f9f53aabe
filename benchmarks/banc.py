"""A server of our own on loopback, over a demonstration store built once for each size."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

RACINE = Path(__file__).parents[1]


def environnement(nombre: int, port: int = 0, suffixe: str = "") -> dict[str, str]:
    """Return the environment of an observatory that holds `nombre` demonstration pratiques."""
    dossier = RACINE / ".cache" / "bench" / f"{nombre}{suffixe}"
    return os.environ | {
        "OBSERVATOIRE_LOCAL_DIR": str(dossier),
        "OBSERVATOIRE_PORT": str(port or 8599),
        "PYTHONPATH": str(RACINE / "src"),
    }


def construire(nombre: int) -> None:
    """Build the store of `nombre` demonstration pratiques unless it is there; bring an older one to the present rules."""
    env = environnement(nombre)
    temoin = Path(env["OBSERVATOIRE_LOCAL_DIR"]) / f"demo-{nombre}"
    regles = _regles()
    if temoin.exists() and temoin.read_text() == regles:
        return
    verbes = [["migrer"], ["charger"]] + ([] if temoin.exists() else [["demo", "--pratiques", str(nombre)]])
    for verbe in verbes:
        subprocess.run(
            [sys.executable, "-m", "observatoire.cli", *verbe], env=env, check=True, stdout=subprocess.DEVNULL
        )
    temoin.write_text(regles)


EXPORTABLES = "-exportables"


def construire_exportables(nombre: int) -> None:
    """Copy the store without the mark of invented records, which no file of ours may hold: to time files, and nothing else."""
    construire(nombre)
    source = Path(environnement(nombre)["OBSERVATOIRE_LOCAL_DIR"])
    copie = Path(environnement(nombre, suffixe=EXPORTABLES)["OBSERVATOIRE_LOCAL_DIR"])
    if not copie.exists():
        import duckdb

        shutil.copytree(
            source, copie, ignore=shutil.ignore_patterns("*.sqlite", "*.parquet", "*.lock", "sauvegardes")
        )
        with duckdb.connect(copie / "observatoire.duckdb") as base:
            base.execute("update base.pratique set est_demo = false")


def _regles() -> str:
    """Return what a store must have been made with: its migrations, and the version of its index."""
    from observatoire.recherche.indexation import VERSION

    migrations = sorted(f.name for f in (RACINE / "src/observatoire/store/migrations").glob("*.sql"))
    return f"{' '.join(migrations)} index {VERSION}"


def port_libre() -> int:
    """Return a free port of loopback."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


@contextmanager
def serveur(nombre: int, suffixe: str = "") -> Iterator[tuple[str, subprocess.Popen[bytes], float]]:
    """Run the application; gives its address, its process and the seconds from start to first answer."""
    (construire_exportables if suffixe == EXPORTABLES else construire)(nombre)
    port = port_libre()
    depart = time.perf_counter()
    processus = subprocess.Popen(
        [sys.executable, "-m", "observatoire.cli", "servir"],
        env=environnement(nombre, port, suffixe), cwd=RACINE, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    adresse = f"http://127.0.0.1:{port}"
    try:
        attendre(f"{adresse}/healthz", processus)
        yield adresse, processus, time.perf_counter() - depart
    finally:
        processus.terminate()
        processus.wait(timeout=20)


def attendre(adresse: str, processus: subprocess.Popen[bytes] | None, delai_s: float = 120) -> None:
    """Wait for an address to answer 200."""
    fin = time.monotonic() + delai_s
    while time.monotonic() < fin:
        if processus is not None and processus.poll() is not None:
            raise RuntimeError("the server stopped before answering")
        with suppress(OSError), urllib.request.urlopen(adresse, timeout=2) as reponse:
            if reponse.status == 200:
                return
        time.sleep(0.05)
    raise TimeoutError(adresse)


def memoire_mo(processus: subprocess.Popen[bytes]) -> float:
    """Return the resident memory of a process, in MB."""
    for ligne in Path(f"/proc/{processus.pid}/status").read_text().splitlines():
        if ligne.startswith("VmRSS:"):
            return int(ligne.split()[1]) / 1024
    return 0.0


def cpu_s(processus: subprocess.Popen[bytes]) -> float:
    """Return the processor seconds a process has used."""
    champs = Path(f"/proc/{processus.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(champs[11]) + int(champs[12])) / os.sysconf("SC_CLK_TCK")


def centile(mesures: list[float], p: float) -> float:
    """Return the p-th centile (0 to 100) of measures."""
    ordonnees = sorted(mesures)
    return ordonnees[min(len(ordonnees) - 1, round(p / 100 * (len(ordonnees) - 1)))]
