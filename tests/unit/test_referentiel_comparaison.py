"""The recipe's comparison sees every kind of difference, and none where there is none."""

import importlib.util
from pathlib import Path
from types import ModuleType

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

RECETTE = Path(__file__).parents[2] / "data" / "referentiel" / "recette"


@pytest.fixture(scope="module")
def comparaison() -> ModuleType:
    spec = importlib.util.spec_from_file_location("comparaison", RECETTE / "comparaison.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _ecrire(chemin: Path, table: pd.DataFrame) -> Path:
    table.to_parquet(chemin)
    return chemin


BASE = pd.DataFrame(
    {"code": ["01", "02"], "nom": ["Ain", None], "population": [5, None], "cp": [["1"], ["2", "3"]]}
)


@pytest.mark.parametrize(
    ("autre", "ecart"),
    [
        (BASE.assign(nom=["Ain", "Aisne"]), "nom: 1 differ, e.g. 02: Aisne -> nan"),
        (BASE.assign(population=[5, 0]), "population: 1 differ, e.g. 02: 0 -> nan"),
        (BASE.assign(cp=[["1"], ["2"]]), "cp: 1 differ"),
        (BASE.drop(columns="cp"), "columns: added ['cp'], removed []"),
        (BASE.iloc[:1], "rows: 2 instead of 1"),
        (BASE.assign(code=["01", "03"]), "keys removed: 1, e.g. ['03']"),
    ],
)
def test_voit_chaque_difference(
    comparaison: ModuleType, tmp_path: Path, autre: pd.DataFrame, ecart: str
) -> None:
    obtenu, reference = _ecrire(tmp_path / "a.parquet", BASE), _ecrire(tmp_path / "b.parquet", autre)
    ecarts = comparaison.ecarts_fichier(obtenu, reference)
    assert any(e.startswith(ecart) for e in ecarts), ecarts


def test_dans_un_autre_ordre_rien_ne_differe(comparaison: ModuleType, tmp_path: Path) -> None:
    obtenu, reference = _ecrire(tmp_path / "a.parquet", BASE), _ecrire(tmp_path / "b.parquet", BASE[::-1])
    assert comparaison.ecarts_fichier(obtenu, reference) == []


def test_voit_un_contour_deplace_et_un_fichier_absent(comparaison: ModuleType, tmp_path: Path) -> None:
    for nom, x in (("a", 0.0), ("b", 0.001)):
        gpd.GeoDataFrame({"code": ["01"]}, geometry=[Point(x, 0)], crs=4326).to_parquet(
            tmp_path / f"{nom}.parquet"
        )
    assert comparaison.ecarts_fichier(tmp_path / "a.parquet", tmp_path / "b.parquet") == [
        "geometry: 1 differ"
    ]
    assert comparaison.ecarts_fichier(tmp_path / "c.parquet", tmp_path / "b.parquet") == ["missing"]
