"""Sums, rates from sums, what is missing, French numbers."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.indicateurs import rules
from observatoire.indicateurs.model import Condition, Definition, Donnees, Indicateur
from observatoire.web.formats import nombre

DESSUS = {
    "commune-1": ["departement-A", "pays-FR"],
    "commune-2": ["departement-A", "pays-FR"],
    "commune-3": ["pays-FR"],
}
IDS = list(DESSUS)


def definition(nature: Any = "taux", **donnees: Any) -> Definition:
    ici = Indicateur(
        "essai", "autres", 1, "Essai", "Une définition.", "%", nature, 1, 2022, "Une source", "Ses limites.", True,
        "Équipe", date(2026, 1, 1),
    )  # fmt: skip
    return Definition(ici, Donnees("d/f.csv", **donnees))


def calculer(d: Definition, /, **colonnes: list[Any]) -> dict[str, float]:
    return rules.valeurs(d, {"id": IDS, **colonnes}, DESSUS)


def test_une_quantite_somme_ce_qui_est_connu() -> None:
    assert calculer(definition("quantite", colonne="n"), n=[1, None, 5]) == {
        "commune-1": 1, "departement-A": 1, "commune-3": 5, "pays-FR": 6,
    }  # fmt: skip


def test_un_taux_vient_des_sommes_jamais_des_taux() -> None:
    d = definition(numerateur="n", denominateur="d", facteur=100)
    lues = calculer(d, n=[1, 90, None], d=[10, 100, 50])
    assert lues == {
        "commune-1": 10,
        "commune-2": 90,
        "departement-A": pytest.approx(82.727272),
        "pays-FR": pytest.approx(82.727272),
    }
    assert calculer(d, n=[0, 0, 0], d=[0, 0, float("nan")]) == {}, "over nobody there is no rate"


def test_la_colonne_propre_remplace_la_division_et_son_silence_aussi() -> None:
    d = definition(numerateur="n", denominateur="d", colonne="c")
    lues = calculer(d, n=[1, 3, 9], d=[1, 1, 1], c=[7, None, float("inf")])
    assert lues == {"commune-1": 7, "departement-A": 2, "pays-FR": pytest.approx(13 / 3)}


def test_une_condition_compte_zero_ailleurs_et_se_tait_sans_temoin() -> None:
    d = definition(numerateur="d", denominateur="d", facteur=100, si=Condition("zone", ("A",)))
    lues = calculer(d, d=[10, 30, 5], zone=["A", "C", None])
    assert lues == {"commune-1": 100, "commune-2": 0, "departement-A": 25, "pays-FR": 25}


def test_un_petit_nombre_de_personnes_n_est_pas_donne() -> None:
    d = definition(numerateur="n", denominateur="d", secret_sous=5)
    assert calculer(d, n=[4, 0, 5], d=[10, 10, 10]) == {"commune-2": 0, "commune-3": 0.5, "pays-FR": 0.3}


@pytest.mark.parametrize(
    ("texte", "lu"),
    [
        ("12 500,50", 12500.5), ("12\u202f500,50", 12500.5), ("12\u00a0500", 12500), ("12500.5", 12500.5), ("1.234.567,8", 1234567.8),
        ("−3", -3), ("-3,2", -3.2), ("+4", 4), ("18,5 %", 18.5), (",5", 0.5), ("0", 0),
        ("", None), ("nd", None), ("1,2,3", None), ("12e3", None), ("1 234 habitants", None), ("nan", None), ("∞", None),
    ],
)  # fmt: skip
def test_nombres_francais(texte: str, lu: float | None) -> None:
    assert rules.nombre_francais(texte) == lu


@given(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=2))
def test_ce_que_l_observatoire_ecrit_se_relit(valeur: Any) -> None:
    assert rules.nombre_francais(nombre(float(valeur), 2)) == pytest.approx(float(valeur), abs=0.005)
