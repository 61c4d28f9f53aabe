"""Which commune a point is in. Built at first use: a fifth of a second, then microseconds a point."""

from functools import cache
from pathlib import Path
from typing import Any

from observatoire.settings import settings
from observatoire.territoires.contours import lire_contours
from observatoire.territoires.model import identifiant

TOLERANCE_DEG = 0.01
"""About one kilometre: the simplified coast leaves some quays in the water."""


def localiser(lon: float, lat: float) -> str | None:
    """Return the id of the commune at a point (degrees), the nearest within a kilometre, or None."""
    import shapely

    codes, arbre = _arbre(settings().data_dir / "referentiel")
    proches = arbre.query_nearest(shapely.Point(lon, lat), max_distance=TOLERANCE_DEG)
    return identifiant("commune", codes[proches[0]]) if len(proches) else None


@cache
def _arbre(referentiel: Path) -> tuple[list[str], Any]:
    import shapely

    codes, contours = zip(*lire_contours(referentiel, "commune"), strict=True)
    return list(codes), shapely.STRtree(contours)
