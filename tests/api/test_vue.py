"""`/vue/{id}`: a shared view opens the explorer under its name, escaped; any other is not there."""

import re
from collections.abc import Iterator

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.factories_publication import peupler

from observatoire import vues
from observatoire.comptes.model import CONTRIBUTEUR, Personne
from observatoire.pratiques import Recherche
from observatoire.store import Store
from observatoire.web.legeres import ROUTES
from observatoire.web.routes import cadre

ANNE = Personne("anne", "Anne", CONTRIBUTEUR)


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    streamlit.cache_data.clear()
    peupler()
    yield TestClient(Starlette(routes=[*ROUTES, *cadre()]), follow_redirects=False)
    streamlit.cache_data.clear()


def test_a_shared_view_opens_the_explorer_under_its_name(client: TestClient) -> None:
    vue = vues.enregistrer(ANNE, "<b>Vélos</b> & co", Recherche(mixite=("mixte",), carte="region"))
    vues.partager(ANNE, vue.id, partagee=True)
    reponse = client.get(f"/vue/{vue.id}")
    assert reponse.status_code == 302
    assert reponse.headers["location"] == f"/explorer?mixite=mixte&carte=region&nommee={vue.id}"
    titre = re.search(r"<h1[^>]*>(.*?)</h1>", client.get(reponse.headers["location"]).text)
    assert titre is not None
    assert titre.group(1) == "Vue\u00a0: &lt;b&gt;Vélos&lt;/b&gt; &amp; co"
    vues.remplacer(ANNE, vue.id, Recherche(q="vélo"))
    assert "q=v%C3%A9lo" in client.get(f"/vue/{vue.id}").headers["location"]


@pytest.mark.parametrize("identifiant", ["absente", "%27%3B", "{privee}", "{supprimee}"])
def test_a_private_deleted_or_unknown_view_is_not_there(client: TestClient, identifiant: str) -> None:
    privee = vues.enregistrer(ANNE, "Privée", Recherche())
    supprimee = vues.enregistrer(ANNE, "Supprimée", Recherche())
    vues.partager(ANNE, supprimee.id, partagee=True)
    vues.supprimer(ANNE, supprimee.id)
    reponse = client.get("/vue/" + identifiant.format(privee=privee.id, supprimee=supprimee.id))
    assert reponse.status_code == 404
    assert "n’est plus partagée" in reponse.text


def test_an_address_cannot_lend_a_name_to_the_explorer(client: TestClient) -> None:
    texte = client.get("/explorer?nommee=Arnaque%20officielle").text
    assert "Arnaque" not in re.sub(r"<input[^>]*>", "", texte)
    assert '<h1 class="avant-titre">Explorer les pratiques</h1>' in texte
