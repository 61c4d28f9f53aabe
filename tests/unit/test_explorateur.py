"""The explorer's small decisions: what a click asks, how the reading is said, what a table holds."""

from datetime import date, datetime
from typing import Any

import pytest

from observatoire.clock import temps_fige
from observatoire.pratiques import Recherche, Resume, Totaux
from observatoire.pratiques.question import COLONNES
from observatoire.recherche import Interpretation
from observatoire.web.explorateur import annees, clic, colonnes, resultats, tableau, vide


@pytest.mark.parametrize(
    ("carte", "identifiant", "ensuite"),
    [
        ("points", "commune-78440", "points"),
        ("points", "departement-78", "points"),
        ("region", "region-11", "departement"),
        ("departement", "departement-78", "epci"),
        ("epci", "epci-200054781", "commune"),
        ("commune", "commune-78440", "commune"),
    ],
)
def test_a_click_goes_down_a_level(carte: str, identifiant: str, ensuite: str) -> None:
    r = Recherche(carte=carte, q="emploi", page=4, portee="sans_lieu")
    assert clic.apres_clic(r, identifiant, False) == Recherche(
        q="emploi", territoire=identifiant, carte=ensuite
    )


def test_a_second_click_clears() -> None:
    r = Recherche(carte="epci", territoire="epci-200054781", cote=("es",))
    assert clic.apres_clic(r, "epci-200054781", True) == Recherche(carte="epci", cote=("es",))


def test_a_commune_cleared_on_its_map_gives_its_departement_back() -> None:
    r = Recherche(carte="commune", territoire="commune-78440", cote=("es",))
    assert clic.apres_clic(r, "commune-78440", True, "departement-78") == Recherche(
        carte="commune", territoire="departement-78", cote=("es",)
    )


@pytest.mark.parametrize(
    ("carte", "identifiant", "ensuite"),
    [("epci", "", "region"), ("epci", "region-11", "departement"), ("points", "", "points")],
)
def test_climbing_shows_the_level_under_what_is_reached(carte: str, identifiant: str, ensuite: str) -> None:
    r = Recherche(carte=carte, territoire="departement-78")
    assert clic.remonter(r, identifiant) == Recherche(carte=ensuite, territoire=identifiant)


@pytest.mark.parametrize(
    ("q", "lu", "dit"),
    [
        ("colocation", Interpretation(mots=1, tenus=1), ""),
        ("", None, ""),
        ("le la", None, "trop courants"),
        ("colocasion", Interpretation(corrections=(("colocasion", "colocation"),)), "Recherche corrigée"),
        ("a b c", Interpretation(mots=3, tenus=2), "voici celles qui en contiennent au moins 2"),
        ("ase", Interpretation(elargie_a=("aide sociale",)), "élargie à\u00a0: «\u00a0aide sociale\u00a0»"),
        ("zzz", Interpretation(inconnus=("zzz",)), "Aucune fiche ne contient «\u00a0zzz\u00a0»"),
    ],
)
def test_how_a_text_was_read_is_said_when_it_differs(q: str, lu: Interpretation | None, dit: str) -> None:
    phrase = resultats.dire_la_lecture(Recherche(q=q), lu)
    assert dit in phrase
    assert bool(dit) == bool(phrase)


def test_the_count_agrees_with_its_words() -> None:
    vide_ = Totaux(0, 0, 0, 0, 0, 0, 0, 0)
    assert resultats.dire_le_compte(vide_) == "Aucune pratique ne répond à ces critères."
    assert resultats.dire_le_compte(Totaux(1, 1, 0, 0, 0, 0, 0, 1)) == "1\u00a0pratique"
    assert (
        resultats.dire_le_compte(Totaux(2, 1, 1, 0, 0, 1, 0, 1))
        == "2\u00a0pratiques, dont 1\u00a0alliance entre ES et TS"
    )


@pytest.mark.parametrize(
    ("q", "inconnus", "reste"),
    [
        ("colocation zzz", ("zzz",), "colocation"),
        ("l’école Zzz", ("zzz",), "l’école"),
        ("zzz", ("zzz",), ""),
        ("colocation", (), ""),
    ],
)
def test_unknown_words_can_be_left_out(q: str, inconnus: tuple[str, ...], reste: str) -> None:
    assert vide.sans_les_inconnus(q, Interpretation(inconnus=inconnus)) == reste


def test_the_table_of_a_map_is_guarded_and_keeps_its_codes() -> None:
    lignes = [("=cmd", "commune-01004", 3), ("Ajaccio (2A)", "commune-2A004", 1)]
    octets = tableau.en_csv("Commune", lignes)
    assert octets.decode("utf-8-sig").splitlines() == [
        "Commune;Code;Pratiques",
        "'=cmd;01004;3",
        "Ajaccio (2A);2A004;1",
    ]
    assert "<script>" not in tableau.en_html("Commune", [("<script>", "commune-01004", 1)])


@pytest.mark.parametrize(
    ("avant", "de", "a", "ensuite"),
    [
        ((), 2015, None, ("2015-",)),
        (("2015-",), 2015, 2012, ("2012-2015",)),
        (("2015-", "inconnue"), None, None, ("inconnue",)),
        (("inconnue",), None, 2020, ("-2020", "inconnue")),
        ((), 2019, 2019, ("2019",)),
    ],
)
def test_bounds_of_a_period_are_put_in_order(
    avant: tuple[str, ...], de: int | None, a: int | None, ensuite: tuple[str, ...]
) -> None:
    assert annees.avec_bornes(avant, de, a) == ensuite
    relus = annees.intervalle(ensuite)
    assert relus == (
        (None, None) if de is None and a is None else tuple(sorted((de, a))) if de and a else (de, a)
    )


def test_a_year_without_pratique_is_no_link_and_the_chosen_one_lets_go() -> None:
    dessin = annees.histogramme(Recherche(periode=("2012",), cote=("es",)), {2010: 4, 2012: 1})
    assert dessin.count("<li") == 3
    assert dessin.count("<a ") == 2
    assert (
        'href="/explorer?cote=es" target="_self" title="2012\u00a0: 1\u00a0pratique" aria-current="true"'
        in dessin
    )
    assert 'href="/explorer?cote=es&amp;periode=2010"' in dessin


def resume(**champs: Any) -> Resume:
    """A pratique of one commune, confirmed by nobody, unless told otherwise."""
    return Resume(
        **{
            "id": "x", "titre": "<b>Titre</b>", "resume": "Un résumé.", "origine": "documentee", "forme": None, "activite": None,
            "mixite": "mixte", "cotes": ("es", "ts"), "thematiques": (), "territoires": ("commune-78440",), "lieu": "Les Mureaux (78)",
            "annee_debut": None, "source_le": None, "confirmee_le": None, "est_demo": False, "maj_a": datetime(2026, 1, 1),
        } | champs
    )  # fmt: skip


@pytest.mark.parametrize(
    ("champs", "dit", "confirmee"),
    [
        ({}, "", False),
        ({"source_le": date(2025, 7, 1)}, "Source du 1er\u00a0juillet 2025", False),
        (
            {"confirmee_le": date(2025, 3, 2), "source_le": date(2025, 7, 1)},
            "Confirmée le 2\u00a0mars 2025",
            True,
        ),
        (
            {"confirmee_le": date(2024, 2, 29)},
            "Confirmée le 29\u00a0février 2024\u00a0: à confirmer",
            False,
        ),
    ],
)
def test_a_card_says_how_fresh_it_is(champs: dict[str, Any], dit: str, confirmee: bool) -> None:
    with temps_fige(datetime(2026, 3, 1, 12)):
        assert colonnes.dire_la_fraicheur(resume(**champs)) == dit
        assert (
            '<span class="badge plein">Confirmée</span>' in resultats.carte(resume(**champs))
        ) == confirmee


@pytest.mark.parametrize(
    ("km", "dit"),
    [
        (None, "Les Mureaux (78)"),
        (0.2, "Les Mureaux (78), sur place"),
        (12.4, "Les Mureaux (78), à 12\u00a0km"),
    ],
)
def test_a_card_says_how_far_it_is(km: float | None, dit: str) -> None:
    assert colonnes.dire_le_lieu(resume(distance_km=km)) == dit


def test_every_column_says_something_and_titles_are_escaped() -> None:
    table = colonnes.en_tableau([resume()], list(COLONNES))
    assert table.count("<td>") == len(COLONNES)
    assert "<td></td>" not in table
    assert "<b>" not in table
