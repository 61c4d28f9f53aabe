"""Personal data in free texts, measured on a written corpus: identifiers are found, figures of ordinary texts are not."""

import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from observatoire.vie_privee import QUOI, donnee_personnelle, identifiants, indices

CORPUS = yaml.safe_load((Path(__file__).parent / "corpus.yaml").read_text("utf-8"))
IDENTIFIANTS = ("courriel", "telephone", "securite_sociale", "compte_bancaire")
RAPPEL = 0.95
SUITE = "Nous avons servi 1 200 repas en 2019, avec 3 salariés. "


def genres(texte: str) -> set[str]:
    return {t.genre for t in identifiants(texte) + indices(texte)}


@pytest.mark.parametrize("genre", IDENTIFIANTS)
@pytest.mark.parametrize("autour", ["{}", SUITE + "{}\n" + SUITE])
def test_identifiers_are_found(genre: str, autour: str) -> None:
    rates = [t for t in CORPUS[genre] if genre not in genres(autour.format(t))]
    assert len(rates) <= (1 - RAPPEL) * len(CORPUS[genre]), rates


def test_all_identifiers_together_pass_the_target() -> None:
    tous = [(g, t) for g in IDENTIFIANTS for t in CORPUS[g]]
    trouves = [g in genres(t) for g, t in tous]
    assert len(tous) >= 105
    assert sum(trouves) / len(tous) >= RAPPEL


@pytest.mark.parametrize("texte", CORPUS["rien"])
def test_ordinary_figures_are_left_alone(texte: str) -> None:
    assert identifiants(texte) == []
    assert donnee_personnelle(texte) == ""


@pytest.mark.parametrize("texte", CORPUS["noms"])
def test_names_are_pointed_at(texte: str) -> None:
    assert "nom" in genres(texte)


@pytest.mark.parametrize("texte", CORPUS["sante"])
def test_somebody_s_health_is_pointed_at(texte: str) -> None:
    assert "sante" in genres(texte)


@pytest.mark.parametrize("texte", CORPUS["ni_nom_ni_sante"])
def test_words_of_the_trade_and_names_of_places_are_left_alone(texte: str) -> None:
    assert indices(texte) == []


def test_the_place_found_is_the_passage() -> None:
    texte = "Tél. 06 12 34 56 78 ou anne@exemple.fr."
    assert [(texte[t.debut : t.fin], t.genre) for t in identifiants(texte)] == [
        ("06 12 34 56 78", "telephone"),
        ("anne@exemple.fr", "courriel"),
    ]
    assert donnee_personnelle(texte) == "un numéro de téléphone"


@given(st.text(max_size=400))
def test_any_text_is_read_and_passages_stand_in_it_apart(texte: str) -> None:
    trouvees = identifiants(texte)
    assert all(0 <= t.debut < t.fin <= len(texte) and t.genre in QUOI for t in trouvees + indices(texte))
    assert all(a.fin <= b.debut for a, b in itertools.pairwise(trouvees))


@pytest.mark.parametrize(
    "motif",
    ["a", "1 ", "a@", "a.", "06 1", "M. ", "Jean ", "1.", "rue d’", "(at)", "FR76 ", "zéro six ", "06,12,"],
)
def test_a_long_hostile_text_is_read_in_bounded_steps(motif: str) -> None:
    """A pattern that went back and forth would not end here."""
    texte = motif * (20_000 // len(motif))
    identifiants(texte)
    indices(texte)
