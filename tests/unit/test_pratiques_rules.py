"""The facts derived from partners and territories."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.pratiques.rules import (
    COTES,
    OPERATIONNELS,
    a_confirmer,
    confirmee_depuis,
    cotes_de,
    fraicheur_de,
    mixite_de,
    perimetre_de,
)

ROLES = [*sorted(OPERATIONNELS), "prescripteur", "hebergeur", "financeur", "evaluateur", "soutien"]
MIROIR = {"es": "ts", "ts": "es"}


@dataclass(frozen=True)
class Partenaire:
    nom: str
    cote: str
    role: str | None = None


def places(*cotes: str, role: str | None = None) -> list[Partenaire]:
    return [Partenaire(f"Structure {i}", cote, role) for i, cote in enumerate(cotes)]


partenaires = st.lists(
    st.builds(
        Partenaire,
        nom=st.sampled_from(["A", "B", "C", "D"]),
        cote=st.sampled_from(COTES),
        role=st.none() | st.sampled_from(ROLES),
    ),
    max_size=5,
)


@pytest.mark.parametrize(
    ("cotes", "attendue"),
    [
        ((), "a_verifier"),
        (("es", "ts"), "mixte"),
        (("es", "ts", "inconnu"), "mixte"),
        (("les_deux", "ts"), "mixte"),
        (("les_deux", "les_deux"), "mixte"),
        (("les_deux",), "non_mixte"),
        (("es",), "non_mixte"),
        (("es", "es", "public"), "non_mixte"),
        (("public", "autre"), "non_mixte"),
        (("es", "inconnu"), "a_verifier"),
        (("les_deux", ""), "a_verifier"),
    ],
)
def test_sides_decide(cotes: tuple[str, ...], attendue: str) -> None:
    assert mixite_de(places(*cotes)) == attendue


def test_a_side_that_only_funds_does_not_act() -> None:
    es, ts = places("es", "ts")
    assert mixite_de([es, Partenaire(ts.nom, "ts", "financeur")]) == "non_mixte"
    assert mixite_de([es, Partenaire(ts.nom, "ts", "co_porteur")]) == "mixte"


def test_the_same_structure_written_twice_is_one() -> None:
    assert mixite_de([Partenaire("L’Étape", "les_deux"), Partenaire("l'etape", "ts")]) == "non_mixte"


def test_an_incomplete_list_never_says_no() -> None:
    assert mixite_de(places("es"), liste_complete=False) == "a_verifier"
    assert mixite_de(places("es", "ts"), liste_complete=False) == "mixte"


@given(partenaires)
def test_swapping_the_sides_gives_the_same_answer(liste: list[Partenaire]) -> None:
    miroir = [Partenaire(p.nom, MIROIR.get(p.cote, p.cote), p.role) for p in liste]
    assert mixite_de(miroir) == mixite_de(liste)


@given(partenaires, partenaires)
def test_adding_partners_never_undoes_a_mix(liste: list[Partenaire], autres: list[Partenaire]) -> None:
    if mixite_de(liste) == "mixte":
        assert mixite_de([*liste, *autres]) == "mixte"


@given(partenaires)
def test_sides_are_listed_once_in_order(liste: list[Partenaire]) -> None:
    cotes = cotes_de(liste)
    declares = {p.cote for p in liste}
    assert set(cotes) == declares | ({"es", "ts"} if "les_deux" in declares else set())
    assert list(cotes) == sorted(cotes, key=COTES.index)


def test_perimeter_holds_each_ancestor_once() -> None:
    ancetres = {
        "commune-78440": ("epci-200059889", "departement-78", "region-11", "pays-FR"),
        "departement-92": ("region-11", "pays-FR"),
    }
    assert perimetre_de(["commune-78440", "departement-92"], ancetres) == (
        "commune-78440",
        "departement-92",
        "epci-200059889",
        "departement-78",
        "region-11",
        "pays-FR",
    )
    assert perimetre_de([], ancetres) == ()


def test_an_unknown_territory_is_an_error() -> None:
    with pytest.raises(KeyError):
        perimetre_de(["commune-00000"], {})


@pytest.mark.parametrize(
    ("jour", "depuis"),
    [
        (date(2026, 3, 1), date(2024, 3, 1)),
        (date(2026, 3, 31), date(2024, 3, 31)),
        (date(2026, 2, 28), date(2024, 2, 28)),
        (date(2028, 2, 29), date(2026, 2, 28)),
        (date(2024, 3, 1), date(2022, 3, 1)),
    ],
)
def test_a_confirmation_counts_for_24_months_to_the_day(jour: date, depuis: date) -> None:
    assert confirmee_depuis(jour) == depuis
    assert fraicheur_de(depuis, jour) == "confirmee"
    assert fraicheur_de(depuis - timedelta(days=1), jour) == "a_reconfirmer"
    for origine in ("contribution", "documentee"):
        assert not a_confirmer(origine, depuis, None, jour)
        assert a_confirmer(origine, depuis - timedelta(days=1), jour, jour)


def test_a_contribution_was_true_the_day_it_was_deposited_and_nothing_is_known_of_others() -> None:
    jour = date(2026, 3, 1)
    assert a_confirmer("contribution", None, date(2024, 2, 29), jour)
    assert not a_confirmer("contribution", None, date(2024, 3, 1), jour)
    assert not a_confirmer("contribution", None, None, jour)
    assert not a_confirmer("documentee", None, date(2012, 1, 1), jour)
    assert not a_confirmer("rapport", None, date(2021, 12, 13), jour)


@given(st.dates(date(2002, 1, 1), date(2900, 1, 1)), st.integers(0, 2000))
def test_a_sheet_only_grows_older(jour: date, jours: int) -> None:
    plus_tard = jour + timedelta(days=jours)
    assert not a_confirmer("contribution", jour, None, jour)
    if a_confirmer("contribution", jour, None, plus_tard):
        assert a_confirmer("contribution", jour, None, plus_tard + timedelta(days=1))
