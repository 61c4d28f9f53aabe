"""The pistes: the report's forty-two, in its words, by family, and what realises them."""

import re
from collections.abc import Iterator

import pytest
import streamlit
from tests.pages.ouvrir import TOUS_LES_ROLES, adresse, html, ouvrir, relancer

from observatoire.pistes import compter, lister
from observatoire.store import ecrire, lire
from observatoire.vocabulaires import vocabulaire


@pytest.fixture(autouse=True)
def caches_vides() -> Iterator[None]:
    """Caches are keyed on a store's version: two stores of two tests may have the same."""
    streamlit.cache_data.clear()
    yield
    streamlit.cache_data.clear()


@pytest.mark.usefixtures("store_catalogue")
@pytest.mark.parametrize("role", TOUS_LES_ROLES)
def test_everyone_reads_all_of_them_in_the_report_s_words(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(ouvrir("pistes", monkeypatch, role))
    assert dit.count('<article class="carte piste"') == 42
    with lire() as cur:
        for piste in cur.lignes("select texte, tables_rapport from public.piste"):
            assert piste["texte"].split("’")[0] in dit.replace("&#x27;", "’")
    assert len(re.findall(r"<h2 id=", dit)) == 5
    assert re.findall(r"<strong>(\d+)</strong>", dit)[:2] == ["42", "17"]


@pytest.mark.usefixtures("store_catalogue")
def test_a_family_is_chosen_and_said_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("pistes", monkeypatch, famille="dispositions_legislatives")
    assert html(page).count('<article class="carte piste"') == 4
    page.button_group(key="famille").set_value("instances_et_outils")
    relancer(page)
    assert adresse(page) == {"famille": ["instances_et_outils"]}
    page.button_group(key="famille").set_value(None)
    relancer(page)
    assert adresse(page) == {}
    assert html(page).count('<article class="carte piste"') == 42


@pytest.mark.usefixtures("store_catalogue")
def test_an_unknown_family_shows_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    assert html(ouvrir("pistes", monkeypatch, famille="<b>")).count('<article class="carte piste"') == 42


@pytest.mark.usefixtures("store_catalogue")
def test_a_piste_links_to_what_realises_it_while_it_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/pratique?id=formation-commune-epss-essec" in html(ouvrir("pistes", monkeypatch))
    with lire() as cur:
        avant = compter(lister(cur)).realisees
    with ecrire() as tx:
        tx.executer("update base.pratique set statut = 'retiree' where id = 'formation-commune-epss-essec'")
    with lire() as cur:
        familles = lister(cur)
    assert compter(familles).realisees == avant - 1
    assert [f.code for f in familles] == list(vocabulaire("famille").codes)


@pytest.mark.usefixtures("store_territoires")
def test_no_piste_yet_still_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.findall(r"<strong>(\d+)</strong>", html(ouvrir("pistes", monkeypatch))) == ["0", "0", "0"]
