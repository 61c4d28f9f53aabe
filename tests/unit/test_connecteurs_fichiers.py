"""The files of data/connecteurs: those delivered are right and off; what is wrong in one is said with its field."""

from pathlib import Path
from typing import Any

import pytest
from tests.factories_connecteurs import declarer

from observatoire.connecteurs import lire_connecteurs
from observatoire.errors import ErreurObservatoire
from observatoire.settings import RACINE

ADRESSE = "https://exemple.fr/structures.json"


def test_ceux_qui_sont_livres_sont_justes_et_eteints() -> None:
    livres = lire_connecteurs(RACINE / "data")
    assert {c.format for c in livres} == {"data_inclusion", "gogocarto", "geojson", "tableur"}
    assert not [c.code for c in livres if c.actif or c.adresse]


@pytest.mark.parametrize(
    "adresse", [ADRESSE, "https://exemple.fr:8443/a?b=c&d=%20", "http://127.0.0.1:8000/x", "http://localhost"]
)
def test_les_adresses_prises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, adresse: str) -> None:
    declarer(tmp_path, monkeypatch, adresse=adresse)
    assert lire_connecteurs(tmp_path / "donnees")[0].adresse == adresse


@pytest.mark.parametrize(
    ("champs", "dit"),
    [
        ({"adresse": "http://exemple.fr/a"}, "«\u00a0adresse\u00a0» doit être une adresse https://"),
        ({"adresse": "http://127.0.0.1.exemple.fr/a"}, "adresse https://"),
        ({"adresse": "https://moi:secret@exemple.fr/a"}, "sans mot de passe"),
        ({"adresse": "file:///etc/passwd"}, "adresse https://"),
        ({"adresse": "https://exemple.fr/a#b"}, "adresse https://"),
        ({"fichier": "../secret.json"}, "un fichier de data/connecteurs"),
        ({"fichier": "/etc/passwd"}, "un fichier de data/connecteurs"),
        ({}, "soit «\u00a0adresse\u00a0», soit «\u00a0fichier\u00a0»"),
        ({"adresse": ADRESSE, "fichier": "a.json"}, "soit «\u00a0adresse\u00a0», soit «\u00a0fichier\u00a0»"),
        ({"adresse": ADRESSE, "code": "autre", "libelle": None}, "il manque libelle"),
        ({"adresse": ADRESSE, "licence": " "}, "«\u00a0licence\u00a0» doit être un texte, non vide"),
        ({"adresse": ADRESSE, "actif": True}, "oui ou non"),
        ({"adresse": ADRESSE, "format": "xml"}, "l’un de data_inclusion"),
        ({"adresse": ADRESSE, "mot_de_passe": "x"}, "on n’attend pas mot_de_passe"),
        ({"adresse": ADRESSE, "champs": {"nom": "name"}}, "retirez «\u00a0champs\u00a0»"),
        ({"adresse": ADRESSE, "format": "tableur", "champs": {"nom": "Nom"}}, "au moins id et nom"),
        ({"adresse": ADRESSE, "format": "geojson", "champs": {"nom": "n", "id": "i", "x": "y"}}, "on n’attend pas x dans champs"),
        ({"adresse": ADRESSE, "format": "gogocarto", "pages": "oui"}, "retirez pages"),
        ({"fichier": "a.json", "jeton": "oui"}, "un fichier n’en a pas besoin"),
        ({"adresse": ADRESSE, "delai_s": 3600}, "entre 1 et 600"),
        ({"adresse": ADRESSE, "revu_le": "2026-13-45"}, "un jour comme 2026-11-27"),
        ({"adresse": ADRESSE, "territoires": ["Lyon"]}, "identifiants comme departement-69"),
        ({"adresse": ADRESSE, "constantes": {"cote_defaut": "gauche"}}, "une valeur de son vocabulaire"),
    ],
)  # fmt: skip
def test_ce_qui_est_faux_est_dit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, champs: dict[str, Any], dit: str
) -> None:
    declarer(tmp_path, monkeypatch, **champs)
    with pytest.raises(ErreurObservatoire) as erreur:
        lire_connecteurs(tmp_path / "donnees")
    assert dit in str(erreur.value)
    assert ".yaml\u00a0: " in str(erreur.value)


@pytest.mark.parametrize("texte", ["a: [", "\x00", "- une\n- liste\n", ""])
def test_ce_qui_n_est_pas_un_connecteur(tmp_path: Path, texte: str) -> None:
    (tmp_path / "connecteurs").mkdir()
    (tmp_path / "connecteurs" / "faux.yaml").write_text(texte, "utf-8")
    with pytest.raises(ErreurObservatoire, match=r"faux\.yaml"):
        lire_connecteurs(tmp_path)


def test_le_code_est_le_nom_du_fichier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ici = declarer(tmp_path, monkeypatch, adresse=ADRESSE)
    (ici / "essai.yaml").rename(ici / "autre.yaml")
    with pytest.raises(ErreurObservatoire, match="doit être le nom du fichier"):
        lire_connecteurs(tmp_path / "donnees")
