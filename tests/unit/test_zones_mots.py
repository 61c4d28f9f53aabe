"""The white zones in sentences: what is known, what is not, and nobody said absent where nobody looked."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.analyses.zones import (
    NON_OBSERVE,
    THEMES,
    TOUS,
    UN_SEUL_COTE,
    VIDE,
    Case,
    Effort,
    Matrice,
    Observation,
    Presence,
    classer,
)
from observatoire.territoires import Territoire
from observatoire.vocabulaires import libelle
from observatoire.web import zones
from observatoire.web import zones_mots as mots

petits = st.integers(0, 3)
presences = st.builds(
    Presence,
    es=petits,
    ts=petits,
    deux=petits,
    pratiques=petits,
    alliances=petits,
    terminees=petits,
    a_verifier=petits,
)
NOTE = Observation("region-84", "", "es", 1, True, "Annuaire <b>", date(2026, 1, 5))


def case(
    presence: Presence, es: int = 0, ts: int = 0, theme: str = "mobilite", territoire: str = "departement-69"
) -> Case:
    return Case(territoire, theme, classer(presence, es, ts), presence, Effort(es), Effort(ts))


@pytest.mark.parametrize(
    ("cellule", "attendue"),
    [
        (case(Presence()), "Rien n’est connu, et le côté des entrepreneurs sociaux et le côté du travail social n’ont pas été cherchés. Ce n’est pas une absence."),
        (case(Presence(), es=1), "Rien n’est connu, et le côté du travail social n’a pas été cherché. Ce n’est pas une absence."),
        (case(Presence(), 1, 2), "Les deux côtés ont été cherchés, aucun n’a été trouvé."),
        (case(Presence(pratiques=1)), "Rien n’est connu, et le côté des entrepreneurs sociaux et le côté du travail social n’ont pas été cherchés. Ce n’est pas une absence. 1 pratique y est connue, sans qu’une structure de l’un des deux côtés y soit nommée."),
        (case(Presence(es=3)), "3 structures d’entrepreneurs sociaux agissent, sans personne de connu du côté du travail social. Ce côté n’a pas été cherché\u00a0: ce n’est pas une absence."),
        (case(Presence(ts=1), es=2), "1 service de travail social agit, sans personne de connu du côté des entrepreneurs sociaux. Ce côté a été cherché à fond."),
        (case(Presence(deux=1)), "Une seule structure agit, des deux côtés à la fois\u00a0: il lui manque un vis-à-vis."),
        (case(Presence(es=3, ts=5)), "3 structures d’entrepreneurs sociaux et 5 services de travail social agissent sans alliance connue."),
        (case(Presence(es=1, ts=1, terminees=1, a_verifier=2)), "1 structure d’entrepreneurs sociaux et 1 service de travail social agissent sans alliance connue. Une alliance y a existé et s’est terminée. 2 pratiques y réunissent peut-être déjà les deux côtés\u00a0: à vérifier."),
        (case(Presence(es=1, ts=2, alliances=1)), "Une alliance relie déjà les deux côtés\u00a0; 1 structure d’entrepreneurs sociaux et 2 services de travail social y agissent."),
        (case(Presence(alliances=2, terminees=3)), "2 alliances relient déjà les deux côtés. 3 alliances y ont existé et se sont terminées."),
    ],
)  # fmt: skip
def test_each_class_is_told_in_words(cellule: Case, attendue: str) -> None:
    assert mots.phrase(cellule).replace("\u00a0", " ") == attendue.replace("\u00a0", " ")


@given(presences, st.integers(0, 2), st.integers(0, 2))
def test_sentences_are_french_and_never_say_absent_what_nobody_looked_for(
    p: Presence, es: int, ts: int
) -> None:
    lue = case(p, es, ts)
    phrase = mots.phrase(lue)
    assert not re.search(r" [:;!?»]|« |'|  |\d [a-z]", phrase)
    assert phrase.endswith(".")
    if lue.classe == NON_OBSERVE:
        assert "n’est pas une absence" in phrase
    if "aucun n’a été trouvé" in phrase:
        assert lue.classe == VIDE
        assert es > 0
        assert ts > 0
    if lue.classe == UN_SEUL_COTE and not p.deux:
        absent = ts if p.es else es
        assert ("n’est pas une absence" in phrase) == (absent == 0)


def test_an_effort_says_how_when_and_for_which_territory() -> None:
    assert mots.effort("ts", Effort(), {}, "x") == "Côté travail social\u00a0: personne n’a noté d’effort."
    lu = Effort(1, (NOTE, replace(NOTE, territoire_id="departement-69", source="Réunion")))
    assert mots.effort("es", lu, {"region-84": "Auvergne-Rhône-Alpes"}, "departement-69") == (
        "Côté entrepreneurs sociaux\u00a0: cherché en partie (Annuaire <b>, 5\u00a0janvier 2026, noté pour Auvergne-Rhône-Alpes"
        "\u202f; Réunion, 5\u00a0janvier 2026)."
    )


def test_a_column_holds_a_short_name() -> None:
    assert mots.abreger("Communauté de communes de l’Est Lyonnais") == "CC de l’Est Lyonnais"
    assert mots.abreger("Métropole de Lyon") == "Métropole de Lyon"


# --- the HTML ---

RHONE = Territoire("departement-69", "departement", "69", "Rhône<script>", ("region-84", "pays-FR"), "metro")
LYON = Territoire("epci-1", "epci", "1", "Métropole", ("departement-69", "region-84", "pays-FR"), "metro")


def matrice(**presentes: Presence) -> Matrice:
    """Return a matrix where nothing is known but `t69_mobilite=Presence(…)`, `t1_…`."""
    cases = {}
    for t, nom in ((RHONE, "t69"), (LYON, "t1")):
        for theme in (TOUS, *THEMES):
            presence = presentes.get(f"{nom}_{theme}", Presence())
            cases[t.id, theme] = case(presence, theme=theme, territoire=t.id)
    return Matrice(RHONE, (LYON,), cases, avec_demo=True)


def adresse(c: Case) -> str:
    return zones.adresse_page(RHONE.id, c)


def test_the_matrix_is_a_table_that_names_its_rows_and_columns_and_links_every_cell() -> None:
    html = zones.matrice(matrice(t69_mobilite=Presence(es=3, ts=5), t1_mobilite=Presence(es=2)), adresse)
    assert html.count("<td") - 1 == html.count("<a ") == 2 * 21
    assert html.count('scope="row"') == 21
    assert html.count('scope="col"') == 2
    assert "<caption" in html
    assert "<script>" not in html
    for theme in THEMES:
        assert f'<th scope="row">{libelle("thematique", theme)}</th>' in html
        assert f"cellule=epci-1&amp;theme={theme}" in html
    assert (
        'z-gisement" href="/territoire?code=departement-69&amp;onglet=zones&amp;cellule=departement-69&amp;theme=mobilite"'
        in html
    )
    assert 'À relier<span class="hors-ecran">\u00a0: 3\u00a0ES, 5\u00a0TS</span>' in html
    assert 'class="zone z-es"' in html


def test_what_to_join_up_is_told_for_the_territory_then_below_the_strongest_first() -> None:
    m = matrice(
        t69_mobilite=Presence(es=1, ts=1), t69_numerique=Presence(es=3, ts=2), t69_sante=Presence(es=1, ts=1, alliances=1),
        t1_mobilite=Presence(es=9, ts=9),
    )  # fmt: skip
    ici, dessous = zones.gisements(m, adresse)
    assert [re.search(r"<b><a[^>]*>([^,]*),", x).group(1) for x in ici] == ["Numérique", "Mobilité"]  # type: ignore[union-attr]
    assert len(dessous) == 1
    assert "9\u00a0structures d’entrepreneurs sociaux et 9\u00a0services de travail social" in dessous[0]
    assert zones.theme_a_montrer(m) == "mobilite"
    assert zones.repartition(m, "mobilite") == (
        {"epci-1": "gisement"},
        {"epci-1": "Gisement d’alliance\u00a0: 9\u00a0ES, 9\u00a0TS"},
    )


def test_the_legend_counts_the_themes_of_the_territory_only() -> None:
    html = zones.legende(matrice(t69_mobilite=Presence(es=1), t1_sante=Presence(es=1)))
    comptes = [int(n) for n in re.findall(r"<b>(\d+)\u00a0thème", html)]
    assert comptes == [0, 0, 1, 0, 19]
    assert html.count("<dd>") == 5


def test_the_light_page_holds_everything_without_the_application() -> None:
    html = zones.section_legere(matrice(t69_mobilite=Presence(es=1, ts=1)))
    assert 'href="/fiches?territoire=departement-69&amp;theme=mobilite"' in html
    assert "À relier" in html
    assert "/api/v1/zones?territoire=departement-69" in html
    assert "n’est pas une absence" in html
