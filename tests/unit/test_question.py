"""The question is an address: what is written is read back, and what is not understood is said and ignored."""

from dataclasses import fields
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.pratiques import FILTRES, PORTEES, STRUCTURES, Recherche, periode
from observatoire.pratiques.question import (
    CARTES,
    COLONNES,
    ELARGIR,
    MESURES,
    MOTIF_MESURE,
    MOTIF_STRUCTURE,
    PAGE_MAX,
    Q_MAX,
    RAYON_MAX,
    STRUCTURE_MAX,
    STRUCTURES_AU_PLUS,
    TRIS,
    VUES,
)
from observatoire.territoires import NIVEAUX
from observatoire.vocabulaires import vocabulaire

TEXTES = st.text(max_size=Q_MAX + 50)
MOTS = (
    st.text(st.characters(exclude_categories=["C", "Z"]), max_size=Q_MAX)
    .map(lambda t: "".join(c for c in t if c.isprintable())[:Q_MAX])
    .map(str.strip)
)


def codes(nom: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Some values of a filter, in the vocabulary's order as the question keeps them."""
    connus = vocabulaire(FILTRES[nom]).codes
    return st.sets(st.sampled_from(connus), max_size=4).map(lambda s: tuple(c for c in connus if c in s))


TERRITOIRES = st.one_of(
    st.just(""),
    st.builds(
        lambda niveau, code: f"{niveau}-{code}",
        st.sampled_from(list(NIVEAUX)),
        st.from_regex(r"[0-9A-Z]{1,9}", fullmatch=True),
    ),
)
ANNEES = st.integers(periode.ANNEE_MIN, periode.ANNEE_MAX)
PERIODES = st.lists(
    st.one_of(
        st.just(periode.INCONNUE),
        st.builds(lambda de, a: periode.ecrire(min(de, a), max(de, a)), ANNEES, ANNEES),
    ),
    max_size=3,
).map(lambda valeurs: periode.lire(valeurs)[0])
QUESTIONS = st.builds(
    Recherche,
    q=MOTS,
    territoire=TERRITOIRES,
    rayon=st.integers(0, RAYON_MAX),
    periode=PERIODES,
    portee=st.sampled_from(["", *PORTEES]),
    elargir=st.sampled_from(ELARGIR),
    carte=st.sampled_from(CARTES),
    mesure=st.one_of(st.sampled_from(MESURES), st.from_regex(MOTIF_MESURE.strip("^$"), fullmatch=True)),
    vue=st.sampled_from(VUES),
    colonne=st.sets(st.sampled_from(list(COLONNES))).map(lambda s: tuple(c for c in COLONNES if c in s)),
    tri=st.sampled_from(TRIS),
    page=st.integers(1, PAGE_MAX),
    **{nom: codes(nom) for nom in FILTRES},
    **{
        nom: st.lists(
            st.from_regex(MOTIF_STRUCTURE.strip("^$"), fullmatch=True).filter(
                lambda c: len(c) <= STRUCTURE_MAX
            ),
            max_size=STRUCTURES_AU_PLUS,
            unique=True,
        ).map(tuple)
        for nom in STRUCTURES
    },
)


@given(QUESTIONS)
def test_state_to_address_to_state_is_the_identity(r: Recherche) -> None:
    adresse = urlencode(r.to_params(), doseq=True)
    lue, avis = Recherche.from_params(parse_qs(adresse, keep_blank_values=True))
    assert lue == r
    assert avis == []


@given(st.dictionaries(st.sampled_from([f.name for f in fields(Recherche)]), st.lists(TEXTES, max_size=4)))
def test_any_address_gives_a_question_that_is_stable(params: dict[str, list[str]]) -> None:
    lue, _ = Recherche.from_params(params)
    assert Recherche.from_params(lue.to_params()) == (lue, [])


@pytest.mark.parametrize(
    ("params", "dit"),
    [
        ({"theme": ["inconnu"]}, "inconnu"),
        ({"cote": ["es", "martien"]}, "martien"),
        ({"territoire": ["departement-<script>"]}, "departement-<script>"),
        ({"territoire": ["planete-75"]}, "planete-75"),
        ({"carte": ["globe"]}, "globe"),
        ({"vue": ["mosaique"]}, "mosaique"),
        ({"mesure": ["Part Mixte"]}, "Part Mixte"),
        ({"colonne": ["couleur"]}, "couleur"),
        ({"tri": ["hasard"]}, "hasard"),
        ({"portee": ["galactique"]}, "galactique"),
        ({"elargir": ["peut-etre"]}, "peut-etre"),
        ({"rayon": ["20"]}, "autour d’une commune"),
        ({"periode": ["2015 à 2020"]}, "2015 à 2020"),
        ({"periode": ["2015", "3015"]}, "3015"),
        ({"structure": ["Emmaüs Connect"]}, "Emmaüs Connect"),
        ({"financeur": ["<script>"]}, "<script>"),
        ({"financeur": ["a" * (STRUCTURE_MAX + 1)]}, "a" * 60),
        ({"page": ["0"]}, "0"),
        ({"page": ["-3"]}, "-3"),
        ({"page": ["99999999"]}, "99999999"),
        ({"page": ["٣"]}, "٣"),
        ({"q": ["x" * (Q_MAX + 1)]}, str(Q_MAX)),
    ],
)
def test_what_is_not_understood_is_said_and_ignored(params: dict[str, list[str]], dit: str) -> None:
    lue, avis = Recherche.from_params(params)
    assert len(avis) == 1
    assert dit in avis[0]
    nom = next(iter(params))
    attendu: Any = {
        "cote": ("es",),
        "q": "x" * Q_MAX,
        "periode": ("2015",) if dit == "3015" else (),
    }.get(nom, getattr(Recherche(), nom))
    assert getattr(lue, nom) == attendu


@pytest.mark.parametrize("rayon", ["0", "201", "-5", "٣", "dix"])
def test_a_radius_is_a_number_of_kilometres(rayon: str) -> None:
    lue, avis = Recherche.from_params({"territoire": ["commune-78440"], "rayon": [rayon]})
    assert lue == Recherche(territoire="commune-78440")
    assert len(avis) == 1


def test_a_radius_lives_and_dies_with_its_commune() -> None:
    r = Recherche(territoire="commune-78440", rayon=20, tri="distance")
    assert r.avec(territoire="departement-78") == Recherche(territoire="departement-78")
    assert r.avec(rayon=0).tri == "pertinence"
    assert r.avec(territoire="commune-75056").rayon == 20


@pytest.mark.parametrize(
    ("ecrite", "lue", "mots"),
    [
        ("2015-2020", "2015-2020", "de 2015 à 2020"),
        ("2020-2015", "2015-2020", "de 2015 à 2020"),
        ("2015-2015", "2015", "en 2015"),
        ("2018-", "2018-", "depuis 2018"),
        ("-2012", "-2012", "jusqu’en 2012"),
        ("1900-", "1900-", "date connue"),
        ("-2099", "1900-", "date connue"),
        ("inconnue", "inconnue", "date inconnue"),
    ],
)
def test_a_period_has_one_writing_and_its_words(ecrite: str, lue: str, mots: str) -> None:
    assert periode.lire([ecrite]) == ((lue,), [])
    assert periode.en_mots(lue) == mots
    annees = periode.annees([ecrite])
    assert (annees == []) == (ecrite == "inconnue")
    assert all(periode.bornes(lue)[0] <= a <= periode.bornes(lue)[1] for a in annees)


def test_names_of_other_readers_are_left_alone() -> None:
    assert Recherche.from_params({"jeton": ["abc"], "id": ["x"]}) == (Recherche(), [])


def test_the_default_question_has_the_shortest_address() -> None:
    assert Recherche().to_params() == {}


def test_changing_a_filter_goes_back_to_the_first_page() -> None:
    r = Recherche(page=7, theme=("sante",))
    assert r.avec(q="colocation").page == 1
    assert r.avec(page=8) == Recherche(page=8, theme=("sante",))


def test_presentation_does_not_change_what_answers() -> None:
    r = Recherche(
        q="colocation",
        carte="epci",
        mesure="part_mixte",
        vue="tableau",
        tri="titre",
        page=3,
        cote=("es", "ts"),
    )
    assert r.sans_presentation == Recherche(q="colocation", cote=("es", "ts"))
    assert r.filtres_actifs == 3


def test_spaces_of_every_kind_separate_words() -> None:
    r, _ = Recherche.from_params({"q": ["\x1b aide\u00a0alimentaire \n solidaire\x00 "]})
    assert r.q == "aide alimentaire solidaire"
