"""The three dots in words: the same thing said to who does not see them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.retours import QUESTIONS, VOIX, Paroles, Voix
from observatoire.web import voix
from observatoire.web.formats import periode_de_mois

MARS, MAI = date(2026, 3, 1), date(2026, 5, 1)
PLACES = st.integers(0, 20).map(lambda n: 5 * n)


def dite(code: str, place: int, reponses: int = 7) -> Voix:
    return Voix(code, reponses, place, place, place, MARS, MAI)


@pytest.mark.parametrize(
    ("du", "au", "mots"),
    [
        (MARS, MARS, "mars 2026"),
        (MARS, MAI, "de mars à mai 2026"),
        (date(2025, 12, 1), MARS, "de décembre 2025 à mars 2026"),
        (date(2026, 4, 1), MAI, "d’avril à mai 2026"),
        (date(2025, 10, 1), MARS, "d’octobre 2025 à mars 2026"),
    ],
)
def test_months_in_french(du: date, au: date, mots: str) -> None:
    assert periode_de_mois(du, au) == mots


@given(st.lists(st.tuples(st.sampled_from(VOIX), PLACES), min_size=1, max_size=3, unique_by=lambda v: v[0]))
def test_every_dot_is_drawn_at_its_place_and_said(dites: list[tuple[str, int]]) -> None:
    voices = tuple(dite(code, place) for code, place in dites)
    html = voix.montrer(Paroles(voices))
    for code, place in dites:
        assert html.count(f'<i class="marque-{code}"></i>') == len(QUESTIONS)
        assert html.count(f"<td>{place}</td>") >= len(QUESTIONS)
        assert f"p{place}" in html
        assert voix.en_mots(place) in voix.ecart("utile", voices)
    places = [place for _, place in dites]
    net = max(places) - min(places) >= voix.ECART_NET
    assert ("Écart de" in voix.ecart("utile", voices)) == net


def test_nothing_is_shown_of_nothing_and_what_lacks_is_said() -> None:
    assert voix.partie(Paroles()) == ""
    dit = voix.sur_quoi(Paroles((dite("personne", 50),)))
    assert "7 personnes concernées (de mars à mai 2026)" in dit
    assert "Pas encore 5\u00a0réponses à montrer des entrepreneurs sociaux et travailleurs sociaux." in dit
    assert voix.ecart("utile", (dite("es", 100),)) == "Entrepreneurs sociaux\u00a0: oui."


def test_a_sentence_is_text() -> None:
    html = voix.montrer(Paroles((dite("personne", 50),), (("personne", "<script>x</script>"),)))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
