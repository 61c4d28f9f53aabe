"""Distances between territories: symmetric, unmoved by units and by missing figures; a variable can be dropped."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.analyses.semblables import Tableau
from observatoire.analyses.semblables.rules import (
    FACTEURS,
    bande,
    comparer,
    distances,
    minimum,
    ranger,
    standardiser,
)

CODES = ("a", "b", "c", "d")
FIGURES = st.one_of(st.just(math.nan), st.integers(-1_000_000, 1_000_000).map(lambda n: n / 8))
TABLEAUX = st.integers(3, 12).flatmap(
    lambda n: st.lists(st.lists(FIGURES, min_size=4, max_size=4), min_size=n, max_size=n)
).map(np.array)  # fmt: skip


def tableau(valeurs: np.ndarray, niveau: str = "departement", populations: object = None) -> Tableau:
    n = len(valeurs)
    peuple = np.full(n, 1000.0) if populations is None else np.array(populations, dtype=float)
    ids = tuple(f"{niveau}-{i:02d}" for i in range(n))
    return Tableau(niveau, ids, CODES, valeurs, standardiser(valeurs), peuple)


@given(TABLEAUX)
def test_la_distance_est_symetrique_positive_et_nulle_avec_soi(valeurs: np.ndarray) -> None:
    ecarts = standardiser(valeurs)
    toutes = np.array([distances(ecarts, i) for i in range(len(valeurs))])
    assert np.array_equal(toutes, toutes.T, equal_nan=True)
    connues = toutes[np.isfinite(toutes)]
    assert (connues >= 0).all()
    diagonale = np.diag(toutes)
    assert (diagonale[np.isfinite(diagonale)] == 0).all()


@given(TABLEAUX, st.sampled_from(CODES))
def test_sans_une_variable_c_est_le_tableau_sans_sa_colonne(valeurs: np.ndarray, ote: str) -> None:
    ici = "departement-00"
    trouves = comparer(tableau(valeurs), ici, {ote}, 50)
    assert all(ote not in s.ecarts for s in trouves.proches)
    k = CODES.index(ote)
    attendues = distances(standardiser(np.delete(valeurs, k, axis=1)), 0)
    for s in trouves.proches:
        assert s.distance == attendues[int(s.territoire_id[-2:])]
    assert len(trouves.proches) == trouves.candidats == np.isfinite(attendues[1:]).sum()


@given(TABLEAUX)
def test_ce_qui_manque_ne_rapproche_ni_n_eloigne(valeurs: np.ndarray) -> None:
    for s in comparer(tableau(valeurs), "departement-00", (), 50).proches:
        connus = [e for e in s.ecarts.values() if e is not None]
        assert s.partagees == len(connus) >= minimum(4) == 3
        assert s.distance == pytest.approx(math.sqrt(sum(e * e for e in connus) / len(connus)))
        i = int(s.territoire_id[-2:])
        for k, code in enumerate(CODES):
            seul = math.isnan(valeurs[0, k]) or math.isnan(valeurs[i, k])
            assert (s.ecarts[code] is None) is seul


def test_une_unite_plus_petite_ne_change_rien() -> None:
    valeurs = np.random.default_rng(78).normal(50, 12, (30, 4))
    pareil = comparer(tableau(valeurs * np.array([1, 100, 0.001, 7]) + 3), "departement-00")
    attendu = comparer(tableau(valeurs), "departement-00")
    assert [s.territoire_id for s in pareil.proches] == [s.territoire_id for s in attendu.proches]
    assert [s.distance for s in pareil.proches] == pytest.approx([s.distance for s in attendu.proches])


def test_un_chiffre_exceptionnel_ne_fait_pas_l_echelle() -> None:
    figures = np.array([[10.0], [11.0], [12.0], [13.0], [14.0], [1e9], [3e9]])
    ecarts = standardiser(figures)[:, 0]
    assert ecarts[0] == pytest.approx(math.asinh((10 - 13) / (1.4826 * 2)))
    assert ecarts[-2] < 21, "a logarithm, not a billion"
    assert ecarts[-1] - ecarts[-2] == pytest.approx(math.log(3)), "two exceptional figures still differ"


def test_une_colonne_presque_partout_nulle_compte_encore() -> None:
    ecarts = standardiser(np.array([[0.0]] * 8 + [[4.0], [4.0]]))[:, 0]
    assert set(ecarts[:8]) == {0.0}
    assert ecarts[-1] == pytest.approx(math.asinh(4 / (1.2533 * 0.8)))
    assert (standardiser(np.array([[7.0]] * 5)) == 0).all()


def test_plus_rien_a_comparer() -> None:
    valeurs = np.ones((5, 4))
    assert comparer(tableau(valeurs), "departement-00", CODES).proches == ()
    seul = np.full((5, 4), np.nan)
    assert comparer(tableau(seul), "departement-00").proches == ()


def test_une_commune_se_compare_a_celles_de_sa_taille() -> None:
    populations = [1000, *range(500, 2001, 60), 2001, 499, math.nan, 0]
    t = tableau(np.ones((len(populations), 4)), "commune", populations)
    trouves = comparer(t, "commune-00", (), 99)
    assert trouves.facteur == 2
    assert {populations[int(s.territoire_id[-2:])] for s in trouves.proches} == set(range(500, 2001, 60))
    seule = tableau(np.ones((3, 4)), "commune", [2_000_000, 900_000, 10])
    assert comparer(seule, "commune-00").facteur == FACTEURS[-1]
    assert [s.territoire_id for s in comparer(seule, "commune-00").proches] == ["commune-01"]
    for vide in (math.nan, 0):
        facteur, gardees = bande(np.array([vide, 10.0]), 0)
        assert (facteur, gardees.any()) == (None, False)


def test_ce_que_les_semblables_ont() -> None:
    chez = {"logement": {"ici", "x"}, "mobilite": {"x", "y"}, "sante": {"y"}, "emploi": {"z"}}
    assert ranger(chez, {"logement"}, ("y", "x")) == [("mobilite", ("y", "x")), ("sante", ("y",))]
