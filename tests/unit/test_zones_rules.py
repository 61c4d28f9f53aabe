"""The five classes: they partition the cells, an alliance only leads to `alliance`, nobody is said absent unseen."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.analyses.zones import (
    ALLIANCE,
    CLASSES,
    COTES,
    GISEMENT,
    NON_OBSERVE,
    THEMES,
    TOUS,
    UN_SEUL_COTE,
    VIDE,
    Effort,
    Observation,
    Presence,
    classer,
    theme_large,
)
from observatoire.analyses.zones.rules import deux_cotes, effort, indexer_notes
from observatoire.vocabulaires import vocabulaire

petits = st.integers(0, 4)
presences = st.builds(
    Presence, es=petits, ts=petits, deux=petits, alliances=petits, terminees=petits, a_verifier=petits
)
efforts = st.integers(0, 2)
RIEN = Presence()


# --- the classes ---


@pytest.mark.parametrize(
    ("presence", "es", "ts", "attendue"),
    [
        (RIEN, 0, 0, NON_OBSERVE),
        (RIEN, 2, 0, NON_OBSERVE),
        (RIEN, 0, 2, NON_OBSERVE),
        (RIEN, 1, 1, VIDE),
        (RIEN, 2, 2, VIDE),
        (Presence(pratiques=3, terminees=1), 1, 1, VIDE),
        (Presence(es=3), 0, 0, UN_SEUL_COTE),
        (Presence(ts=1), 2, 2, UN_SEUL_COTE),
        (Presence(deux=1), 0, 0, UN_SEUL_COTE),
        (Presence(es=1, ts=1), 0, 0, GISEMENT),
        (Presence(es=1, deux=1), 0, 0, GISEMENT),
        (Presence(deux=2), 0, 0, GISEMENT),
        (Presence(es=1, ts=1, terminees=2), 0, 0, GISEMENT),
        (Presence(es=1, ts=1, a_verifier=2), 0, 0, GISEMENT),
        (Presence(es=1, ts=1, alliances=1), 0, 0, ALLIANCE),
        (Presence(alliances=1, terminees=4), 0, 0, ALLIANCE),
    ],
)
def test_each_class_is_reached_as_the_decision_says(
    presence: Presence, es: int, ts: int, attendue: str
) -> None:
    assert classer(presence, es, ts) == attendue


@given(presences, efforts, efforts)
def test_the_classes_partition_the_cells(p: Presence, es: int, ts: int) -> None:
    """Each class has a condition of its own, written again; a cell meets exactly one."""
    rien = p.es + p.ts + p.deux == 0
    ensemble = min(p.es + p.deux, p.ts + p.deux) > 0 and p.es + p.ts + p.deux >= 2
    conditions = {
        ALLIANCE: p.alliances > 0,
        GISEMENT: p.alliances == 0 and ensemble,
        UN_SEUL_COTE: p.alliances == 0 and not ensemble and not rien,
        VIDE: p.alliances == 0 and rien and es > 0 and ts > 0,
        NON_OBSERVE: p.alliances == 0 and rien and (es == 0 or ts == 0),
    }
    assert tuple(sorted(conditions)) == tuple(sorted(CLASSES))
    assert [classe for classe, vraie in conditions.items() if vraie] == [classer(p, es, ts)]


@given(presences, efforts, efforts)
def test_adding_an_alliance_can_only_lead_to_alliance(p: Presence, es: int, ts: int) -> None:
    avec = replace(p, alliances=p.alliances + 1, es=p.es + 1, ts=p.ts + 1)
    assert classer(avec, es, ts) == ALLIANCE


@given(presences, efforts, efforts, st.sampled_from(("es", "ts", "deux")))
def test_adding_a_partner_never_leads_to_unseen_or_empty_and_never_back(
    p: Presence, es: int, ts: int, cote: str
) -> None:
    avec = classer(replace(p, **{cote: getattr(p, cote) + 1}), es, ts)
    assert avec not in (NON_OBSERVE, VIDE)
    assert CLASSES.index(avec) >= CLASSES.index(classer(p, es, ts))


@given(presences, efforts, efforts)
def test_swapping_the_sides_changes_nothing(p: Presence, es: int, ts: int) -> None:
    assert classer(p.inversee(), ts, es) == classer(p, es, ts)
    assert p.inversee().inversee() == p
    assert deux_cotes(p.inversee()) == deux_cotes(p)
    assert [p.inversee().du_cote(c) for c in COTES] == [p.du_cote(c) for c in reversed(COTES)]


@given(presences, efforts, efforts)
def test_nobody_is_said_absent_where_nobody_looked(p: Presence, es: int, ts: int) -> None:
    if classer(p, es, ts) == VIDE:
        assert es > 0
        assert ts > 0


@given(presences, efforts, efforts, efforts, efforts)
def test_looking_harder_only_tells_the_empty_from_the_unseen(
    p: Presence, es: int, ts: int, es_plus: int, ts_plus: int
) -> None:
    avant, apres = classer(p, es, ts), classer(p, max(es, es_plus), max(ts, ts_plus))
    assert avant == apres or (avant, apres) == (NON_OBSERVE, VIDE)


# --- the themes ---


def test_every_theme_has_one_coarse_theme_and_ours_stand_alone() -> None:
    themes = vocabulaire("thematique")
    assert {theme_large(v.code) for v in themes} == set(THEMES)
    assert len(THEMES) == 20
    for v in themes:
        attendu = v.code if v.categorie and v.categorie.code == "obs" else v.categorie and v.categorie.code
        assert theme_large(v.code) == attendu
        assert set(themes.etendue(theme_large(v.code))) >= {v.code}


# --- the effort ---


def note(
    territoire: str, niveau: int, theme: str = TOUS, cote: str = "es", *, dessous: bool = False
) -> Observation:
    return Observation(territoire, theme, cote, niveau, dessous, "Annuaire", date(2026, 1, 5))


ANCETRES = ("departement-69", "region-84", "pays-FR")
A_CHEVAL = ("departement-01", "departement-69", "region-84", "pays-FR")


@pytest.mark.parametrize(
    ("notes", "attendu"),
    [
        ([], 0),
        ([note("departement-69", 2)], 0),
        ([note("departement-69", 2, dessous=True)], 2),
        ([note("departement-69", 2, "numerique", dessous=True)], 0),
        ([note("departement-69", 2, "mobilite", dessous=True)], 2),
        ([note("departement-69", 2, cote="ts", dessous=True)], 0),
        ([note("region-84", 1, dessous=True), note("departement-69", 2)], 1),
        ([note("region-84", 2, dessous=True), note("departement-69", 1, dessous=True)], 1),
        ([note("epci-1", 0), note("departement-69", 2, dessous=True)], 0),
        ([note("epci-1", 2), note("epci-1", 1, "mobilite")], 1),
        ([note("epci-1", 2, "numerique"), note("departement-69", 1, dessous=True)], 1),
        ([note("departement-69", 2, "mobilite"), note("departement-69", 1, dessous=True)], 1),
    ],
)
def test_the_nearest_note_decides_and_holds_below_only_when_it_says_so(
    notes: list[Observation], attendu: int
) -> None:
    assert effort("epci-1", ANCETRES, "mobilite", "es", indexer_notes(notes)).niveau == attendu


@pytest.mark.parametrize(
    ("ain", "rhone", "attendu"), [(2, 2, 2), (1, 2, 1), (None, 2, 1), (0, 1, 1), (None, 0, 0), (0, 0, 0)]
)
def test_a_territory_on_two_departements_is_as_looked_at_as_the_least_of_them(
    ain: int | None, rhone: int | None, attendu: int
) -> None:
    pair = (("departement-01", ain), ("departement-69", rhone))
    notes = [note(t, n, dessous=True) for t, n in pair if n is not None]
    for ancetres in (A_CHEVAL, tuple(reversed(A_CHEVAL))):
        lu = effort("epci-1", ancetres, "mobilite", "es", indexer_notes(notes))
        assert lu.niveau == attendu
        assert set(lu.notes) == set(notes)


def test_the_effort_says_who_says_so() -> None:
    assert effort("epci-1", ANCETRES, TOUS, "ts", {}) == Effort(0, ())
    dite = note("region-84", 1, cote="ts", dessous=True)
    lu = effort("epci-1", ANCETRES, TOUS, "ts", indexer_notes([dite]))
    assert (lu.niveau, lu.code, lu.notes) == (1, "partiel", (dite,))
