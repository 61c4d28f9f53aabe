"""The home page: a living map, four figures with their date, three doors that open."""

import re
from collections.abc import Iterator

import pytest
import streamlit
from tests.factories_publication import pratique, publier
from tests.pages.ouvrir import TOUS_LES_ROLES, cartes, html, ouvrir, relancer

from observatoire.pratiques import Recherche, compter, par_territoire
from observatoire.settings import RACINE
from observatoire.store import lire
from observatoire.web.navigation import PAR_ADRESSE


@pytest.fixture(autouse=True)
def caches_vides() -> Iterator[None]:
    """Caches are keyed on a store's version: two stores of two tests may have the same."""
    streamlit.cache_data.clear()
    yield
    streamlit.cache_data.clear()


@pytest.mark.usefixtures("store_catalogue")
@pytest.mark.parametrize("role", TOUS_LES_ROLES)
def test_shows_the_map_and_true_figures_to_everyone(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("accueil", monkeypatch, role)
    with lire() as cur:
        totaux = compter(cur, Recherche())
        departements = len(par_territoire(cur, Recherche(), "departement"))
    chiffres = re.findall(r'<div class="chiffre"><strong>([^<]+)</strong>', html(page))
    assert chiffres == [str(totaux.nombre), str(totaux.mixtes), str(departements), "42"]
    assert sum(m[3] for m in cartes(page)[0]["marques"]) >= totaux.situees
    assert re.search(r"au \d{1,2}(er)?\u00a0\w+ \d{4}", html(page)), "figures carry their date"


@pytest.mark.usefixtures("store_catalogue")
def test_every_door_leads_to_a_page_that_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    liens = re.findall(r'<a class="bouton[^"]*" href="(/[^"]*)"', html(ouvrir("accueil", monkeypatch)))
    assert "/explorer?mixite=mixte" in liens, "the funder's door"
    assert "/methode" in liens
    for lien in liens:
        entree = PAR_ADRESSE[lien.partition("?")[0]]
        assert (RACINE / entree.fichier).is_file(), lien
        _, avis = Recherche.from_params({k: [v] for k, _, v in [lien.partition("?")[2].partition("=")] if k})
        assert avis == []


@pytest.mark.usefixtures("store_catalogue")
def test_what_is_searched_opens_the_explorer(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("accueil", monkeypatch)
    page.text_input(key="mots-accueil").set_value(" colocation ")
    relancer(page)
    assert [t.value for t in page.title] == ["Explorer les pratiques"]
    assert page.text_input(key="mots").value == "colocation"


@pytest.mark.usefixtures("store_catalogue")
def test_new_contributions_come_first_and_alliances_are_real(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Les dernières racontées" not in html(ouvrir("accueil", monkeypatch))
    publier([pratique("toute-neuve", titre="Toute neuve", territoires=[]), pratique("inventee", est_demo=True, origine="demo", territoires=[], mixite="mixte")])  # fmt: skip
    dit = html(ouvrir("accueil", monkeypatch))
    assert dit.index("Les dernières racontées") < dit.index("Toute neuve") < dit.index("Trois alliances")
    with lire() as cur:
        mixtes = {
            p["id"]
            for p in cur.lignes("select id from public.pratique where mixite = 'mixte' and not est_demo")
        }
    mises_en_avant = re.findall(r'href="/pratique\?id=([^"]+)"', dit.partition("Trois alliances")[2])
    assert len(mises_en_avant) == 3
    assert set(mises_en_avant) <= mixtes


@pytest.mark.usefixtures("store_territoires")
def test_an_empty_observatory_still_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(ouvrir("accueil", monkeypatch))
    assert re.findall(r'<div class="chiffre"><strong>([^<]+)</strong>', dit) == ["0", "0", "0", "0"]
    assert "Trois alliances" not in dit
