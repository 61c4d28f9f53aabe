"""Turn the delivered Parquet files into rows of base.territoire and base.territoire_ancien."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from observatoire.territoires.contours import points_interieurs
from observatoire.territoires.model import FRANCE, identifiant
from observatoire.territoires.normalisation import normaliser

MILLESIME = "2026"
"""Vintage of the official codes (COG)."""

Ligne = dict[str, Any]
_COLONNES_COMMUNE = [
    "code",
    "nom",
    "nom_norm",
    "zone",
    "dep",
    "reg",
    "epci",
    "codes_postaux",
    "population",
    "lon",
    "lat",
]


def lire_parquet(fichier: Path, colonnes: list[str] | None = None) -> list[Ligne]:
    """Read a Parquet file (some columns, when given) as a list of rows."""
    return pq.read_table(fichier, columns=colonnes).to_pylist()


def lignes_territoires(dossier: Path) -> list[Ligne]:
    """Return every row of base.territoire.

    The overseas collectivities (COM) are there as départements of zone `com`, so that their communes have a parent;
    none is a région.
    """
    communes = lire_parquet(dossier / "communes.parquet", _COLONNES_COMMUNE)
    points = points_interieurs(dossier)
    return [
        _pays(communes),
        *_regions(lire_parquet(dossier / "regions.parquet"), communes, points),
        *_departements(lire_parquet(dossier / "departements.parquet"), communes, points),
        *_epci(lire_parquet(dossier / "epci.parquet"), communes, points),
        *map(_commune, communes),
    ]


def lignes_anciens(dossier: Path) -> list[Ligne]:
    """Return every row of base.territoire_ancien."""
    return [
        {
            "code": ancien["code"],
            "nom": _typographie(ancien["nom"]) if ancien["nom"] else None,
            "nature": ancien["type"],
            "territoire_id": identifiant("commune", ancien["code_actuel"]),
        }
        for ancien in lire_parquet(dossier / "codes_anciens.parquet")
    ]


def _commune(commune: Ligne) -> Ligne:
    region = identifiant("region", commune["reg"]) if commune["zone"] != "com" else None
    epci = identifiant("epci", commune["epci"]) if commune["epci"] else None
    parents = [epci, identifiant("departement", commune["dep"]), region, FRANCE]
    return _ligne(
        "commune",
        commune,
        ancetres=[p for p in parents if p],
        zone=commune["zone"],
        population=commune["population"],
        point=(commune["lon"], commune["lat"]),
        codes_postaux=commune["codes_postaux"],
    )


def _epci(
    epcis: list[Ligne], communes: list[Ligne], points: dict[str, tuple[float, float]]
) -> Iterator[Ligne]:
    membres = _par(communes, "epci")
    for epci in epcis:
        siens = membres[epci["code"]]
        yield _ligne(
            "epci",
            epci,
            ancetres=[
                *_parents("departement", (c["dep"] for c in siens)),
                *_parents("region", (c["reg"] for c in siens)),
                FRANCE,
            ],
            zone=siens[0]["zone"],
            population=epci["pop_municipale"],
            point=points.get(identifiant("epci", epci["code"])),
        )


def _departements(
    departements: list[Ligne], communes: list[Ligne], points: dict[str, tuple[float, float]]
) -> Iterator[Ligne]:
    membres = _par(communes, "dep")
    for departement in departements:
        en_region = departement["zone"] != "com"
        yield _ligne(
            "departement",
            departement,
            ancetres=[identifiant("region", departement["region"]), FRANCE] if en_region else [FRANCE],
            zone=departement["zone"],
            population=_population(membres[departement["code"]]),
            point=points.get(identifiant("departement", departement["code"])),
        )


def _regions(
    regions: list[Ligne], communes: list[Ligne], points: dict[str, tuple[float, float]]
) -> Iterator[Ligne]:
    membres = _par(communes, "reg")
    for region in regions:
        if region["zone"] != "com":
            yield _ligne(
                "region",
                region,
                ancetres=[FRANCE],
                zone=region["zone"],
                population=_population(membres[region["code"]]),
                point=points.get(identifiant("region", region["code"])),
            )


def _pays(communes: list[Ligne]) -> Ligne:
    connues = [c for c in communes if c["population"] is not None]
    france = {"code": "FR", "nom": "France"}
    return _ligne("pays", france, ancetres=[], zone="metro", population=_population(connues), point=None)


def _ligne(
    niveau: str,
    source: Ligne,
    *,
    ancetres: list[str],
    zone: str,
    population: int | None,
    point: tuple[float | None, float | None] | None,
    codes_postaux: Iterable[str] = (),
) -> Ligne:
    lon, lat = point or (None, None)
    nom = _typographie(source["nom"])
    return {
        "id": identifiant(niveau, source["code"]),
        "niveau": niveau,
        "code": source["code"],
        "nom": nom,
        "nom_norm": source.get("nom_norm") or normaliser(nom),
        "ancetres": ancetres,
        "zone": zone,
        "codes_postaux": list(codes_postaux),
        "population": population,
        "lon": lon,
        "lat": lat,
        "millesime": MILLESIME,
    }


def _par(communes: list[Ligne], parent: str) -> dict[str, list[Ligne]]:
    groupes: dict[str, list[Ligne]] = defaultdict(list)
    for commune in communes:
        groupes[commune[parent]].append(commune)
    return groupes


def _parents(niveau: str, codes: Iterable[str]) -> list[str]:
    """Return the ids met, the one that holds the most communes first."""
    comptes = sorted(Counter(codes).items(), key=lambda paire: (-paire[1], paire[0]))
    return [identifiant(niveau, code) for code, _ in comptes]


def _population(communes: list[Ligne]) -> int | None:
    """Sum populations; one unknown makes the sum unknown."""
    populations = [c["population"] for c in communes]
    return None if not populations or None in populations else sum(populations)


def _typographie(nom: str) -> str:
    return nom.replace("'", "’")
