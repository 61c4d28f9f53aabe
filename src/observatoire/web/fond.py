"""The tiled base map that a setting may ask for: whose tiles, what is owed to them, and which host the browser asks."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from observatoire.settings import PLAN_IGN, Settings
from observatoire.web.maps import Figure


@dataclass(frozen=True, slots=True)
class Fond:
    """Raster tiles in Web Mercator: their address with {z}, {x}, {y}, and their credit."""

    modele: str
    credit: str

    @property
    def origine(self) -> str:
        """Return the scheme and host that tiles come from."""
        adresse = urlsplit(self.modele)
        return f"{adresse.scheme}://{adresse.netloc}"


_PLAN_IGN = Fond(
    "https://data.geopf.fr/wmts?SERVICE=WMTS&VERSION=1.0.0&REQUEST=GetTile"
    "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png"
    "&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",
    "© IGN",
)


def fond_de_carte(reglages: Settings) -> Fond | None:
    """Return the base map of this installation, None when maps are outlines only."""
    if reglages.base_map == PLAN_IGN:
        return _PLAN_IGN
    return Fond(reglages.base_map, reglages.base_map_credit) if reglages.base_map else None


def origine_des_tuiles(reglages: Settings) -> str:
    """Return what a policy adds to img-src: a space and the tiles' host, nothing without a base map."""
    fond = fond_de_carte(reglages)
    return f" {fond.origine}" if fond else ""


def sur_fond(figure: Figure, reglages: Settings) -> Figure:
    """Return a map on the base map of this installation; the same without one."""
    fond = fond_de_carte(reglages)
    return figure | {"tuiles": {"modele": fond.modele, "credit": fond.credit}} if fond else figure
