"""Identifiers, labels, and the folding of names."""

import pytest

from observatoire.territoires import NIVEAUX, Territoire, identifiant, normaliser

MUREAUX = Territoire(
    id="commune-78440",
    niveau="commune",
    code="78440",
    nom="Les Mureaux",
    ancetres=("epci-200059889", "departement-78", "region-11", "pays-FR"),
    zone="metro",
)
YVELINES = Territoire("departement-78", "departement", "78", "Yvelines", ("region-11", "pays-FR"), "metro")
GPSEO = Territoire(
    "epci-200059889", "epci", "200059889", "Grand Paris Seine et Oise", ("departement-78",), "metro"
)


def test_identifiant_de_chaque_niveau() -> None:
    assert identifiant("commune", "01001") == "commune-01001"
    assert identifiant("pays", "FR") == "pays-FR"
    assert list(NIVEAUX) == ["commune", "epci", "departement", "region", "pays"]


def test_identifiant_de_niveau_inconnu() -> None:
    with pytest.raises(ValueError, match="niveau inconnu : canton"):
        identifiant("canton", "7801")


def test_une_commune_est_montree_avec_son_departement() -> None:
    assert MUREAUX.departement == "78"
    assert MUREAUX.libelle == MUREAUX.libelle_trouve == "Les Mureaux (78)"


def test_les_autres_niveaux_par_leur_nom() -> None:
    assert (YVELINES.libelle, YVELINES.libelle_trouve) == ("Yvelines (78)", "Yvelines (78), département")
    assert (GPSEO.libelle, GPSEO.libelle_trouve) == ("Grand Paris Seine et Oise", "Grand Paris Seine et Oise")
    assert GPSEO.departement is None, "an EPCI may span several"


def test_un_ancien_nom_dit_ou_il_mene() -> None:
    val_d_oingt = Territoire(
        "commune-69024", "commune", "69024", "Val d’Oingt", ("departement-69",), "metro", nom_trouve="Oingt"
    )
    assert val_d_oingt.libelle_trouve == "Oingt → Val d’Oingt (69)"


@pytest.mark.parametrize(
    ("tape", "attendu"),
    [
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("  ÎLE-DE-FRANCE ", "ile de france"),
        ("Œuilly", "oeuilly"),
        ("St-Denis", "saint denis"),
        ("Ste Foy lès Lyon", "sainte foy les lyon"),
        ("Estrées-St-Denis", "estrees saint denis"),
        ("stade", "stade"),
        ("…", ""),
    ],
)
def test_normaliser(tape: str, attendu: str) -> None:
    assert normaliser(tape) == attendu
    assert normaliser(attendu) == attendu


def test_normaliser_sans_etendre() -> None:
    assert normaliser("St", etendre=False) == "st"
