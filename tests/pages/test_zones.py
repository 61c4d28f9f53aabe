"""The white zones of the territory's page: matrix, cells that open, sentences, map, file, and who may note an effort."""

import re
from collections.abc import Iterator

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest
from tests.pages.ouvrir import TOUS_LES_ROLES, adresse, cartes, html, ouvrir, relancer

from observatoire.analyses.zones import CLASSES, THEMES, lire_matrice
from observatoire.comptes import droits
from observatoire.pratiques import compter
from observatoire.store import lire
from observatoire.web import zones
from observatoire.web.legeres import ROUTES


@pytest.fixture(autouse=True)
def caches_vides() -> Iterator[None]:
    """Caches are keyed on a store's version: two stores of two tests may have the same."""
    streamlit.cache_data.clear()
    yield
    streamlit.cache_data.clear()


def ouvrir_zones(
    monkeypatch: pytest.MonkeyPatch, code: str = "region-84", role: str = "visiteur", **params: str
) -> AppTest:
    return ouvrir("territoire", monkeypatch, role, code=code, onglet="zones", **params)


def cellules(dit: str) -> list[str]:
    return re.findall(r'<td[^>]*><a class="zone z-(\w+)"', dit)


@pytest.mark.usefixtures("store_complet")
def test_the_matrix_shows_every_cell_and_the_map_one_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir_zones(monkeypatch)
    dit = html(page)
    with lire() as cur:
        m = lire_matrice(cur, "region-84")
    assert len(cellules(dit)) == len(m.territoires) * (len(THEMES) + 1)
    formes = {"es": "un_seul_cote", "ts": "un_seul_cote"}
    for classe in CLASSES:
        attendu = sum(c.classe == classe for c in m.cases.values())
        assert sum(formes.get(f, f) == classe for f in cellules(dit)) == attendu, classe
    (carte,) = cartes(page)
    assert carte["genre"] == "zones-departement"
    theme = zones.theme_a_montrer(m)
    assert carte["valeurs"] == {t.id: CLASSES.index(m.case(t.id, theme).classe) + 1 for t in m.enfants}
    assert set(carte["dits"]) == {t.id for t in m.enfants}
    assert "n’est pas une absence" in dit


@pytest.mark.usefixtures("store_complet")
def test_each_gisement_has_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(ouvrir_zones(monkeypatch))
    with lire() as cur:
        m = lire_matrice(cur, "region-84")
    gisements = [c for c in m.par_theme() if c.classe == "gisement"]
    assert gisements
    assert dit.count("agissent sans alliance connue") == len(gisements)


@pytest.mark.usefixtures("store_complet")
def test_a_cell_opens_what_it_rests_on_and_the_explorer_lists_as_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with lire() as cur:
        m = lire_matrice(cur, "departement-69")
        for case in m.par_theme():
            p = case.presence
            assert compter(cur, zones.question(case)).nombre == p.pratiques - p.couvrantes
        case = next(
            c for c in m.par_theme() if c.classe == "alliance" and c.territoire_id == "departement-69"
        )
    dit = html(ouvrir_zones(monkeypatch, "departement-69", cellule=case.territoire_id, theme=case.theme))
    assert "<h3>Alliances en cours</h3>" in dit
    assert dit.count("personne n’a noté d’effort") == 2
    assert "Voir dans l’explorateur" in dit
    assert f"/explorer?territoire=departement-69&amp;theme={case.theme}" in dit


@pytest.mark.usefixtures("store_complet")
@pytest.mark.parametrize("cellule", ["departement-33", "<script>", ""])
def test_a_cell_that_the_matrix_does_not_have_opens_nothing(
    cellule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dit = html(ouvrir_zones(monkeypatch, cellule=cellule, theme="mobilite"))
    assert "Jusqu’où on a cherché" not in dit
    assert "<script>" not in dit


@pytest.mark.usefixtures("store_complet")
def test_the_theme_of_the_map_is_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir_zones(monkeypatch, theme="sante")
    assert page.selectbox(key="theme-des-zones").value == "sante"
    page.selectbox(key="theme-des-zones").select("numerique")
    relancer(page)
    assert adresse(page)["theme"] == ["numerique"]
    assert "Numérique" in cartes(page)[0]["titre"]


@pytest.mark.usefixtures("store_complet")
def test_a_commune_has_its_own_column_and_no_map(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir_zones(monkeypatch, "commune-69123")
    assert len(cellules(html(page))) == len(THEMES) + 1
    assert cartes(page) == []


@pytest.mark.usefixtures("store_complet")
@pytest.mark.parametrize("role", TOUS_LES_ROLES)
def test_only_who_may_note_sees_the_form(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    vu = "Noter un effort" in html(ouvrir_zones(monkeypatch, role=role))
    assert vu == droits.permis("noter_observation", role, None, droits.AUTRE)


@pytest.mark.usefixtures("store_complet")
def test_a_moderator_notes_an_effort_and_the_matrix_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir_zones(monkeypatch, "commune-69123", "moderateur")
    vides = cellules(html(page)).count("vide")
    assert vides == 0
    page.selectbox(key="note-effort-es").select("partiel")
    page.selectbox(key="note-effort-ts").select("approfondi")
    page.button[-1].click()
    relancer(page)
    assert "Dites comment on a cherché" in html(page)
    page.text_input(key="note-source").input("Annuaire de l’ESS")
    page.button[-1].click()
    relancer(page)
    dit = html(page)
    assert "Efforts notés." in dit
    with lire() as cur:
        m = lire_matrice(cur, "commune-69123")
    assert cellules(dit).count("vide") == sum(c.classe == "vide" for c in m.cases.values()) > 0
    assert cellules(dit).count("non_observe") == 0


@pytest.mark.usefixtures("store_complet")
def test_the_light_page_shows_the_same_matrix() -> None:
    reponse = TestClient(Starlette(routes=ROUTES)).get("/territoires/departement-69")
    assert reponse.status_code == 200
    with lire() as cur:
        m = lire_matrice(cur, "departement-69")
    assert len(cellules(reponse.text)) == len(m.cases)
    assert 'id="zones"' in reponse.text
