"""Folding and stems: what makes two words one for the search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.recherche.pliage import formes, racine


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("L’hébergement d'urgence", ["hebergement", "urgence"]),
        ("Chœur à l’ouvrage", ["choeur", "ouvrage"]),
        ("qu’il s’agisse de l’ASE", ["agisse", "ase"]),
        ("PTCE des Mureaux (78)", ["ptce", "mureaux", "78"]),
        ("le la les de du", []),
        ("aujourd’hui", ["aujourd", "hui"]),
    ],
)
def test_formes(texte: str, attendu: list[str]) -> None:
    assert formes(texte) == attendu


@pytest.mark.parametrize(
    ("un", "autre"),
    [
        ("sociaux", "social"),
        ("hébergements", "hebergement"),
        ("colocations", "colocation"),
        ("travailleurs", "travailleur"),
        ("territoires", "territoire"),
        ("locaux", "local"),
        ("TZCLD", "tzcld"),
        ("emplois", "emploi"),
        ("revenus", "revenu"),
        ("vélos", "vélo"),
        ("foyers", "foyer"),
        ("portraits", "portrait"),
        ("partagées", "partagé"),
        ("première", "premiers"),
        ("lilloise", "lillois"),
        ("française", "français"),
        ("jeux", "jeu"),
        ("aides", "aider"),
        ("animatrices", "animateur"),
        ("vendeuses", "vendeurs"),
    ],
)
def test_deux_formes_d_un_meme_mot(un: str, autre: str) -> None:
    assert racine(formes(un)[0]) == racine(formes(autre)[0])


@pytest.mark.parametrize(("un", "autre"), [("gare", "garage"), ("emploi", "employeur"), ("ase", "as")])
def test_deux_mots_restent_deux(un: str, autre: str) -> None:
    assert racine(un) != racine(autre)


@given(st.text(max_size=200))
def test_relire_les_formes_les_redonne(texte: str) -> None:
    assert formes(" ".join(formes(texte))) == formes(texte)


@given(st.text(max_size=200))
def test_les_formes_sont_simples(texte: str) -> None:
    assert all(f.isascii() and f.isalnum() and f == f.lower() for f in formes(texte))
