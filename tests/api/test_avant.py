"""First content: what the shell says before Streamlit is there is what the store says, escaped, small, and never an error."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.factories_publication import peupler

from observatoire.pratiques import Recherche, compter, lieux, lister
from observatoire.store import Store, lire
from observatoire.web import avant, cache
from observatoire.web.navigation import ENTREES
from observatoire.web.routes import cadre


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    streamlit.cache_data.clear()
    peupler()
    yield TestClient(Starlette(routes=cadre()), follow_redirects=False)
    streamlit.cache_data.clear()


def figure(texte: str) -> dict[str, Any]:
    trouvee = re.search(r'<script type="application/json">(.*?)</script>', texte, re.S)
    assert trouvee is not None
    return json.loads(trouvee.group(1))


def titres(texte: str) -> list[str]:
    return re.findall(r'<article class="carte">.*?<a href="/pratique\?id=([^"]+)"', texte, re.S)


@pytest.mark.parametrize("question", ["", "?forme=vis_ma_vie", "?mixite=mixte&tri=titre", "?q=alimentation"])
def test_the_explorer_lists_and_draws_what_the_address_asks(client: TestClient, question: str) -> None:
    texte = client.get(f"/explorer{question}").text
    r, _ = Recherche.from_params({k: [v] for k, v in re.findall(r"(\w+)=(\w+)", question)})
    with lire() as cur:
        assert titres(texte) == [p.id for p in lister(cur, r)]
        assert {m[0]: m[3] for m in figure(texte)["marques"]} == {
            lieu.territoire_id: lieu.nombre for lieu in lieux(cur, r)
        }
        n = compter(cur, r).nombre
    attendu = rf">{n}\s*pratique" if n else "Aucune pratique ne répond"
    assert re.search(attendu, texte)


def test_every_criterion_can_be_taken_away_by_its_link(client: TestClient) -> None:
    texte = client.get("/explorer?forme=vis_ma_vie&mixite=mixte&carte=region").text
    assert 'href="/explorer?mixite=mixte&amp;carte=region" title="Retirer ce critère"' in texte
    assert 'href="/explorer?forme=vis_ma_vie&amp;carte=region" title="Retirer ce critère"' in texte
    assert 'href="/explorer?carte=region">Tout effacer' in texte


def test_a_click_on_the_first_map_leads_where_the_page_would_go(client: TestClient) -> None:
    ici = lambda adresse: client.get(adresse).headers["location"]  # noqa: E731 - three short checks
    assert ici("/explorer?forme=ptce&carte=departement&clic=departement-69") == (
        "/explorer?territoire=departement-69&forme=ptce&carte=epci"
    )
    assert ici("/explorer?territoire=region-84&clic=region-84") == "/explorer"
    assert ici("/explorer?clic=//ailleurs.example/%0d%0aX:1").startswith("/explorer?territoire=%2F%2Fail")


def test_only_pages_with_a_first_content_put_streamlit_aside(client: TestClient) -> None:
    avec = {e.slug for e in ENTREES if 'id="avant"' in client.get(e.adresse).text}
    assert avec == {"accueil", "explorer"}, "the sheet and the territory need a name in their address"
    for entree in ENTREES:
        texte = client.get(entree.adresse).text
        assert texte.count('<script type="module" crossorigin src="/static/js/index.') == 1
        aside = re.search(r'<template id="streamlit">.*?</template>', texte, re.S)
        assert (aside is not None) == (entree.slug in avec)


def test_a_sheet_is_whole_and_an_absent_one_is_left_to_streamlit(client: TestClient) -> None:
    with lire() as cur:
        p = lister(cur, Recherche())[0]
    texte = client.get(f"/pratique?id={p.id}").text
    assert f'<h1 class="titre-fiche">{p.titre}' in texte.replace("&#39;", "'")
    for partie in ("Sources", "Histoire de la fiche", "Télécharger en PDF"):
        assert partie in texte
    for absente in ("", "?id=", "?id=inconnue", "?id=%00"):
        reponse = client.get(f"/pratique{absente}")
        assert reponse.status_code == 200
        assert 'id="avant"' not in reponse.text


@pytest.mark.parametrize(
    "hostile",
    [
        "/explorer?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/explorer?territoire=%22%3E%3Cimg%20src=x%3E",
        "/territoire?code=%3Cscript%3E",
        "/pratique?id=%3Cscript%3E",
    ],
)
def test_hostile_addresses_stay_text(client: TestClient, hostile: str) -> None:
    texte = client.get(hostile).text
    assert "<script>alert" not in texte
    assert "<img src=x" not in texte


def test_a_script_cannot_be_closed_from_the_map_s_data(client: TestClient) -> None:
    donnees = client.get("/explorer?q=%3C/script%3E%3Cscript%3Ealert(1)").text
    assert donnees.count("</script>") == donnees.count("<script")


def test_what_fails_is_left_to_streamlit_and_written_down(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def casser(*_: object) -> None:
        raise RuntimeError("panne d’essai")

    monkeypatch.setattr(cache, "totaux", casser)
    reponse = client.get("/explorer?q=secret-cherche")
    assert reponse.status_code == 200
    assert 'id="avant"' not in reponse.text
    assert "panne d’essai" in caplog.text
    assert "secret-cherche" not in caplog.text


def test_it_is_compressed_and_never_shared(client: TestClient) -> None:
    for adresse in ("/", "/explorer"):
        reponse = client.get(adresse, headers={"Accept-Encoding": "gzip"})
        assert reponse.headers["content-encoding"] == "gzip"
        assert int(reponse.headers["content-length"]) < 60_000
        assert reponse.headers["cache-control"] == "private, no-cache"
        assert {"Accept-Encoding", "Cookie"} <= set(reponse.headers["vary"].split(", "))
        assert client.get(adresse, headers={"Accept-Encoding": "identity"}).text == reponse.text


def test_the_menu_is_that_of_a_visitor(client: TestClient) -> None:
    texte = client.get("/").text
    assert 'href="/moderation"' not in texte
    assert "<span>Se connecter</span>" in texte
    assert set(avant._CONTENUS) <= {e.slug for e in ENTREES if not e.roles}
