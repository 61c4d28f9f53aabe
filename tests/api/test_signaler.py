"""The plain form that reports an error: it keeps what was typed, says what is wrong, and is nobody else's to send."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.api.test_fiche import PIEGES, Lecteur, lire_page
from tests.factories_comptes import MOT_DE_PASSE, un_compte
from tests.factories_contributions import MODERATRICE
from tests.factories_publication import peupler, pratique, publier

from observatoire import store as magasin
from observatoire.comptes.connexion import connecter
from observatoire.comptes.model import ANONYME
from observatoire.signalements import Saisie, Signalement, lister, signaler
from observatoire.store import Store, lire
from observatoire.web.incidents import TRAITEMENTS
from observatoire.web.legeres import ROUTES
from observatoire.web.session import NOM_COOKIE

SAISIE = {
    "motif": "information_fausse",
    "precisions": "Le lieu a changé.\nIl est à Tarnos.",
    "courriel": "lecteur@exemple.fr",
}
ADRESSE = "/fiche/alpha/signaler"


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    peupler()
    yield TestClient(Starlette(routes=ROUTES, exception_handlers=TRAITEMENTS), base_url="http://127.0.0.1:8501", follow_redirects=False)  # fmt: skip  # noqa: PT022


def recus() -> list[Signalement]:
    with lire() as cur:
        return lister(cur, MODERATRICE)


def champs(page: Lecteur) -> dict[str, str | None]:
    lus = {
        a["name"]: a.get("value") for tag, a in page.balises if tag == "input" and a.get("type") != "radio"
    }
    coches = [
        a["value"]
        for tag, a in page.balises
        if tag == "input" and a.get("type") == "radio" and "checked" in a
    ]
    return {**lus, "motif": coches[0] if coches else None}  # type: ignore[dict-item]


def test_le_formulaire_mene_au_signalement_puis_au_merci(client: TestClient) -> None:
    assert ADRESSE in lire_page(client.get("/fiche/alpha").text).liens()
    page = lire_page(client.get(ADRESSE).text)
    assert ("form", {"method": "post", "action": ADRESSE, "novalidate": None}) in page.balises
    reponse = client.post(ADRESSE, data=SAISIE)
    assert (reponse.status_code, reponse.headers["location"]) == (303, f"{ADRESSE}?envoye=1")
    [recu] = recus()
    assert (recu.pratique_id, recu.motif, recu.precisions, recu.courriel) == ("alpha", *SAISIE.values())
    merci = lire_page(client.get(reponse.headers["location"]).text)
    assert "Merci, c’est noté" in merci.texte
    assert "/fiche/alpha" in merci.liens()


def test_rien_de_signale_n_est_public(client: TestClient) -> None:
    client.post(ADRESSE, data=SAISIE)
    for adresse in ("/fiche/alpha", "/fiches", ADRESSE, f"{ADRESSE}?envoye=1", "/sitemap-1.xml"):
        texte = client.get(adresse).text
        assert "Tarnos" not in texte, adresse
        assert "lecteur@exemple.fr" not in texte, adresse
    assert "signaler" not in client.get("/sitemap-1.xml").text


def test_ce_qui_est_tape_reste_et_chaque_erreur_est_dite(client: TestClient) -> None:
    saisie = {"motif": "autre", "precisions": "court", "courriel": "pas-un-courriel"}
    reponse = client.post(ADRESSE, data=saisie)
    assert reponse.status_code == 422
    page = lire_page(reponse.text)
    assert champs(page) == {"courriel": "pas-un-courriel", "motif": "autre", "site_web": ""}
    assert ">\ncourt</textarea>" in reponse.text
    assert "c’est trop court" in page.texte
    assert "nom@exemple.fr" in page.texte
    decrits = {i for _, a in page.balises for i in (a.get("aria-describedby") or "").split()}
    assert decrits <= {a.get("id") for _, a in page.balises}
    assert recus() == []


def test_sans_motif_le_formulaire_le_demande(client: TestClient) -> None:
    reponse = client.post(ADRESSE, data={"precisions": "Une phrase à garder."})
    assert reponse.status_code == 422
    assert "Choisissez ce qui ne va pas" in reponse.text
    assert "Une phrase à garder." in reponse.text


@pytest.mark.parametrize("piege", PIEGES)
def test_un_texte_piege_reste_un_texte(client: TestClient, piege: str) -> None:
    publier([pratique("piege", titre=piege)])
    reponse = client.post(
        "/fiche/piege/signaler", data={"motif": piege, "precisions": piege, "courriel": piege}
    )
    assert reponse.status_code == 422
    page = lire_page(reponse.text)
    assert champs(page)["courriel"] == piege
    assert page.texte.count(" ".join(piege.split())) >= 3


@pytest.mark.parametrize(
    "entetes", [{"Origin": "https://mal.fr"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_un_autre_site_ne_signale_pas(client: TestClient, entetes: dict[str, str]) -> None:
    reponse = client.post(ADRESSE, data=SAISIE, headers=entetes)
    assert reponse.status_code == 403
    assert "depuis un autre site" in reponse.text
    assert recus() == []


def test_un_envoi_illisible_est_refuse(client: TestClient) -> None:
    for corps, genre in ((b"x" * 9000, "application/x-www-form-urlencoded"), (b"{}", "application/json")):
        assert client.post(ADRESSE, content=corps, headers={"Content-Type": genre}).status_code == 400
    assert recus() == []


def test_la_plus_longue_precision_permise_arrive_entiere(client: TestClient) -> None:
    precisions = "é" * 500
    assert len(urlencode({"precisions": precisions})) < 8_000
    assert client.post(ADRESSE, data={"motif": "autre", "precisions": precisions}).status_code == 303
    assert recus()[0].precisions == precisions


def test_un_programme_qui_remplit_tout_n_est_pas_entendu(client: TestClient) -> None:
    reponse = client.post(ADRESSE, data={**SAISIE, "site_web": "https://mal.fr"})
    assert reponse.status_code == 303
    assert recus() == []


def test_trop_de_signalements_le_disent_sans_rien_perdre(client: TestClient) -> None:
    for n in range(5):
        signaler(ANONYME, "alpha", Saisie(motif="information_fausse", precisions=f"Erreur {n}"))
    reponse = client.post(ADRESSE, data=SAISIE)
    assert reponse.status_code == 409
    assert "déjà été signalé plusieurs fois" in reponse.text
    assert "Il est à Tarnos." in reponse.text


@pytest.mark.parametrize("identifiant", ["inconnue", "retiree", "anonyme", "%00", "<script>"])
def test_on_ne_signale_que_ce_qui_est_public(client: TestClient, identifiant: str) -> None:
    for reponse in (
        client.get(f"/fiche/{identifiant}/signaler"),
        client.post(f"/fiche/{identifiant}/signaler", data=SAISIE),
    ):
        assert reponse.status_code == 404
        assert "Retirée" not in reponse.text


def test_une_personne_connectee_signale_en_son_nom_dans_le_journal(client: TestClient) -> None:
    compte = un_compte("contributeur")
    client.cookies.set(NOM_COOKIE, connecter(compte.email, MOT_DE_PASSE))
    client.post(ADRESSE, data=SAISIE)
    with lire() as cur:
        acteur = cur.valeur("select acteur from base.journal where objet_type = 'signalement'")
    assert acteur == compte.id


def test_sans_base_la_page_le_dit_et_garde_ce_qui_est_tape(client: TestClient) -> None:
    magasin.installer(None)
    assert client.get(ADRESSE).status_code == 503
    reponse = client.post(ADRESSE, data=SAISIE)
    assert reponse.status_code == 503
    assert champs(lire_page(reponse.text)) == {
        "motif": SAISIE["motif"],
        "courriel": SAISIE["courriel"],
        "site_web": "",
    }
    assert "Il est à Tarnos." in reponse.text
