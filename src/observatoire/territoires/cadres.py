"""Where to put the map's camera to see a territory whole."""

from collections.abc import Mapping
from functools import cache
from math import asinh, atan, degrees, log2, pi, radians, sinh, tan
from pathlib import Path
from typing import NamedTuple

from observatoire.settings import settings
from observatoire.territoires.contours import lire_contours
from observatoire.territoires.model import FRANCE, identifiant

Emprise = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""
METROPOLE: Emprise = (-5.14, 41.33, 9.56, 51.09)
TUILE_PX = 512
"""MapLibre's world is this wide at zoom 0."""
MARGE = 0.9
ZOOM_MAX = 13.0


class Cadre(NamedTuple):
    """Centre (degrees) and zoom of a map of the web."""

    lon: float
    lat: float
    zoom: float


def cadre(territoire_id: str, largeur: int = 700, hauteur: int = 560) -> Cadre:
    """Return the camera that shows a territory whole in a map of `largeur` × `hauteur` pixels.

    Without an outline (the country, the COM, an unknown id): metropolitan France.
    """
    return _cadrer(emprise(territoire_id) or METROPOLE, largeur, hauteur)


def emprise(territoire_id: str) -> Emprise | None:
    """Return the bounding box of a territory that has an outline, else None."""
    niveau = territoire_id.partition("-")[0]
    if territoire_id == FRANCE or niveau not in ("region", "departement", "epci", "commune"):
        return None
    return _emprises(settings().data_dir / "referentiel", niveau).get(territoire_id)


@cache
def _emprises(referentiel: Path, niveau: str) -> Mapping[str, Emprise]:
    return {identifiant(niveau, code): contour.bounds for code, contour in lire_contours(referentiel, niveau)}


def _cadrer(emprise: Emprise, largeur: int, hauteur: int) -> Cadre:
    ouest, sud, est, nord = emprise
    bas, haut = asinh(tan(radians(sud))), asinh(tan(radians(nord)))
    part_x, part_y = max((est - ouest) / 360, 1e-9), max((haut - bas) / (2 * pi), 1e-9)
    zoom = log2(MARGE * min(largeur / part_x, hauteur / part_y) / TUILE_PX)
    milieu = degrees(atan(sinh((bas + haut) / 2)))
    return Cadre(round((ouest + est) / 2, 4), round(milieu, 4), round(min(zoom, ZOOM_MAX), 2))
