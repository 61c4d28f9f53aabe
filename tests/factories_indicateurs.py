"""An indicator that takes imports, declared as its file would."""

import shutil
from pathlib import Path

import yaml

from observatoire.settings import settings

CODE = "taux_essai"


def declarer(dossier: Path) -> Path:
    """Return a data folder where an indicator is declared for import."""
    donnees = dossier / "data"
    shutil.copytree(settings().data_dir / "indicateurs" / "schema", donnees / "indicateurs" / "schema")
    for nom in ("part_zfu", "population"):
        shutil.copy(settings().data_dir / "indicateurs" / f"{nom}.yaml", donnees / "indicateurs")
    (donnees / "referentiel").symlink_to(settings().data_dir / "referentiel")
    modele = yaml.safe_load((donnees / "indicateurs" / "part_zfu.yaml").read_text("utf-8"))
    (donnees / "indicateurs" / f"{CODE}.yaml").write_text(
        yaml.safe_dump(
            modele | {"code": CODE, "libelle": "Taux d’essai", "ordre": 900, "rubrique": "autres", "annee": 2023, "donnees": "import"},
            allow_unicode=True,
        ),
        "utf-8",
    )  # fmt: skip
    return donnees
