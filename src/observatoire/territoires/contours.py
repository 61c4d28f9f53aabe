"""Outlines made ready for the browser: GeoJSON, compressed once, then only served.

The browser never gets the 34,875 communes: they come by département. Overseas départements stay where they are.
"""

import gzip
import hashlib
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from observatoire.settings import settings
from observatoire.territoires.model import identifiant

NIVEAUX_CONTOURS = {"regions": "region", "departements": "departement", "epci": "epci"}
"""Names of the layers of the whole country, with the level they draw."""
_SOURCES = {
    "region": "geo_regions_1000m.parquet",
    "departement": "geo_departements_1000m.parquet",
    "epci": "geo_epci_500m.parquet",
    "commune": "geo_communes_500m.parquet",
}
_NOMS = {
    "region": "regions.parquet",
    "departement": "departements.parquet",
    "epci": "epci.parquet",
    "commune": "communes.parquet",
}
_COMMUNES = re.compile(r"communes-(\d{2}|2[AB]|97\d)")
_FORMAT = "1"
DECIMALES = 4
"""Of a degree: 11 m, under what the simplification moved."""


def preparer_contours(referentiel: Path, destination: Path) -> list[Path]:
    """Write the layers of the whole country that are missing in `destination`; return them all."""
    dossier = destination / version_contours(referentiel)
    return [_preparer(referentiel, dossier, nom) for nom in NIVEAUX_CONTOURS]


def chemin_contour(nom: str) -> Path | None:
    """Return the gzipped GeoJSON of a layer, prepared now if it was not; None for any other name.

    Layers: `regions`, `departements`, `epci`, and `communes-75` (one per département that has outlines).
    """
    referentiel = settings().data_dir / "referentiel"
    if nom not in NIVEAUX_CONTOURS and not _departement_dessine(referentiel, nom):
        return None
    return _preparer(referentiel, settings().local_dir / "contours" / version_contours(referentiel), nom)


@cache
def version_contours(referentiel: Path | None = None) -> str:
    """Return eight characters that change with the outlines: for addresses that may be cached for ever."""
    dossier = referentiel or settings().data_dir / "referentiel"
    somme = hashlib.sha256(_FORMAT.encode())
    for fichier in (*_SOURCES.values(), *_NOMS.values()):
        somme.update((dossier / fichier).read_bytes())
    return somme.hexdigest()[:8]


def points_interieurs(referentiel: Path) -> dict[str, tuple[float, float]]:
    """Map each région, département and EPCI to a point inside it (longitude, latitude)."""
    points = {}
    for niveau in NIVEAUX_CONTOURS.values():
        for code, contour in lire_contours(referentiel, niveau):
            point = contour.representative_point()
            points[identifiant(niveau, code)] = (round(point.x, 5), round(point.y, 5))
    return points


def lire_contours(referentiel: Path, niveau: str, departement: str | None = None) -> list[tuple[str, Any]]:
    """Return (code, shapely geometry) of a level; of one département only for communes, when given."""
    import pyarrow.parquet as pq
    import shapely

    filtres = [("dep", "=", departement)] if departement else None
    table = pq.read_table(referentiel / _SOURCES[niveau], columns=["code", "geometry"], filters=filtres)
    contours = shapely.from_wkb(table["geometry"].to_numpy())
    return list(zip(table["code"].to_pylist(), contours, strict=True))


def _departement_dessine(referentiel: Path, nom: str) -> bool:
    trouve = _COMMUNES.fullmatch(nom)
    return trouve is not None and trouve.group(1) in _departements(referentiel)


@cache
def _departements(referentiel: Path) -> frozenset[str]:
    import pyarrow.parquet as pq

    codes = pq.read_table(referentiel / _SOURCES["departement"], columns=["code"])["code"]
    return frozenset(codes.to_pylist())


def _preparer(referentiel: Path, dossier: Path, nom: str) -> Path:
    chemin = dossier / f"{nom}.json.gz"
    if not chemin.exists():
        dossier.mkdir(parents=True, exist_ok=True)
        brouillon = chemin.with_suffix(f".{os.getpid()}.{id(chemin)}")
        brouillon.write_bytes(gzip.compress(_geojson(referentiel, nom), compresslevel=6, mtime=0))
        brouillon.rename(chemin)
    return chemin


def _geojson(referentiel: Path, nom: str) -> bytes:
    couche, _, departement = nom.partition("-")
    niveau = NIVEAUX_CONTOURS.get(couche, "commune")
    noms = _lire_noms(referentiel, niveau)
    traits = [
        {
            "type": "Feature",
            "id": identifiant(niveau, code),
            "properties": {"code": code, "nom": noms[code].replace("'", "’")},
            "geometry": _geometrie(contour),
        }
        for code, contour in lire_contours(referentiel, niveau, departement or None)
    ]
    collection = {"type": "FeatureCollection", "features": traits}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def _geometrie(contour: Any) -> dict[str, Any]:
    import shapely

    arrondi = shapely.transform(contour, lambda points: points.round(DECIMALES))
    geometrie: dict[str, Any] = json.loads(shapely.to_geojson(arrondi))
    return geometrie


def _lire_noms(referentiel: Path, niveau: str) -> dict[str, str]:
    import pyarrow.parquet as pq

    table = pq.read_table(referentiel / _NOMS[niveau], columns=["code", "nom"])
    return dict(zip(table["code"].to_pylist(), table["nom"].to_pylist(), strict=True))
