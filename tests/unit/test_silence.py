"""A name taken out of a text is never read there again, however it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories_confirmations import DISCRETE, TROIS

from observatoire.contributions.silence import QUI, nomme, nomme_dans_l_adresse, taire, taire_contenu

NOMS = st.text(st.characters(categories=["Lu", "Ll", "Nd", "Po", "Zs"]), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Le CCAS de Brest aide.", f"Le {QUI} aide."),
        ("LE CCAS-DE-BREST, c’est nous", f"LE {QUI}, c’est nous"),
        ("Le ccas  de\nbrest", f"Le {QUI}"),
        ("Le CCAS de Brestois", "Le CCAS de Brestois"),
        ("MonCCAS de Brest", "MonCCAS de Brest"),
        ("CCAS de Brest et CCAS de Brest", f"{QUI} et {QUI}"),
        ("", ""),
    ],
)
def test_a_name_is_found_as_people_write_it(texte: str, attendu: str) -> None:
    assert taire(texte, "CCAS de Brest") == attendu
    assert nomme(texte, "CCAS de Brest") == (texte != attendu)


def test_accents_and_ligatures_are_read_alike() -> None:
    assert taire("Le Coeur d’Amelie et le CŒUR D'AMÉLIE", "Cœur d’Amélie") == f"Le {QUI} et le {QUI}"


@given(avant=NOMS, nom=NOMS, apres=NOMS)
def test_what_is_silenced_is_read_no_more_and_the_rest_stays(avant: str, nom: str, apres: str) -> None:
    tu = taire(f"{avant} | {nom} | {apres}", nom)
    if not nomme(QUI, nom):
        assert not nomme(tu, nom)
    if not nomme(avant, nom):
        assert tu.startswith(avant) or nomme(f"{avant} | {nom}", nom)


@given(NOMS, NOMS)
def test_a_text_without_the_name_is_left_as_it_is(texte: str, nom: str) -> None:
    if not nomme(texte, nom):
        assert taire(texte, nom) == texte


def test_a_partner_called_partner_ends() -> None:
    assert taire("Notre partenaire, Partenaire.", "Partenaire") == f"Notre {QUI}, {QUI}."


def test_addresses_made_with_a_name() -> None:
    assert nomme_dans_l_adresse("https://www.zephyrine-entraide.fr/x", DISCRETE)
    assert not nomme_dans_l_adresse("https://marmite.exemple.fr", DISCRETE)
    assert not nomme_dans_l_adresse("https://www.abc.fr", "ABC"), "too short to tell"


def test_a_whole_content_is_silenced_but_its_partners() -> None:
    tu = taire_contenu(TROIS, [DISCRETE])
    for texte in (tu.titre, tu.resume, tu.recit, tu.resultats, tu.difficultes):
        assert not nomme(texte, DISCRETE)
    assert tu.site == ""
    assert tu.partenaires == TROIS.partenaires
    assert taire_contenu(TROIS, []) == TROIS
