"""What a map measures: rates, shares and indicators, never a number where there is none to tell."""

import json
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.indicateurs import Indicateur
from observatoire.web import mesures
from observatoire.web.formats import FINE

REVENU = Indicateur(
    "revenu", "ressources", 1, "Revenu imposable", "Définition.", "€ par habitant", "taux", 0, 2022, "DGCL",
    "Ne dit pas les écarts.", True, "Camille", date(2026, 1, 1),
)  # fmt: skip


def test_a_rate_is_told_for_a_hundred_thousand_inhabitants_where_they_are_known() -> None:
    lue = mesures.par_habitant({"a": 3, "b": 1, "c": 2}, {"a": 60_000, "b": None, "c": 0})
    assert lue.valeurs == {"a": 5.0}
    assert set(lue.dits) == {"b", "c"}
    assert "population non disponible" in lue.dits["b"]


def test_no_share_is_told_under_five_pratiques() -> None:
    lue = mesures.part_mixte({"a": (5, 2), "b": (4, 4), "c": (200, 0)})
    assert lue.valeurs == {"a": 40.0, "c": 0.0}
    assert lue.dits == {"b": "4\u00a0pratiques\u00a0: trop peu pour dire une part"}


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 2)), min_size=1, max_size=80))
def test_every_value_has_one_class_and_bounds_grow(valeurs: list[float]) -> None:
    bornes = mesures.classer(valeurs, 2)
    assert 1 <= len(bornes) <= mesures.CLASSES
    assert bornes[0] == min(valeurs)
    assert all(a < b for a, b in pairwise(bornes))
    assert all(sum(v >= b for b in bornes) >= 1 for v in valeurs)


def test_classes_are_said_with_their_bounds() -> None:
    lue = mesures.Mesure("x", "X", {}, "km", 1)
    assert mesures.nommer([0.5, 12.0], 12.0, lue) == ["de 0,5 à moins de 12,0", "12,0"]
    assert mesures.nommer([1000.0], 2000.0, lue) == [f"1{FINE}000,0 et plus"]


def test_the_map_of_a_measure_names_what_is_missing_its_year_and_its_source() -> None:
    lue = mesures.indicateur(REVENU, {"commune-78440": 12345.6})
    figure = mesures.figure("commune", lue, fonds=["communes-78"], contours="/geo/1")
    assert figure["fond"] == ["/geo/1/communes-78.geojson"]
    assert figure["contours"] == "/geo/1/epci.geojson"
    assert figure["valeurs"] == {"commune-78440": 12346.0}
    assert figure["mesure"]["titre"] == "Revenu imposable (€ par habitant, 2022)"
    assert "DGCL" in figure["source"]
    assert "Ne dit pas les écarts." in figure["source"]
    assert figure["legende"][0] == ["aucune", "Non disponible"]
    assert len(figure["legende"]) - 1 == len(figure["bornes"]) == len(figure["echelle"])


@pytest.mark.parametrize(("code", "mot"), [("part_mixte", "Moins de 5"), ("par_habitant", "Aucune pratique")])
def test_the_legend_says_what_white_means(code: str, mot: str) -> None:
    lue = (
        mesures.part_mixte({"region-11": (8, 2)})
        if code == "part_mixte"
        else mesures.par_habitant({"region-11": 8}, {"region-11": 12_000_000})
    )
    figure = mesures.figure("region", lue, fonds=["regions"], contours="/geo/1")
    assert figure["legende"][0][1].startswith(mot)


def test_a_map_of_every_intercommunalite_stays_light() -> None:
    """Under what a change may cost, the list and the counts it also sends included (seen in Chromium by test_reseau)."""
    ids = [f"epci-2000{i:05d}" for i in range(1253)]
    revenu = mesures.indicateur(REVENU, {t: 12_345.6 + i for i, t in enumerate(ids)})
    taux = mesures.par_habitant(dict.fromkeys(ids, 37), {t: 30_000 + i for i, t in enumerate(ids)})
    for lue in (revenu, taux):
        figure = mesures.figure("epci", lue, fonds=["epci"], contours="/geo/1")
        assert len(figure["valeurs"]) == 1253
        assert len(json.dumps(figure).encode()) < 36_000
