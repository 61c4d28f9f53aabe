"""Sign-in and sign-out over HTTP: plain forms, cookie, refusals."""

import re
from http.cookies import SimpleCookie

import pytest
from httpx2 import Response
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient
from tests.factories_comptes import MOT_DE_PASSE, un_compte

from observatoire import settings as reglages
from observatoire.comptes.actions import desactiver
from observatoire.comptes.connexion import ECHECS_PERMIS
from observatoire.comptes.model import ANONYME, OPERATEUR
from observatoire.store import Store, installer, lire
from observatoire.web import session
from observatoire.web.connexion import ROUTES
from observatoire.web.formulaire import TAILLE_MAXIMALE, chemin_sur

EMAIL = "moderateur@exemple.fr"


@pytest.fixture
def client() -> TestClient:
    """A browser without a cookie, that does not follow redirections."""
    return TestClient(Starlette(routes=ROUTES), base_url="http://127.0.0.1:8501", follow_redirects=False)


def _se_connecter(client: TestClient, mot_de_passe: str = MOT_DE_PASSE, **champs: str) -> Response:
    return client.post("/connexion", data={"email": EMAIL, "mot_de_passe": mot_de_passe, **champs})


def _cookie(reponse: Response) -> SimpleCookie:
    return SimpleCookie(reponse.headers["set-cookie"])


def test_le_formulaire_se_lit_sans_javascript(client: TestClient, store: Store) -> None:
    page = client.get("/connexion?suite=/moderation")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "script-src" not in page.headers["content-security-policy"]
    assert "<script" not in page.text
    assert 'lang="fr"' in page.text
    assert 'name="suite" value="/moderation"' in page.text
    for champ in ("email", "mot_de_passe"):
        assert f'<label for="{champ}">' in page.text
        assert f'id="{champ}"' in page.text
    assert "set-cookie" not in page.headers


def test_se_connecter_donne_un_cookie_inaccessible_aux_scripts(client: TestClient, store: Store) -> None:
    compte = un_compte()
    reponse = _se_connecter(client, suite="/moderation?etat=a_relire")
    assert (reponse.status_code, reponse.headers["location"]) == (303, "/moderation?etat=a_relire")
    cookie = _cookie(reponse)[session.NOM_COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"].lower() == "lax"
    assert cookie["path"] == "/"
    assert cookie["max-age"] == str(12 * 3600)
    assert not cookie["secure"]
    assert cookie["domain"] == ""
    assert session.personne_du_jeton(cookie.value) == compte.personne
    page = client.get("/connexion")
    assert "Camille Martin" in page.text
    assert "modérateur" in page.text
    assert 'href="/moderation">Relire les propositions' in page.text
    assert "mot_de_passe" not in page.text


def test_en_https_le_cookie_est_sur(
    client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OBSERVATOIRE_PUBLIC_URL", "https://observatoire.exemple.fr")
    reglages.settings.cache_clear()
    un_compte()
    assert _cookie(_se_connecter(client))[session.NOM_COOKIE]["secure"]


def test_une_erreur_garde_le_courriel_jamais_le_mot_de_passe(client: TestClient, store: Store) -> None:
    un_compte()
    page = _se_connecter(client, "un secret mal tapé", suite="/moderation")
    assert page.status_code == 403
    assert f'value="{EMAIL}"' in page.text
    assert 'value="/moderation"' in page.text
    assert "un secret mal tapé" not in page.text
    assert 'aria-describedby="mot-de-passe-erreur"' in page.text
    assert "ne vont pas ensemble" in page.text
    assert "set-cookie" not in page.headers


def test_un_courriel_inconnu_et_un_mauvais_mot_de_passe_donnent_la_meme_page(
    client: TestClient, store: Store
) -> None:
    un_compte()
    connu = _se_connecter(client, "pas le bon mot")
    inconnu = _se_connecter(client, "pas le bon mot", email="inconnu@exemple.fr")
    assert connu.status_code == inconnu.status_code
    assert connu.text == inconnu.text.replace("inconnu@exemple.fr", EMAIL)


@pytest.mark.parametrize(
    ("champs", "phrases"),
    [
        ({}, ["Le courriel manque", "Le mot de passe manque"]),
        ({"email": " ", "mot_de_passe": "x"}, ["Le courriel manque"]),
        ({"email": EMAIL}, ["Le mot de passe manque"]),
    ],
)
def test_un_champ_vide_est_dit_a_cote(
    client: TestClient, store: Store, champs: dict[str, str], phrases: list[str]
) -> None:
    page = client.post(
        "/connexion", data=champs, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert page.status_code == 422
    assert re.findall(r"Le (?:courriel|mot de passe) manque", page.text) == phrases


def test_trop_d_essais_disent_combien_attendre(client: TestClient, store: Store) -> None:
    un_compte()
    for _ in range(ECHECS_PERMIS):
        assert _se_connecter(client, "pas le bon mot").status_code == 403
    page = _se_connecter(client)
    assert page.status_code == 429
    assert 0 < int(page.headers["retry-after"]) <= 15 * 60
    assert "Trop d’essais" in page.text
    assert "set-cookie" not in page.headers


def test_du_texte_hostile_ressort_inerte(client: TestClient, store: Store) -> None:
    page = _se_connecter(client, "x", email='"><script>alert(1)</script>', suite='/"><img src=x>')
    assert "<script" not in page.text
    assert "<img src=x" not in page.text
    assert "&lt;script&gt;" in page.text


@pytest.mark.parametrize(
    "suite",
    [
        "https://ailleurs.exemple/",
        "//ailleurs.exemple",
        "/\\ailleurs.exemple",
        "\\\\ailleurs.exemple",
        "javascript:alert(1)",
        "moderation",
        "/\n/ailleurs.exemple",
        "/\t/ailleurs.exemple",
        "",
        "/connexion",
        "/connexion?suite=/moderation",
        "/deconnexion",
        "///ailleurs.exemple",
        "http:/ailleurs",
    ],
)
def test_la_suite_reste_sur_ce_site(client: TestClient, store: Store, suite: str) -> None:
    assert chemin_sur(suite) == "/"
    un_compte()
    assert _se_connecter(client, suite=suite).headers["location"] == "/"


@pytest.mark.parametrize(
    "suite", ["/", "/moderation", "/pratique?id=ptce-des-mureaux", "/explorer?q=caf%C3%A9"]
)
def test_une_suite_de_ce_site_est_gardee(suite: str) -> None:
    assert chemin_sur(suite) == suite


@pytest.mark.parametrize("chemin", ["/connexion", "/deconnexion"])
@pytest.mark.parametrize(
    "entetes",
    [
        {"Origin": "https://ailleurs.exemple"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8501"},
    ],
)
def test_un_formulaire_venu_d_ailleurs_est_refuse(
    client: TestClient, store: Store, chemin: str, entetes: dict[str, str]
) -> None:
    compte = un_compte()
    _se_connecter(client)
    jeton = client.cookies[session.NOM_COOKIE]
    page = client.post(chemin, data={"email": EMAIL, "mot_de_passe": MOT_DE_PASSE}, headers=entetes)
    assert page.status_code == 403
    assert "autre site" in page.text
    assert "set-cookie" not in page.headers
    assert session.personne_du_jeton(jeton) == compte.personne, "the session stays as it was"


@pytest.mark.parametrize(
    "entetes",
    [
        {},
        {"Origin": "http://127.0.0.1:8501"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8501"},
    ],
)
def test_un_formulaire_d_ici_est_recu(client: TestClient, store: Store, entetes: dict[str, str]) -> None:
    un_compte()
    reponse = client.post("/connexion", data={"email": EMAIL, "mot_de_passe": MOT_DE_PASSE}, headers=entetes)
    assert reponse.status_code == 303


@pytest.mark.parametrize(
    ("corps", "type_mime"),
    [
        (b'{"email": "a"}', "application/json"),
        (b"email=a&mot_de_passe=" + b"x" * TAILLE_MAXIMALE, "application/x-www-form-urlencoded"),
        ("email=é".encode(), "application/x-www-form-urlencoded"),
        (b"email=%FF", "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(100)), "application/x-www-form-urlencoded"),
        (b"", ""),
    ],
)
def test_un_corps_illisible_est_refuse(
    client: TestClient, store: Store, corps: bytes, type_mime: str
) -> None:
    page = client.post("/connexion", content=corps, headers={"Content-Type": type_mime})
    assert page.status_code == 400
    assert "n’a pas pu être lu" in page.text


def test_se_deconnecter(client: TestClient, store: Store) -> None:
    compte = un_compte()
    _se_connecter(client)
    jeton = client.cookies[session.NOM_COOKIE]
    page = client.get("/deconnexion")
    assert page.text.count("<button") == 1
    assert session.personne_du_jeton(jeton) == compte.personne, "a link followed signs nobody out"
    reponse = client.post("/deconnexion")
    assert (reponse.status_code, reponse.headers["location"]) == (303, "/")
    assert _cookie(reponse)[session.NOM_COOKIE]["max-age"] == "0"
    assert session.personne_du_jeton(jeton) == ANONYME
    assert "Aucune session n’est ouverte" in client.get("/deconnexion").text
    assert client.post("/deconnexion").status_code == 303


def test_se_reconnecter_ferme_la_session_d_avant(client: TestClient, store: Store) -> None:
    un_compte()
    _se_connecter(client)
    ancien = client.cookies[session.NOM_COOKIE]
    _se_connecter(client)
    assert client.cookies[session.NOM_COOKIE] != ancien
    with lire() as cur:
        assert cur.valeur("select count(*) from base.session") == 1


def test_un_jeton_pose_d_avance_n_est_pas_adopte(client: TestClient, store: Store) -> None:
    un_compte()
    client.cookies.set(session.NOM_COOKIE, "choisi-par-un-autre")
    assert _cookie(_se_connecter(client))[session.NOM_COOKIE].value != "choisi-par-un-autre"
    assert session.personne_du_jeton("choisi-par-un-autre") == ANONYME


def test_un_compte_ferme_n_est_plus_reconnu_a_la_requete_suivante(client: TestClient, store: Store) -> None:
    compte = un_compte()
    _se_connecter(client)
    desactiver(OPERATEUR, compte.id)
    assert "Session ouverte" not in client.get("/connexion").text


def test_la_personne_d_une_requete(store: Store) -> None:
    un_compte()
    entetes = [(b"cookie", f"{session.NOM_COOKIE}=inconnu".encode())]
    assert session.personne_de_la_requete(Request({"type": "http", "headers": entetes})) == ANONYME
    assert session.personne_de_la_requete(Request({"type": "http", "headers": []})) == ANONYME


def test_sans_base_la_page_le_dit(client: TestClient) -> None:
    installer(None)
    client.cookies.set(session.NOM_COOKIE, "quelconque")
    assert client.get("/connexion").status_code == 200
    for chemin in ("/connexion", "/deconnexion"):
        page = client.post(chemin, data={"email": EMAIL, "mot_de_passe": MOT_DE_PASSE})
        assert page.status_code == 503
        assert "n’est pas ouverte" in page.text
        assert MOT_DE_PASSE not in page.text
