"""`/api/v1/diagnostics`: what the public document says, as data; nothing of a draft, of a withdrawn one, of a person."""

import hashlib
import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.factories_diagnostics import (
    ES,
    MODERATION,
    NOMS,
    TIERS,
    TS,
    a_signer,
    brouillon,
    signe,
    une_alliance,
    vue,
)
from tests.factories_publication import peupler

from observatoire import diagnostics
from observatoire.api import ROUTES, openapi
from observatoire.publication import DIAGNOSTICS
from observatoire.store import Store
from observatoire.web.legeres import ROUTES as LEGERES

API = "/api/v1/diagnostics"


@pytest.fixture(autouse=True)
def peuple(store_deux_moteurs: Store) -> None:
    peupler()


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=[*ROUTES, *LEGERES]))


def ids(client: TestClient, suite: str = "") -> list[str]:
    reponse = client.get(API + suite)
    assert reponse.status_code == 200, reponse.text
    return [d["id"] for d in reponse.json()["donnees"]]


def lire_mots(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def schema(nom: str) -> Draft202012Validator:
    decrits = openapi.description()["components"]["schemas"]
    return Draft202012Validator({"$ref": f"#/components/schemas/{nom}", "components": {"schemas": decrits}})


# --- what is public ---


def test_ni_un_brouillon_ni_un_retire_n_est_donne(client: TestClient) -> None:
    d = brouillon()
    diagnostics.enregistrer(ES, d.id, ("voix", "es"), "Phrase de brouillon.", 0)
    assert ids(client) == []
    jamais = client.get(f"{API}/jamais")
    refuse = client.get(f"{API}/{d.id}")
    assert (refuse.status_code, refuse.json()["detail"]) == (404, jamais.json()["detail"]), (
        "that it exists is not told"
    )
    diagnostics.ouvrir_signature(TS, d.id)
    assert ids(client) == [d.id]
    assert client.get(f"{API}/{d.id}").status_code == 200
    diagnostics.retirer(MODERATION, d.id)
    assert ids(client) == []
    assert client.get(f"{API}/{d.id}").status_code == 404


def test_personne_n_est_nomme(client: TestClient) -> None:
    d = signe()
    autre = diagnostics.rejoindre(TIERS, diagnostics.inviter(ES, d.id, "es"), NOMS["es"])
    for adresse in (API, f"{API}/{autre.id}"):
        texte = client.get(adresse).text
        for qui in (ES, TS, TIERS):
            assert str(qui.id) not in texte
            assert qui.nom not in texte
    lu = client.get(API).json()["donnees"][0]
    assert lu["organisations_es"] == [NOMS["es"]], "told once, whoever writes in its name"
    assert list(lu) == [c.nom for c in DIAGNOSTICS.colonnes]


# --- the list ---


def test_la_liste_se_filtre_par_territoire_et_va_page_par_page(client: TestClient) -> None:
    paris, ain = a_signer("departement-75"), a_signer("departement-01")
    assert set(ids(client)) == {paris.id, ain.id}
    for code, attendus in (
        ("departement-75", [paris.id]),
        ("region-84", [ain.id]),
        ("commune-75056", []),
        ("region-94", []),
    ):
        assert ids(client, f"?territoire={code}") == attendus, code
    assert set(ids(client, "?territoire=pays-FR")) == {paris.id, ain.id}
    une = client.get(f"{API}?par_page=1").json()
    assert une["pagination"] == {"page": 1, "par_page": 1, "pages": 2, "total": 2}
    assert une["liens"]["suivante"].endswith(f"{API}?par_page=1&page=2")
    assert {*ids(client, "?par_page=1"), *ids(client, "?par_page=1&page=2")} == {paris.id, ain.id}
    assert ids(client, "?par_page=1&page=3") == []
    assert schema("PageDeDiagnostics").is_valid(une)


@pytest.mark.parametrize(
    ("suite", "statut", "dit"),
    [
        ("?territoire=region-99", 422, "n’existe pas"),
        ("?territoire=75", 400, "ne comprend pas"),
        ("?territoire=departement-75' or 1=1 --", 400, "ne comprend pas"),
        ("?territoire=departement-75&territoire=region-11", 400, "une fois"),
        ("?territoire=%00", 400, "ne comprend pas"),
        ("?par_page=1000", 400, "de 1 à 200"),
        ("?page=-1", 400, "nombre entier"),
        ("?etat=brouillon", 400, "n’existe pas ici"),
        ("/inconnu", 404, "La liste est à /api/v1/diagnostics."),
        ("/%00", 404, "La liste est à /api/v1/diagnostics."),
        ("/' or 1=1 --", 404, "La liste est à /api/v1/diagnostics."),
        (f"/{'x' * 500}", 404, "La liste est à /api/v1/diagnostics."),
        ("/x/y", 404, "Cette adresse n’existe pas"),
    ],
)
def test_une_demande_hostile_recoit_une_phrase(client: TestClient, suite: str, statut: int, dit: str) -> None:
    a_signer()
    refus = client.get(API + suite)
    assert refus.status_code == statut
    assert refus.headers["content-type"].startswith("application/problem+json")
    assert dit in refus.json()["detail"].replace("\u00a0", " ")


def test_un_diagnostic_ne_connait_pas_de_parametre(client: TestClient) -> None:
    assert client.get(f"{API}/{a_signer().id}?compte=1").status_code == 400


def test_l_etag_change_avec_ce_qui_est_su(client: TestClient) -> None:
    d = signe()
    for adresse in (API, f"{API}/{d.id}"):
        valideur = {"if-none-match": client.get(adresse).headers["etag"]}
        assert client.get(adresse, headers=valideur).status_code == 304
    une_alliance()
    assert client.get(f"{API}/{d.id}", headers=valideur).status_code == 200


# --- one whole ---


def test_le_diagnostic_entier_a_la_forme_decrite_et_l_empreinte_se_recalcule(client: TestClient) -> None:
    une_alliance()
    d = signe()
    lu = client.get(f"{API}/{d.id}").json()
    assert [e.message for e in schema("DiagnosticEntier").iter_errors(lu)] == []
    assert [b["code"] for b in lu["blocs"]] == list(diagnostics.BLOCS)
    assert empreinte(lu) == lu["empreinte"] == vue(d.id).empreinte
    assert lu["signe_des_deux_cotes"] is True
    assert [(s["cote"], s["vaut"], s["au_nom_de"], s["empreinte"]) for s in lu["signatures"]] == [
        (cote, True, NOMS[cote], lu["empreinte"]) for cote in ("es", "ts")
    ]
    assert textes(lu)["besoins", "ts"] == "Un logement d’abord.\n\nPuis le reste."
    assert textes(lu)["priorites", "commun"] == "Ouvrir un lieu commun."
    assert textes(lu)["desaccords", "commun"] == ""


def textes(lu: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {(b["code"], t["cote"]): t["texte"] for b in lu["blocs"] for t in b["textes"]}


def empreinte(lu: dict[str, Any]) -> str:
    """Recompute the hash as the description tells a stranger to."""
    ecrits = {f"{bloc}.{cote}": t for (bloc, cote), t in textes(lu).items() if t}
    contenu = {"chiffres": lu["chiffres"], "textes": ecrits}
    canonique = json.dumps(contenu, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonique.encode()).hexdigest()


def test_un_cote_qui_n_a_pas_signe_est_vide(client: TestClient) -> None:
    d = a_signer()
    diagnostics.signer(ES, d.id, vue(d.id).empreinte)
    lu = client.get(f"{API}/{d.id}").json()
    assert lu["etat"] == "ouvert_a_signature"
    assert lu["signe_des_deux_cotes"] is False
    es, ts = lu["signatures"]
    assert es["vaut"] is True
    assert ts == {
        "cote": "ts", "au_nom_de": None, "signe_a": None, "empreinte": None, "vaut": False, "changements": [],
    }  # fmt: skip


def test_une_signature_tombee_le_dit_comme_le_document(client: TestClient) -> None:
    d = signe()
    avant = client.get(f"{API}/{d.id}").json()
    une_alliance()
    lu = client.get(f"{API}/{d.id}").json()
    assert lu["chiffres"] == avant["chiffres"], "what is shown is what was frozen"
    assert lu["signe_des_deux_cotes"] is False
    page = lire_mots(client.get(f"/diagnostics/{d.id}").text)
    for signature in lu["signatures"]:
        assert signature["vaut"] is False
        assert signature["empreinte"] == lu["empreinte"], "the text did not change: what is known did"
        for phrase in signature["changements"]:
            assert " ".join(phrase.split()) in page, phrase
    assert "Alliances en cours\u00a0: 0\u00a0→\u00a01." in lu["changements"]
    diagnostics.actualiser(TS, d.id)
    lu = client.get(f"{API}/{d.id}").json()
    assert lu["changements"] == []
    assert [s["vaut"] for s in lu["signatures"]] == [False, False]
    assert all(s["empreinte"] != lu["empreinte"] for s in lu["signatures"])


def test_les_chiffres_sont_ceux_du_document(client: TestClient) -> None:
    une_alliance()
    d = signe()
    lu = client.get(f"{API}/{d.id}").json()
    html = client.get(f"/diagnostics/{d.id}").text
    page, c = lire_mots(html), lu["chiffres"]
    p, a = c["pratiques"], c["alliances"]
    assert a["en_cours"] == 1
    assert f"{p['ici']} pour ce territoire, {p['dessous']} pour une partie de lui, {p['dessus']} pour" in page
    assert f"{a['en_cours']} alliance en cours" in page
    for pratique in (*a["liste"], *a["finies"]):
        assert f'href="/fiche/{pratique["id"]}"' in html
        assert pratique["titre"] in page
    for cote in ("es", "ts"):
        n = c["offre"][cote]["structures"]
        assert n == len(c["offre"][cote]["noms"]) > 0
        assert f"{n} structure" in page
        for nom in c["offre"][cote]["noms"]:
            assert nom.replace("&", "&amp;") in html
    zones = re.findall(r'<span class="zone z-(\w+)">', html)
    assert sorted(zones) == sorted(z["classe"] for z in c["zones"].values())
    assert lu["nom"] == c["territoire"]
    assert f"<h1>{lu['nom']}</h1>" in html
    assert lu["adresse"].endswith(f"/diagnostics/{d.id}")
    assert lu["empreinte"] in html
    for texte in textes(lu).values():
        for ligne in texte.split("\n\n"):
            assert ligne in html
    titres = re.findall(r'<section class="bloc-diagnostic"><h2>([^<]+)</h2>', html)
    assert titres == [b["titre"] for b in lu["blocs"]]
