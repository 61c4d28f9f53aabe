"""The page of a partner's link: looking changes nothing, only its own form does, once; nothing typed is lost."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.api.test_fiche import Lecteur
from tests.factories_confirmations import DISCRETE, MARMITE, TILLEULS, fiche_de_trois, lien_de
from tests.factories_contributions import MODERATRICE, quelques_territoires

from observatoire import confirmations, retours
from observatoire.store import Store, lire
from observatoire.web.incidents import TRAITEMENTS
from observatoire.web.legeres import ROUTES
from observatoire.web.routes import cadre


@pytest.fixture
def ici(store: Store) -> str:
    quelques_territoires()
    return str(fiche_de_trois()[0].pratique_id)


@pytest.fixture
def client(ici: str) -> Iterator[TestClient]:
    routes = [*ROUTES, *cadre()]
    yield TestClient(Starlette(routes=routes, exception_handlers=TRAITEMENTS), base_url="http://127.0.0.1:8501", follow_redirects=False)  # fmt: skip  # noqa: PT022


def etat(ici: str, nom: str) -> str:
    with lire() as cur:
        suivis = confirmations.lister_partenaires(cur, MODERATRICE, ici)
    return next(s.etat for s in suivis if s.nom == nom)


def test_looking_shows_what_is_said_and_changes_nothing(client: TestClient, ici: str) -> None:
    adresse = f"/confirmer/{lien_de(TILLEULS, ici)}"
    for methode in (client.get, client.head, client.get):
        reponse = methode(adresse)
        assert reponse.status_code == 200
    page = client.get(adresse).text
    assert TILLEULS in page
    assert '<option value="co_porteur" selected>' in page
    assert '<input type="checkbox" name="apport.local" value="oui" checked>' in page
    assert etat(ici, TILLEULS) == "invitee"
    lue = Lecteur(page)
    assert not [tag for tag, _ in lue.balises if tag in ("script", "style", "iframe")]


def test_the_link_goes_nowhere_else(client: TestClient, ici: str) -> None:
    entetes = client.get(f"/confirmer/{lien_de(TILLEULS, ici)}").headers
    assert entetes["referrer-policy"] == "no-referrer"
    assert entetes["cache-control"] == "no-store"
    assert entetes["x-robots-tag"] == "noindex"


def test_confirming_corrects_and_thanks(client: TestClient, ici: str) -> None:
    adresse = f"/confirmer/{lien_de(TILLEULS, ici)}"
    champs = {"decision": "confirmer", "role": "hebergeur", "apport.local": "oui", "apport.benevoles": "oui"}
    reponse = client.post(adresse, data=champs)
    assert (reponse.status_code, reponse.headers["location"]) == (303, adresse)
    assert "Merci, c’est confirmé" in client.get(adresse).text
    fiche = client.get(f"/fiche/{ici}").text
    assert "Confirmée par 1\u00a0partenaire sur\u00a03" in fiche
    assert "Hébergeur" in fiche
    assert client.post(adresse, data={"decision": "refuser"}).status_code == 409
    assert etat(ici, TILLEULS) == "confirmee"


def test_refusing_says_it_and_names_nobody(client: TestClient, ici: str) -> None:
    adresse = f"/confirmer/{lien_de(DISCRETE, ici)}"
    assert client.post(adresse, data={"decision": "refuser"}).status_code == 303
    page = client.get(adresse).text
    assert "vous n’êtes plus cité" in page
    assert DISCRETE not in page
    assert etat(ici, DISCRETE) == "refusee"


@pytest.mark.parametrize(
    ("champs", "dit"),
    [
        ({"role": "soutien"}, "Choisissez une réponse"),
        ({"decision": "confirmer", "role": ""}, "Choisissez votre rôle"),
    ],
)
def test_a_wrong_form_says_what_to_do_and_keeps_what_was_chosen(
    client: TestClient, ici: str, champs: dict[str, str], dit: str
) -> None:
    adresse = f"/confirmer/{lien_de(MARMITE, ici)}"
    reponse = client.post(adresse, data=champs | {"apport.numerique": "oui"})
    assert reponse.status_code == 422
    assert dit in reponse.text
    assert 'name="apport.numerique" value="oui" checked' in reponse.text
    assert etat(ici, MARMITE) == "invitee"


def test_a_form_from_elsewhere_or_not_a_form_does_nothing(client: TestClient, ici: str) -> None:
    adresse = f"/confirmer/{lien_de(MARMITE, ici)}"
    ailleurs = {"origin": "https://ailleurs.exemple", "sec-fetch-site": "cross-site"}
    assert client.post(adresse, data={"decision": "refuser"}, headers=ailleurs).status_code == 403
    assert client.post(adresse, json={"decision": "refuser"}).status_code == 400
    assert etat(ici, MARMITE) == "invitee"


def test_a_wrong_link_and_a_dead_one_say_what_to_do(client: TestClient, ici: str) -> None:
    absente = client.get("/confirmer/rien")
    assert absente.status_code == 404
    assert "demandez-en un autre" in absente.text
    assert client.post("/confirmer/rien", data={"decision": "refuser"}).status_code == 404
    premier = lien_de(MARMITE, ici)
    lien_de(MARMITE, ici)
    assert "remplacé ou annulé" in client.get(f"/confirmer/{premier}").text


def test_who_confirmed_is_offered_the_three_questions_of_its_side(client: TestClient, ici: str) -> None:
    adresse = f"/confirmer/{lien_de(MARMITE, ici)}"
    client.post(adresse, data={"decision": "confirmer", "role": "porteur"})
    assert "trois questions" not in client.get(adresse).text, "nobody asks them yet"
    code = retours.ouvrir(MODERATRICE, ici).code
    page = client.get(adresse).text
    assert f"/r/{code}/es/" in page
    lien = page.partition(f'href="/r/{code}')[2].partition('"')[0]
    assert client.get(f"/r/{code}{lien}").status_code == 200
