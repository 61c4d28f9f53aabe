"""Say how two builds of the referentiel differ: files, columns, rows, then cells or outlines."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import shapely

EXEMPLES = 5


def comparer(obtenu: Path, reference: Path) -> bool:
    """Print the differences of every .parquet file of `reference`; return True when there is none."""
    identiques = True
    for chemin in sorted(reference.glob("*.parquet")):
        ecarts = ecarts_fichier(obtenu / chemin.name, chemin)
        print(f"{chemin.name}: {'identical' if not ecarts else ''}")
        for ecart in ecarts:
            print(f"  {ecart}")
        identiques = identiques and not ecarts
    return identiques


def ecarts_fichier(obtenu: Path, reference: Path) -> list[str]:
    """List the differences between two files, each as one sentence; empty when they hold the same data."""
    if not obtenu.exists():
        return ["missing"]
    a, b = _lire(obtenu), _lire(reference)
    ecarts = []
    if list(a.columns) != list(b.columns):
        plus, moins = a.columns.difference(b.columns), b.columns.difference(a.columns)
        ecarts.append(f"columns: added {list(plus)}, removed {list(moins)}")
    a, b = a.set_index(_cle(a)), b.set_index(_cle(b))
    if len(a) != len(b):
        ecarts.append(f"rows: {len(a)} instead of {len(b)}")
    for ensemble, mot in ((a.index.difference(b.index), "added"), (b.index.difference(a.index), "removed")):
        if len(ensemble):
            ecarts.append(f"keys {mot}: {len(ensemble)}, e.g. {list(ensemble[:EXEMPLES])}")
    communs = a.index.intersection(b.index)
    return ecarts + _ecarts_colonnes(a.loc[communs], b.loc[communs])


def _lire(chemin: Path) -> pd.DataFrame:
    metadonnees = pq.read_schema(chemin).metadata or {}
    return gpd.read_parquet(chemin) if b"geo" in metadonnees else pd.read_parquet(chemin)


def _cle(table: pd.DataFrame) -> list[str]:
    return ["code", "type", "code_actuel"] if "code_actuel" in table.columns else ["code"]


def _ecarts_colonnes(a: pd.DataFrame, b: pd.DataFrame) -> list[str]:
    ecarts = []
    for colonne in a.columns.intersection(b.columns):
        differe = _differe(a[colonne], b[colonne])
        if differe.any():
            exemples = [
                f"{cle}: {b[colonne][cle]} -> {a[colonne][cle]}" for cle in differe.index[differe][:EXEMPLES]
            ]
            detail = "" if colonne == "geometry" else f", e.g. {'; '.join(exemples)}"
            ecarts.append(f"{colonne}: {int(differe.sum())} differ{detail}")
    return ecarts


def _differe(a: pd.Series, b: pd.Series) -> pd.Series:
    if a.name == "geometry":
        egaux = shapely.equals_exact(a.values, b.values, tolerance=1e-9, normalize=True)
        return pd.Series(~egaux, index=a.index)
    if pd.api.types.is_numeric_dtype(a) and not pd.api.types.is_bool_dtype(a):
        a, b = a.astype("Float64"), b.astype("Float64")
    else:
        a, b = a.map(_texte, na_action="ignore"), b.map(_texte, na_action="ignore")
    meme = (a == b).fillna(False).astype(bool) | (a.isna() & b.isna())
    return ~meme


def _texte(valeur: object) -> str:
    return str(list(valeur)) if hasattr(valeur, "tolist") and not isinstance(valeur, bool) else str(valeur)
