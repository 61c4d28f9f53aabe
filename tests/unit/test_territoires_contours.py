"""Outlines for the browser, cameras, and the commune at a point."""

import gzip
import json
import subprocess
import sys
from math import atan, degrees, pi, radians, sinh, tan

import pytest

from observatoire.settings import settings
from observatoire.territoires.cadres import METROPOLE, TUILE_PX, cadre, emprise
from observatoire.territoires.contours import chemin_contour, preparer_contours, version_contours
from observatoire.territoires.localisation import localiser


def couche(nom: str) -> list[dict]:
    chemin = chemin_contour(nom)
    assert chemin is not None
    collection = json.loads(gzip.decompress(chemin.read_bytes()))
    assert collection["type"] == "FeatureCollection"
    return collection["features"]


def nombres(coordonnees: list) -> list[float]:
    return [x for c in coordonnees for x in (nombres(c) if isinstance(c, list) else [c])]


@pytest.mark.parametrize(
    ("nom", "formes", "poids_ko"),
    [("regions", 18, 50), ("departements", 101, 130), ("epci", 1253, 650), ("communes-78", 259, 60)],
)
def test_couche_prete_pour_le_navigateur(nom: str, formes: int, poids_ko: int) -> None:
    traits = couche(nom)
    assert len(traits) == formes
    assert chemin_contour(nom).stat().st_size < poids_ko * 1000
    assert all(round(x, 4) == x for x in nombres([t["geometry"]["coordinates"] for t in traits[:5]]))


def test_un_trait_porte_l_identifiant_du_territoire() -> None:
    paris = next(t for t in couche("departements") if t["id"] == "departement-75")
    assert paris["properties"] == {"code": "75", "nom": "Paris"}
    assert next(t for t in couche("departements") if t["id"] == "departement-22")["properties"]["nom"] == (
        "Côtes-d’Armor"
    )


def test_les_outre_mer_restent_a_leur_place() -> None:
    reunion = next(t for t in couche("regions") if t["id"] == "region-04")
    longitudes = nombres(reunion["geometry"]["coordinates"])[::2]
    assert min(longitudes) > 55
    assert max(longitudes) < 56


@pytest.mark.parametrize(
    "nom",
    ["", "communes", "communes-20", "communes-99", "communes-987", "communes-75\n", "../settings", "pays"],
)
def test_toute_autre_couche_n_existe_pas(nom: str) -> None:
    assert chemin_contour(nom) is None


def test_les_couches_de_corse_et_d_outre_mer_existent() -> None:
    assert {t["id"][:10] for t in couche("communes-2A")} == {"commune-2A"}
    assert len(couche("communes-976")) == 17


def test_preparer_est_sans_effet_la_seconde_fois() -> None:
    dossier = settings().local_dir / "contours"
    premiers = preparer_contours(settings().data_dir / "referentiel", dossier)
    dates = [p.stat().st_mtime_ns for p in premiers]
    assert [p.name for p in premiers] == ["regions.json.gz", "departements.json.gz", "epci.json.gz"]
    assert premiers[0].parent.name == version_contours()
    assert preparer_contours(settings().data_dir / "referentiel", dossier) == premiers
    assert [p.stat().st_mtime_ns for p in premiers] == dates
    assert not list(dossier.rglob("*.json.[0-9]*")), "no draft left"


@pytest.mark.parametrize("territoire", ["region-93", "departement-973", "epci-200054781", "commune-78440"])
def test_le_cadre_montre_tout_le_territoire(territoire: str) -> None:
    largeur, hauteur = 500, 400
    lon, lat, zoom = cadre(territoire, largeur, hauteur)
    ouest, sud, est, nord = emprise(territoire)
    degre_px = TUILE_PX * 2**zoom / 360
    assert lon - largeur / 2 / degre_px <= ouest < est <= lon + largeur / 2 / degre_px
    demi_y = hauteur / 2 / (TUILE_PX * 2**zoom) * 2 * pi
    milieu = _mercator(lat)
    assert _latitude(milieu - demi_y) <= sud < nord <= _latitude(milieu + demi_y)


def _mercator(lat: float) -> float:
    from math import asinh

    return asinh(tan(radians(lat)))


def _latitude(y: float) -> float:
    return degrees(atan(sinh(y)))


@pytest.mark.parametrize("territoire", ["pays-FR", "departement-988", "epci-000000000", "n'importe quoi", ""])
def test_sans_contour_le_cadre_est_la_metropole(territoire: str) -> None:
    assert emprise(territoire) is None
    lon, lat, zoom = cadre(territoire)
    assert METROPOLE[0] < lon < METROPOLE[2]
    assert METROPOLE[1] < lat < METROPOLE[3]
    assert 4 < zoom < 6


@pytest.mark.parametrize(
    ("lon", "lat", "attendu"),
    [
        (2.3522, 48.8566, "commune-75056"),
        (55.4507, -20.8789, "commune-97411"),
        (1.9167, 48.9911, "commune-78440"),
        (0.0, 0.0, None),
        (-5.8, 47.2, None),
    ],
)
def test_localiser(lon: float, lat: float, attendu: str | None) -> None:
    assert localiser(lon, lat) == attendu


def test_importer_les_territoires_ne_charge_pas_de_bibliotheque_lourde() -> None:
    code = (
        "import sys, observatoire.territoires, observatoire.territoires.contours, observatoire.territoires.cadres;"
        "print(sorted({'geopandas', 'pandas', 'pyarrow', 'shapely'} & set(sys.modules)))"
    )
    sortie = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert sortie.stdout.strip() == "[]"
