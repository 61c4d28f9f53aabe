"""The page of the people served: light, without a script, without an address kept, nothing lost of what was chosen."""

import gzip
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.api.test_fiche import Lecteur
from tests.factories_contributions import MODERATRICE
from tests.factories_publication import peupler
from tests.factories_retours import AVRIL, MARS, faire_parler, repondre_le

from observatoire import retours
from observatoire.api import ROUTES as API
from observatoire.clock import temps_fige
from observatoire.retours import Adresse
from observatoire.retours.debit import DEBIT
from observatoire.retours.signatures import DUREE_DEJA, jeton, lien
from observatoire.store import Store, lire
from observatoire.web.incidents import TRAITEMENTS
from observatoire.web.legeres import ROUTES
from observatoire.web.routes import cadre

REPONSES = {"utile": "oui", "ecoute": "un_peu", "ensemble": "non"}
AU_PLUS = 20_000
"""Bytes of the page and of all it asks for, before compression."""


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    peupler()
    DEBIT.vider()
    routes = [*API, *ROUTES, *cadre()]
    yield TestClient(Starlette(routes=routes, exception_handlers=TRAITEMENTS), base_url="http://127.0.0.1:8501", follow_redirects=False)  # fmt: skip  # noqa: PT022


@pytest.fixture
def adresse(client: TestClient) -> Adresse:
    return retours.ouvrir(MODERATRICE, "alpha")


def lire_page(page: str) -> Lecteur:
    """Parse the page: balanced, nothing that runs, no style of its own (its drawings are inside)."""
    lue = Lecteur(page)
    for tag, attributs in lue.balises:
        assert tag not in ("script", "style", "iframe", "img")
        assert not [nom for nom in attributs if nom.startswith("on") or nom == "style"]
    return lue


def comptees() -> int:
    with lire() as cur:
        return int(
            cur.valeur("select coalesce(sum(nombre), 0) from base.retour_compte where question = 'utile'")
        )


def cachees(page: Lecteur) -> dict[str, str]:
    return {
        str(a["name"]): a.get("value") or ""
        for t, a in page.balises
        if t == "input" and a.get("type") == "hidden"
    }


def coches(page: Lecteur) -> dict[str, str]:
    return {str(a["name"]): str(a["value"]) for t, a in page.balises if t == "input" and "checked" in a}


def servie(client: TestClient, chemin: str) -> dict[str, str]:
    """Open the page at the start of the story; return its hidden fields."""
    with temps_fige(MARS):
        return cachees(lire_page(client.get(chemin).text))


def test_the_page_is_light_whole_and_asks_nothing_elsewhere(client: TestClient, adresse: Adresse) -> None:
    reponse = client.get(f"/r/{adresse.code}")
    assert reponse.status_code == 200
    assert reponse.headers["cache-control"] == "no-store"
    assert "script" not in reponse.text
    demandes = re.findall(r'(?:href|src)="(/(?:ressources|favicon)[^"]*)"', reponse.text)
    assert len(demandes) == 2
    poids = len(reponse.content) + sum(len(client.get(d).content) for d in demandes)
    assert poids <= AU_PLUS
    assert "@import" not in client.get(demandes[1]).text
    assert "url(" not in client.get(demandes[1]).text
    page = lire_page(reponse.text)
    noms = {a["name"] for t, a in page.balises if t == "input" and a.get("type") == "radio"}
    assert noms == set(retours.QUESTIONS)
    assert "Est-ce que cela vous aide\u202f?" in reponse.text
    assert "set-cookie" not in reponse.headers


def test_an_answer_is_thanked_once_and_the_browser_alone_remembers(
    client: TestClient, adresse: Adresse
) -> None:
    chemin = f"/r/{adresse.code}"
    champs = servie(client, chemin)
    with temps_fige(MARS + timedelta(seconds=20)):
        reponse = client.post(chemin, data=champs | REPONSES)
        assert (reponse.status_code, reponse.headers["location"]) == (303, f"{chemin}?merci=1")
        cookie = reponse.headers["set-cookie"]
        assert f"Path={chemin}" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert comptees() == 1
        assert "Votre avis est compté" in client.get(reponse.headers["location"]).text
        assert "Votre avis est compté" in client.get(chemin).text
        encore = client.post(chemin, data=champs | REPONSES)
        assert encore.status_code == 409
        assert "déjà répondu" in encore.text
    with temps_fige(MARS + DUREE_DEJA + timedelta(minutes=1)):
        assert "Donnez votre avis" in client.get(chemin).text
    assert comptees() == 1


def test_what_was_chosen_stays_when_an_answer_is_missing(client: TestClient, adresse: Adresse) -> None:
    chemin = f"/r/{adresse.code}"
    champs = servie(client, chemin)
    saisie = champs | {"utile": "un_peu", "phrase": "On m’a écouté <b>."}
    with temps_fige(MARS + timedelta(seconds=20)):
        reponse = client.post(chemin, data=saisie)
        assert reponse.status_code == 422
        page = lire_page(reponse.text)
        assert coches(page) == {"utile": "un_peu"}
        assert reponse.text.count("Choisissez une réponse.") == 2
        assert "On m’a écouté &lt;b&gt;." in reponse.text
        assert cachees(page)["jeton"] == champs["jeton"]
        assert comptees() == 0
        assert client.post(chemin, data=saisie | cachees(page) | REPONSES).status_code == 303
    assert comptees() == 1


def test_who_writes_a_number_is_warned_once_then_decides(client: TestClient, adresse: Adresse) -> None:
    chemin = f"/r/{adresse.code}"
    saisie = servie(client, chemin) | REPONSES | {"phrase": "Appelez-moi au 06 12 34 56 78."}
    with temps_fige(MARS + timedelta(seconds=20)):
        averti = client.post(chemin, data=saisie)
        assert averti.status_code == 422
        assert "un numéro de téléphone" in averti.text
        assert "appuyez encore" in averti.text
        assert comptees() == 0
        incomplete = client.post(chemin, data=saisie | {"utile": ""})
        assert "Choisissez une réponse." in incomplete.text
        assert "un numéro de téléphone" in incomplete.text
        autre = saisie | cachees(lire_page(averti.text)) | {"phrase": "Ou au 01 23 45 67 89."}
        assert client.post(chemin, data=autre).status_code == 422
        assert client.post(chemin, data=saisie | cachees(lire_page(averti.text))).status_code == 303
    assert comptees() == 1
    with lire() as cur:
        [phrase] = retours.lister_phrases(cur, MODERATRICE)
    assert phrase.texte == saisie["phrase"]


def test_an_old_form_gets_a_new_one_and_keeps_the_answers(client: TestClient, adresse: Adresse) -> None:
    chemin = f"/r/{adresse.code}"
    champs = servie(client, chemin)
    with temps_fige(MARS + timedelta(hours=7)):
        perime = client.post(chemin, data=champs | REPONSES)
        assert perime.status_code == 409
        assert coches(lire_page(perime.text)) == REPONSES
        assert client.post(chemin, data=cachees(lire_page(perime.text)) | REPONSES).status_code == 303
    assert comptees() == 1


def test_a_program_is_thanked_and_counts_for_nothing(client: TestClient, adresse: Adresse) -> None:
    chemin = f"/r/{adresse.code}"
    champs = servie(client, chemin) | REPONSES
    with temps_fige(MARS + timedelta(seconds=20)):
        assert client.post(chemin, data=champs | {"site_web": "https://exemple.fr"}).status_code == 303
        assert comptees() == 0
        client.cookies.clear()
        assert client.post(chemin, data=champs, headers={"sec-fetch-site": "cross-site"}).status_code == 403
        assert client.post(chemin, json=champs).status_code == 400
    assert comptees() == 0


def test_each_side_answers_by_its_signed_link_only(client: TestClient, adresse: Adresse) -> None:
    for voix in ("es", "ts"):
        chemin = lien(adresse.code, adresse.secret, voix, MARS.date())
        champs = servie(client, chemin)
        with temps_fige(MARS + timedelta(seconds=20)):
            assert client.post(chemin, data=champs | REPONSES).status_code == 303
    with lire() as cur:
        assert {c["voix"] for c in cur.lignes("select voix from base.retour_compte")} == {"es", "ts"}
    es = lien(adresse.code, adresse.secret, "es", MARS.date())
    for faux in (
        es[:-1],
        es.replace("/es/", "/ts/"),
        es.replace("/es/", "/personne/"),
        f"/r/{adresse.code}/es/x",
    ):
        assert client.get(faux).status_code == 404
        assert client.post(faux, data=REPONSES).status_code == 404


def test_a_link_opens_for_three_whole_months_then_says_what_to_do(
    client: TestClient, adresse: Adresse
) -> None:
    chemin = lien(adresse.code, adresse.secret, "ts", MARS.date())
    assert lien(adresse.code, adresse.secret, "ts", MARS.date() + timedelta(days=15)) == chemin
    with temps_fige(datetime(2026, 6, 30, 12)):
        champs = servie(client, chemin)
    with temps_fige(datetime(2026, 7, 1, 12)):
        for reponse in (client.get(chemin), client.post(chemin, data=champs | REPONSES)):
            assert reponse.status_code == 404
            assert "jusqu’au 30\u00a0juin 2026" in reponse.text
            assert "Demandez-en un autre" in reponse.text
        plus_loin = chemin.replace("20260630", "20270630")
        assert "n’est pas complet" in client.get(plus_loin).text
    assert comptees() == 0


def test_an_unknown_or_withdrawn_address_says_what_to_do(client: TestClient, adresse: Adresse) -> None:
    for chemin in ("/r/zzzzzz", "/r/zzzzzz/affiche.pdf", "/r/zzzzzz/qr.svg", "/r/é"):
        reponse = client.get(chemin)
        assert reponse.status_code == 404
        assert "Vérifiez les 6 lettres" in reponse.text


def test_the_poster_is_one_tagged_page_that_names_the_address(client: TestClient, adresse: Adresse) -> None:
    reponse = client.get(f"/r/{adresse.code}/affiche.pdf")
    assert reponse.headers["content-type"] == "application/pdf"
    lu = PdfReader(BytesIO(reponse.content))
    assert len(lu.pages) == 1
    assert lu.trailer["/Root"]["/MarkInfo"]["/Marked"]
    texte = lu.pages[0].extract_text()
    assert f"127.0.0.1:8501/r/{adresse.code}" in texte
    assert adresse.titre in texte
    assert adresse.secret not in texte
    assert round(float(lu.pages[0].mediabox.width)) == 595
    dessin = client.get(f"/r/{adresse.code}/qr.svg")
    assert dessin.headers["content-type"] == "image/svg+xml"
    assert dessin.content.startswith(b"<svg")
    assert len(gzip.compress(dessin.content)) < 5_000


def test_the_printed_sheet_says_the_gap(client: TestClient) -> None:
    def textes() -> str:
        lu = PdfReader(BytesIO(client.get("/fiche/alpha.pdf").content))
        return " ".join(" ".join(page.extract_text() for page in lu.pages).split())

    assert "La voix des personnes" not in textes()
    faire_parler("alpha")
    assert "La voix des personnes" in textes()
    assert "Écart de 100 points" in textes()
    assert "On m’a aidé, mais je n’ai pas choisi." in textes()
    assert "Samira" not in textes()


def test_the_sheet_and_the_open_lists_do_not_give_the_address(client: TestClient, adresse: Adresse) -> None:
    for chemin in ("/fiche/alpha", "/fiches", "/sitemap-1.xml"):
        assert f"/r/{adresse.code}" not in client.get(chemin).text
    assert jeton(adresse.secret, "x", MARS) != jeton(adresse.secret, "x", MARS)


def test_open_data_give_whole_batches_and_nothing_of_what_waits(client: TestClient) -> None:
    assert client.get("/api/v1/voix").json()["donnees"] == []
    alpha = faire_parler("alpha")
    beta = retours.ouvrir(MODERATRICE, "beta")
    for _ in range(4):
        repondre_le(beta, MARS)
    with temps_fige(AVRIL):
        retours.publier_les_lots()
    page = client.get("/api/v1/voix").json()
    assert page["pagination"]["total"] == 3
    dites = {v["voix"]: (v["reponses"], v["utile"], v["ecoute"], v["ensemble"]) for v in page["donnees"]}
    assert dites == {"personne": (7, 50, 0, 50), "es": (5, 100, 100, 100), "ts": (6, 100, 50, 100)}
    assert {(v["pratique_id"], v["du"], v["au"]) for v in page["donnees"]} == {
        ("alpha", "2026-03-01", "2026-03-01")
    }
    fichier = client.get("/api/v1/voix.csv")
    lignes = fichier.content.decode("utf-8-sig").splitlines()
    assert [ligne.split(";")[3:7] for ligne in lignes[1:]] == [
        ["5", "100", "100", "100"],
        ["7", "50", "0", "50"],
        ["6", "100", "50", "100"],
    ]
    for texte in (fichier.text, str(page), client.get("/fiche/alpha").text):
        assert alpha.code not in texte
        assert "Samira" not in texte
    assert (
        len(client.get("/api/v1/voix?territoire=region-11").json()["donnees"])
        + len(client.get("/api/v1/voix?territoire=region-84").json()["donnees"])
        == 3
    )
    lieu = next(
        t for t in ("region-11", "region-84") if client.get(f"/api/v1/voix?territoire={t}").json()["donnees"]
    )
    page_du_lieu = client.get(f"/territoires/{lieu}").text.replace("\u00a0", " ")
    assert "est publiée pour 1 pratique (18 réponses)" in page_du_lieu
    assert f"/api/v1/voix.csv?territoire={lieu}" in page_du_lieu
    assert "La voix des personnes" not in client.get("/territoires/commune-2A004").text
    assert client.get("/api/v1/voix?territoire=region-99").status_code == 422
    assert client.get("/api/v1/voix.csv?territoire=region-99").status_code == 422
    assert client.get("/api/v1/voix.csv?format=xlsx").status_code == 400
