"""The delivered indicators: each file follows the schema, says its limits, and finds its columns."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from observatoire.errors import ErreurObservatoire
from observatoire.indicateurs.fichiers import lire_colonnes, lire_definition, lire_definitions, verifier
from observatoire.indicateurs.model import RUBRIQUES

DONNEES = Path(__file__).parents[2] / "data"
DOSSIER = DONNEES / "indicateurs"
FICHIERS = sorted(DOSSIER.glob("*.yaml"))


def contenu(fichier: Path) -> Any:
    return yaml.safe_load(fichier.read_text("utf-8"))


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_chaque_fichier_suit_le_schema(fichier: Path) -> None:
    assert verifier(contenu(fichier), fichier) == []
    lue = lire_definition(fichier)
    assert lue.indicateur.rubrique in RUBRIQUES
    assert lue.donnees is not None
    colonnes = lire_colonnes(DONNEES / lue.donnees.fichier, ("code", *lue.donnees.colonnes))
    assert len({len(valeurs) for valeurs in colonnes.values()}) == 1


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_les_textes_ont_leur_typographie_et_ne_jugent_pas(fichier: Path) -> None:
    c = contenu(fichier)
    textes = [c[nom] for nom in ("libelle", "definition", "unite", "source", "limites")]
    assert [t for t in textes if re.search(r" [:;!?»%]|« |'|\.\.\.|  ", t)] == []
    assert c["sens"] == "aucun"
    assert not re.search(r"\b(bon|bonne|mauvais|mauvaise|mieux|pire)\b", " ".join(textes), re.IGNORECASE)


def test_les_codes_et_les_places_sont_uniques_et_l_ordre_suit_les_rubriques() -> None:
    lues = [d.indicateur for d in lire_definitions(DONNEES)]
    assert len(lues) == len(FICHIERS) == 17
    assert len({i.ordre for i in lues}) == len(lues)
    rangs = [list(RUBRIQUES).index(i.rubrique) for i in lues]
    assert rangs == sorted(rangs)
    assert {i.code for i in lues if i.semblables} <= {i.code for i in lues if i.nature == "taux"}


def test_le_schema_est_un_schema() -> None:
    import json

    Draft202012Validator.check_schema(json.loads((DOSSIER / "schema" / "indicateur.schema.json").read_text()))


@pytest.mark.parametrize(
    ("changement", "attendu"),
    [
        ({"limites": None}, "«\u00a0limites\u00a0» n’a pas la forme attendue"),
        ({"sens": "hausse"}, "«\u00a0sens\u00a0»"),
        ({"code": "autre_code"}, "doit être le nom du fichier"),
        ({"couleur": "vert"}, "un champ est inconnu"),
        ({"nature": "taux"}, "il manque numerateur, denominateur dans donnees"),
    ],
)
def test_un_fichier_faux_est_refuse_en_francais(
    changement: dict[str, Any], attendu: str, tmp_path: Path
) -> None:
    shutil.copytree(DOSSIER / "schema", tmp_path / "schema")
    fichier = tmp_path / "logements.yaml"
    fichier.write_text(yaml.safe_dump(contenu(DOSSIER / "logements.yaml") | changement, allow_unicode=True))
    with pytest.raises(ErreurObservatoire, match=re.escape(attendu)):
        lire_definition(fichier)


def test_un_fichier_sans_un_champ_ou_qui_n_est_pas_du_yaml(tmp_path: Path) -> None:
    shutil.copytree(DOSSIER / "schema", tmp_path / "schema")
    entree = contenu(DOSSIER / "logements.yaml")
    del entree["source"]
    fichier = tmp_path / "logements.yaml"
    fichier.write_text(yaml.safe_dump(entree, allow_unicode=True))
    with pytest.raises(ErreurObservatoire, match="il manque source"):
        lire_definition(fichier)
    fichier.write_text("code: [\n")
    with pytest.raises(ErreurObservatoire, match="n’est pas du YAML correct"):
        lire_definition(fichier)


def test_un_csv_garde_les_zeros_des_codes_et_lit_les_nombres_francais(tmp_path: Path) -> None:
    fichier = tmp_path / "x.csv"
    fichier.write_text("\ufeffcode;part;zone\n01001;12 500,50;A\n2A004;;nd\n", encoding="utf-8")
    assert lire_colonnes(fichier, ("code", "part", "zone")) == {
        "code": ["01001", "2A004"],
        "part": [12500.5, None],
        "zone": ["A", None],
    }
    with pytest.raises(ErreurObservatoire, match="pas de colonne «\u00a0revenu\u00a0»"):
        lire_colonnes(fichier, ("code", "revenu"))
    with pytest.raises(ErreurObservatoire, match="manque"):
        lire_colonnes(tmp_path / "absent.csv", ("code",))
