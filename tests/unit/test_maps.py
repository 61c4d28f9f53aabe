"""What a map draws: shapes, classes in words, legend, and no more than it should weigh."""

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.pratiques import MARQUES_AU_PLUS, Lieu
from observatoire.territoires import Territoire
from observatoire.web import maps
from observatoire.web.couleurs import ECHELLE, ECHELLE_MIXTE

CONTOURS = "/geo/12345678"


def lieu(**champs: Any) -> Lieu:
    """A commune with one pratique, unless told otherwise."""
    return Lieu(
        **{
            "territoire_id": "commune-78440", "nom": "Les Mureaux (78)", "niveau": "commune", "lon": 1.913, "lat": 48.99,
            "nombre": 1, "mixtes": 0, "es": 0, "ts": 0, "terminees": 0, "confirmees": 0, "titre_unique": None,
        } | champs
    )  # fmt: skip


@pytest.mark.parametrize(
    ("comptes", "genre"),
    [
        ({"mixtes": 1, "es": 1, "ts": 1}, "mixte"),
        ({"nombre": 3, "mixtes": 1, "es": 3}, "mixte"),
        ({"nombre": 2, "es": 1, "ts": 1}, "deux"),
        ({"es": 1}, "es"),
        ({"ts": 1}, "ts"),
        ({}, "autre"),
    ],
)
def test_the_shape_says_which_sides_are_there(comptes: dict[str, int], genre: str) -> None:
    assert maps.genre(lieu(**comptes)) == genre


@pytest.mark.parametrize(
    ("mixite", "cotes", "genre"),
    [
        ("mixte", ("es", "ts"), "mixte"),
        ("a_verifier", ("es", "ts"), "deux"),
        ("a_verifier", ("les_deux",), "deux"),
        ("non_mixte", ("es", "public"), "es"),
        ("a_verifier", ("ts",), "ts"),
        ("a_verifier", (), "autre"),
    ],
)
def test_one_pratique_has_the_shape_of_its_place(mixite: str, cotes: tuple[str, ...], genre: str) -> None:
    seule = lieu(
        mixtes=int(mixite == "mixte"),
        es=int(bool({"es", "les_deux"} & set(cotes))),
        ts=int(bool({"ts", "les_deux"} & set(cotes))),
    )
    assert maps.genre_de(mixite, cotes) == genre == maps.genre(seule)


@pytest.mark.parametrize(
    ("comptes", "etat"),
    [
        ({"nombre": 2, "terminees": 2, "confirmees": 2}, "vide"),
        ({"nombre": 3, "confirmees": 2}, "plein"),
        ({"nombre": 4, "confirmees": 2}, "clair"),
        ({"nombre": 2, "terminees": 1}, "clair"),
    ],
)
def test_the_fill_says_confirmed_to_confirm_or_ended(comptes: dict[str, int], etat: str) -> None:
    assert maps.etat(lieu(**comptes)) == etat


@given(st.lists(st.integers(0, 5_000), max_size=300))
def test_classes_are_few_growing_and_leave_no_territory_out(valeurs: list[int]) -> None:
    bornes = maps.classer(valeurs)
    positives = [v for v in valeurs if v > 0]
    assert len(bornes) <= maps.CLASSES
    assert bornes == sorted(set(bornes))
    assert bool(bornes) == bool(positives)
    if positives:
        assert 0 < bornes[0] <= min(positives)
        assert all(any(v >= b for v in positives) for b in bornes), "no empty class at the top"


def test_classes_hold_about_as_many_territories_each() -> None:
    bornes = maps.classer(list(range(1, 101)))
    assert bornes == [1, 21, 41, 61, 81]


def test_large_bounds_are_rounded_to_two_figures() -> None:
    assert maps.classer([1234, 2345, 3456, 4567, 5678, 6789]) == [1234, 2300, 3400, 4500, 5600]


@pytest.mark.parametrize(
    ("bornes", "maximum", "mots"),
    [
        ([], 0, []),
        ([1], 1, ["1\u00a0pratique"]),
        ([2], 2, ["2\u00a0pratiques"]),
        (
            [1, 2, 4, 8],
            30,
            ["1\u00a0pratique", "2 ou 3\u00a0pratiques", "4 à 7\u00a0pratiques", "8\u00a0pratiques et plus"],
        ),
    ],
)
def test_classes_are_named_in_words(bornes: list[int], maximum: int, mots: list[str]) -> None:
    assert maps.nommer_classes(bornes, maximum) == mots


@pytest.mark.parametrize("classes", [1, 2, 3, 4, 5])
def test_classes_go_from_light_to_dark_in_one_hue(classes: int) -> None:
    def clarte(couleur: str) -> float:
        r, v, b = (int(couleur[i : i + 2], 16) for i in (1, 3, 5))
        return 0.299 * r + 0.587 * v + 0.114 * b

    paires = maps.couleurs_des_classes(classes)
    clairs, sombres = ([clarte(p[i]) for p in paires] for i in (0, 1))
    assert len(paires) == classes
    assert clairs == sorted(clairs, reverse=True)
    assert sombres == sorted(sombres)
    ecarts = [a - b for a, b in pairwise(clairs)]
    assert all(ecart > 15 for ecart in ecarts), "readable in greyscale"
    assert {c for p in paires for c in p} <= {*ECHELLE["clair"], *ECHELLE["sombre"]}
    assert maps.couleurs_des_classes(classes, mixtes=True)[-1][0] in ECHELLE_MIXTE["clair"]


def test_the_legend_of_points_names_only_what_is_drawn() -> None:
    figure = maps.figure_points([lieu(es=1), lieu(ts=1, terminees=1)], contours=CONTOURS)
    assert [signe for signe, _ in figure["legende"]] == ["es clair", "ts clair", "ts clair", "ts vide"]
    assert figure["legende"][-1] == ["ts vide", "Terminée"]


def test_outlines_come_by_address_never_inline() -> None:
    figure = maps.figure_aplats("epci", {"epci-200054781": 3}, contours=CONTOURS)
    assert figure["fond"] == ["/geo/12345678/epci.geojson"]
    assert figure["contours"] == "/geo/12345678/departements.geojson"


def test_a_territory_outside_the_one_asked_is_muted() -> None:
    figure = maps.figure_aplats(
        "departement", {"departement-78": 4}, contours=CONTOURS, dedans=["departement-78", "departement-75"]
    )
    assert figure["dedans"] == ["departement-75", "departement-78"]
    assert figure["valeurs"] == {"departement-78": 4}


def test_a_full_map_stays_light() -> None:
    lieux = [
        lieu(territoire_id=f"commune-{i:05d}", nom="Saint-Germain-des-Fossés (03)", nombre=7, es=7)
        for i in range(MARQUES_AU_PLUS)
    ]
    figure = maps.figure_points(lieux, contours=CONTOURS)
    assert len(json.dumps(figure, ensure_ascii=False).encode()) < 45_000
    aplats = maps.figure_aplats("epci", {f"epci-2000{i:05d}": i for i in range(1253)}, contours=CONTOURS)
    assert len(json.dumps(aplats).encode()) < 45_000


def test_the_name_of_a_map_says_what_it_shows() -> None:
    assert (
        "1\u00a0commune, surtout Les Mureaux (78) (1)"
        in maps.figure_points([lieu()], contours=CONTOURS)["titre"]
    )
    assert "aucune pratique" in maps.figure_points([], contours=CONTOURS)["titre"]
    titre = maps.figure_aplats("region", {"region-11": 2, "region-84": 0}, contours=CONTOURS)["titre"]
    assert "1\u00a0région" in titre


def territoire(identifiant: str, point: tuple[float, float] | None = None) -> Territoire:
    """A territory known by its id alone."""
    niveau, _, code = identifiant.partition("-")
    lon, lat = point or (None, None)
    return Territoire(identifiant, niveau, code, "Ici", (), "metro", lon=lon, lat=lat)


def test_a_sheet_is_placed_by_its_communes_else_by_its_wider_territories() -> None:
    signe = ("es", "clair")
    commune = territoire("commune-78440", (1.9, 48.9))
    points = maps.figure_situation("Titre", [commune, territoire("departement-78")], signe, contours=CONTOURS)
    assert points is not None
    assert [m[0] for m in points["marques"]] == ["commune-78440"]
    assert points["cliquable"] is False
    large = maps.figure_situation("Titre", [territoire("departement-78")], signe, contours=CONTOURS)
    assert large is not None
    assert large["valeurs"] == {"departement-78": 1}
    assert maps.figure_situation("Titre", [territoire("pays-FR")], signe, contours=CONTOURS) is None
