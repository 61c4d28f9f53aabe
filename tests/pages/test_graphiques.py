"""The explorer as charts: the same answer as the list, each bar asking for what it counts."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit
from streamlit.testing.v1 import AppTest
from tests.pages.ouvrir import TOUS_LES_ROLES, adresse, html, ouvrir, relancer

from observatoire.pratiques import Recherche, compter, repartir
from observatoire.store import lire

OCTETS_AU_PLUS = 40_000


@pytest.fixture(autouse=True)
def caches_vides() -> Iterator[None]:
    """Caches are keyed on a store's version: two stores of two tests may have the same."""
    streamlit.cache_data.clear()
    yield
    streamlit.cache_data.clear()


def figures(page: AppTest) -> dict[str, dict[str, Any]]:
    """Return each figure drawn, by the last word of its key."""
    return {
        re.search(r"barres-(\w+)$", f.proto.id).group(1): json.loads(f.proto.spec)
        for f in page.get("plotly_chart")
    }


def compte(page: AppTest) -> int:
    """Return how many the page says answer."""
    trouve = re.search(r'class="annonce[^"]*" role="status"[^>]*>(\d+)\u00a0pratique', html(page))
    return int(trouve.group(1)) if trouve else 0


def cliquer(page: AppTest, cle: str, serie: int, barre: int) -> None:
    """Click on a bar: AppTest knows no Plotly, so the state is sent as the browser sends it."""
    figure = next(f.proto for f in page.get("plotly_chart") if f.proto.id.endswith(f"-{cle}"))
    points = [{"curve_number": serie, "point_index": barre}]
    choix = {"points": points, "point_indices": [barre], "box": [], "lasso": []}
    etats = page._tree.get_widget_states()
    etats.widgets.add(id=figure.id, string_value=json.dumps({"selection": choix}))
    page._run(etats)
    assert not page.exception, [e.message for e in page.exception]


def barres(figure: dict[str, Any]) -> int:
    return sum(n for serie in figure["data"] for n in serie["y" if serie.get("orientation") == "v" else "x"])


@pytest.mark.usefixtures("store_catalogue")
@pytest.mark.parametrize("role", TOUS_LES_ROLES)
def test_opens_to_everyone_with_no_map_and_no_list(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, role, vue="graphiques")
    assert list(figures(page)) == ["themes", "formes", "annees", "territoires", "activites", "objectifs"]
    assert page.get("bidi_component") == []
    assert 'href="/pratique' not in html(page)
    assert "Ces graphiques comptent ce qui a été raconté ici, pas ce qui existe." in html(page)
    assert all(f.proto.alt.endswith("dans le tableau qui suit.") for f in page.get("plotly_chart"))


@pytest.mark.usefixtures("store_catalogue")
@pytest.mark.parametrize(
    "params", [{}, {"mixite": "mixte"}, {"territoire": "region-11"}, {"q": "colocation"}], ids=str
)
def test_charts_count_what_the_list_counts(params: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, vue="graphiques", **params)
    r, _ = Recherche.from_params({nom: [v] for nom, v in params.items()})
    with lire() as cur:
        total, lu = compter(cur, r).nombre, repartir(cur, r)
    dessinees = figures(page)
    assert compte(page) == total
    assert barres(dessinees["activites"]) == total, "what nobody knows is a bar too"
    assert barres(dessinees["formes"]) == total - lu.forme.inconnus
    assert barres(dessinees["annees"]) == total - lu.annee.inconnus
    assert f"{lu.annee.inconnus} à la date inconnue" in html(page)
    mixtes = re.search(r"Mixte\u00a0: (\d+)</li>", html(page))
    assert mixtes is not None
    assert int(mixtes.group(1)) == lu.mixite.comptes.get("mixte", 0)
    assert sum(len(f.proto.spec.encode()) for f in page.get("plotly_chart")) <= OCTETS_AU_PLUS


@pytest.mark.usefixtures("store_catalogue")
def test_a_click_on_a_bar_changes_the_address_and_only_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, vue="graphiques", page="2")
    with lire() as cur:
        region, n = next(iter(repartir(cur, Recherche()).territoire.comptes.items()))
    assert barres(figures(page)["territoires"]) > n
    cliquer(page, "barres-territoires", 0, 0)
    assert adresse(page) == {"territoire": [region], "vue": ["graphiques"]}
    assert compte(page) == n
    assert "Pratiques par département" in html(page)
    cliquer(page, "barres-themes", 0, 0)
    assert adresse(page)["mixite"] == ["mixte"]
    assert len(adresse(page)["theme"]) == 1
    assert adresse(page)["vue"] == ["graphiques"]


@pytest.mark.usefixtures("store_catalogue")
def test_a_click_on_what_gathers_or_is_unknown_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, vue="graphiques")
    for cle in ("activites", "formes"):
        cliquer(page, f"barres-{cle}", 0, len(figures(page)[cle]["data"][0]["x"]) - 1)
        assert adresse(page) == {"vue": ["graphiques"]}


@pytest.mark.usefixtures("store_catalogue")
def test_each_chart_opens_its_table_and_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, vue="graphiques")
    cles = list(figures(page))
    assert '<table class="tableau' not in html(page), "a closed fold sends nothing"
    for cle in cles:
        page.session_state[f"tableau-{cle}"] = True
    relancer(page)
    assert html(page).count('<table class="tableau nombres">') == len(cles)
    assert {f"csv-{cle}" for cle in cles} <= {b.key for b in page.get("download_button")}


@pytest.mark.usefixtures("store_catalogue")
def test_the_view_is_chosen_beside_the_others_and_order_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, tri="titre")
    assert page.get("plotly_chart") == []
    page.selectbox(key="choix-vue").select("graphiques")
    relancer(page)
    assert adresse(page) == {"vue": ["graphiques"], "tri": ["titre"]}
    assert "choix-tri" not in [s.key for s in page.selectbox]
    page.selectbox(key="choix-vue").select("liste")
    relancer(page)
    assert adresse(page) == {"tri": ["titre"]}


@pytest.mark.usefixtures("store_catalogue")
def test_nothing_found_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, vue="graphiques", q="colocation zzzzzz")
    assert figures(page) == {}
    assert '<div class="vide">' in html(page)
    assert page.button(key="moins-de-mots-0").label.startswith("Chercher seulement")


@pytest.mark.usefixtures("store_territoires")
def test_an_empty_observatory_still_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, vue="graphiques")
    assert figures(page) == {}
    assert '<div class="vide">' in html(page)
