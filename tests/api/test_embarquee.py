"""The map on other sites: framed there and nowhere else, without a cookie, the same answer as the explorer."""

import json
import re
from typing import Any

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from tests.factories_publication import peupler

from observatoire.pratiques import Recherche, lieux
from observatoire.settings import settings
from observatoire.store import Store, lire
from observatoire.web.explorateur.exports import cadre
from observatoire.web.garde import EntetesDeSecurite
from observatoire.web.legeres import ROUTES
from observatoire.web.ressources import contenus


@pytest.fixture
def client(store: Store) -> TestClient:
    streamlit.cache_data.clear()
    peupler()
    return TestClient(
        Starlette(routes=ROUTES, middleware=[Middleware(EntetesDeSecurite, reglages=settings())])
    )


def figure(texte: str) -> dict[str, Any]:
    trouvee = re.search(r'<script type="application/json" id="figure">(.*?)</script>', texte, re.S)
    assert trouvee is not None
    return json.loads(trouvee.group(1))


def test_only_the_embedded_map_may_be_framed_and_it_has_no_session(client: TestClient) -> None:
    carte, liste = client.get("/embed/carte"), client.get("/fiches")
    assert "frame-ancestors *" in carte.headers["content-security-policy"]
    assert "x-frame-options" not in carte.headers
    assert "set-cookie" not in carte.headers
    assert "unsafe" not in carte.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in liste.headers["content-security-policy"]
    assert liste.headers["x-frame-options"] == "DENY"


def test_over_a_base_map_its_policy_opens_that_host_only(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    avant = client.get("/embed/carte")
    assert "tuiles" not in figure(avant.text)
    monkeypatch.setenv("OBSERVATOIRE_BASE_MAP", "plan-ign")
    settings.cache_clear()
    apres = client.get("/embed/carte")
    assert figure(apres.text)["tuiles"]["credit"] == "© IGN"
    politique = apres.headers["content-security-policy"]
    assert "img-src 'self' data: https://data.geopf.fr;" in politique
    assert politique.replace(" https://data.geopf.fr", "") == avant.headers["content-security-policy"]
    assert {"carte/tuiles.js", "carte/mercator.js"} <= set(contenus())


def test_it_draws_the_marks_of_the_question_published_only(client: TestClient) -> None:
    reponse = client.get("/embed/carte?forme=vis_ma_vie&page=4&vue=tableau")
    with lire() as cur:
        attendues = {lieu.territoire_id: lieu.nombre for lieu in lieux(cur, Recherche(forme=("vis_ma_vie",)))}
    assert {m[0]: m[3] for m in figure(reponse.text)["marques"]} == attendues
    assert attendues
    assert 'href="/explorer?forme=vis_ma_vie"' in reponse.text
    assert "Licence Ouverte 2.0" in reponse.text
    assert "Anonyme" not in client.get("/embed/carte").text


def test_hostile_or_unknown_values_stay_text(client: TestClient) -> None:
    reponse = client.get(
        "/embed/carte",
        params={"q": "</script><script>alert(1)</script>", "territoire": "commune-99999", "mesure": "zut"},
    )
    assert reponse.status_code == 200
    assert "<script>alert" not in reponse.text
    assert "commune-99999" not in reponse.text


def test_what_it_loads_is_delivered_and_light(client: TestClient) -> None:
    texte = client.get("/embed/carte").text
    demandes = re.findall(r'(?:src|href)="/ressources/([^"?]+)', texte)
    assert {"embarquer.js", "carte/carte.css", "style.css"} <= set(demandes)
    assert {*demandes, "carte/carte.js", "carte/image.js", "carte/plan.js"} <= set(contenus())
    assert len(texte.encode()) < 60_000


def test_the_snippet_holds_the_question_and_no_presentation_of_the_list() -> None:
    r = Recherche(q='a"b', carte="region", mesure="part_mixte", vue="tableau", tri="titre", page=3)
    assert 'src="http://127.0.0.1:8501/embed/carte?q=a%22b&amp;carte=region&amp;mesure=part_mixte"' in cadre(
        r
    )
