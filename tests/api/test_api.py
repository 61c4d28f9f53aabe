"""The API answers what the explorer answers, refuses in words, and can be asked again cheaply."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.factories_publication import TERRITOIRES, peupler, pratique, publier

from observatoire import store as magasin
from observatoire.api import ROUTES
from observatoire.clock import temps_fige
from observatoire.pratiques import FILTRES, Recherche, lister
from observatoire.publication import FORMATS, PRATIQUES, RESSOURCES
from observatoire.store import Store, ecrire, lire
from observatoire.vocabulaires import VOCABULAIRES

LE = datetime(2026, 3, 2, 9, 0)
API = "/api/v1"


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with temps_fige(LE):
        peupler()
        yield TestClient(Starlette(routes=ROUTES), raise_server_exceptions=False)


def probleme(reponse: Any, statut: int) -> dict[str, Any]:
    """Check that an answer is a problem as RFC 9457 wants it, in French, and return it."""
    assert reponse.status_code == statut
    assert reponse.headers["content-type"] == "application/problem+json"
    assert reponse.headers["access-control-allow-origin"] == "*"
    corps = reponse.json()
    assert corps["status"] == statut
    assert corps["type"].startswith("urn:observatoire:probleme:")
    assert corps["title"]
    assert len(corps["detail"]) > 10
    return corps  # type: ignore[no-any-return]


# --- What is given ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "",
        "tri=titre",
        "q=epicerie",
        "q=%C3%A9picerie+solidaire",
        "territoire=departement-75",
        "territoire=commune-01053",
        "territoire=pays-FR",
        "forme=vis_ma_vie&forme=lieu_partage",
        "cote=ts&mixite=mixte",
        "portee=sans_lieu",
        "portee=nationale",
        "origine=rapport&origine=documentee",
        "activite=active",
        "q=introuvablissime",
        "carte=departement&vue=tableau&tri=recentes",
    ],
)
def test_la_reponse_est_celle_de_l_explorateur(client: TestClient, question: str) -> None:
    r, avis = Recherche.from_params(parse_qs(question))
    assert not avis
    with lire() as cur:
        attendus = [p.id for p in lister(cur, r, taille=100) if not p.est_demo]
    reponse = client.get(f"{API}/pratiques?{question}")
    assert [p["id"] for p in reponse.json()["donnees"]] == attendus
    assert reponse.json()["pagination"]["total"] == len(attendus)
    geojson = client.get(f"{API}/pratiques.geojson?{question}").json()
    assert [o["id"] for o in geojson["features"]] == attendus


def test_suivre_les_liens_donne_tout_une_fois(client: TestClient) -> None:
    publier([pratique(f"n{i:03d}", titre=f"Numéro {i}") for i in range(25)])
    adresse: str | None = f"{API}/pratiques?tri=titre&par_page=7"
    ids: list[str] = []
    while adresse:
        page = client.get(adresse).json()
        assert len(page["donnees"]) <= 7
        ids += [p["id"] for p in page["donnees"]]
        suivante = page["liens"]["suivante"]
        adresse = suivante and suivante.removeprefix("http://127.0.0.1:8501")
    with lire() as cur:
        tous = [p.id for p in lister(cur, Recherche(tri="titre"), taille=100) if not p.est_demo]
    assert ids == tous
    assert page["pagination"] == {"page": 5, "par_page": 7, "pages": 5, "total": len(tous)}
    assert page["liens"]["precedente"].endswith("par_page=7&page=4")
    assert page["liens"]["premiere"].endswith("par_page=7")


def test_une_page_au_dela_est_vide_et_ramene_a_la_derniere(client: TestClient) -> None:
    page = client.get(f"{API}/pratiques?page=900&par_page=2").json()
    assert page["donnees"] == []
    assert page["liens"]["suivante"] is None
    assert page["liens"]["precedente"].endswith("page=3")


def test_une_pratique_a_exactement_les_colonnes_declarees(client: TestClient) -> None:
    alpha = client.get(f"{API}/pratiques/alpha").json()
    assert list(alpha) == [c.nom for c in PRATIQUES.colonnes]
    assert alpha["codes_communes"] == ["01053"]
    assert alpha["adresse"] == "http://127.0.0.1:8501/fiche/alpha"
    assert alpha["maj_a"] == "2026-03-01T23:30:00Z"
    assert [p["nom"] for p in alpha["partenaires"]] == ["CCAS", "Épices & Cie"]
    assert client.get(f"{API}/pratiques?q=epicerie").json()["donnees"] == [alpha]


@pytest.mark.parametrize("identifiant", ["inconnue", "retiree", "anonyme", "%00", "a%09b", "é" * 300])
def test_une_pratique_absente_ou_non_publique_n_existe_pas(client: TestClient, identifiant: str) -> None:
    probleme(client.get(f"{API}/pratiques/{identifiant}"), 404)


def test_la_demonstration_ne_se_montre_que_demandee_et_jamais_en_fichier(client: TestClient) -> None:
    sans = client.get(f"{API}/pratiques").json()
    assert "inventee" not in [p["id"] for p in sans["donnees"]]
    assert sans["metadonnees"]["avis"].startswith("1 pratique de démonstration")
    avec = client.get(f"{API}/pratiques?demo=1").json()
    assert [p["id"] for p in avec["donnees"] if p["est_demo"]] == ["inventee"]
    assert avec["pagination"]["total"] == sans["pagination"]["total"] + 1
    assert "avis" not in avec["metadonnees"]
    refus = probleme(client.get(f"{API}/pratiques?demo=1&format=csv"), 422)
    assert refus["erreurs"][0]["parametre"] == "demo"
    probleme(client.get(f"{API}/pratiques.csv?demo=1"), 400)
    assert client.get(f"{API}/pratiques/inventee").json()["est_demo"] is True


@pytest.mark.parametrize(
    ("adresse", "nom"),
    [
        ("/pratiques.csv", "csv"),
        ("/pratiques?format=csv", "csv"),
        ("/pratiques.csv?format=csv-technique", "csv-technique"),
        ("/pratiques?format=csv-technique", "csv-technique"),
        ("/pratiques.xlsx", "xlsx"),
        ("/pratiques?format=xlsx", "xlsx"),
        ("/pratiques.geojson?page=3", "geojson"),
        ("/pratiques.parquet", "parquet"),
    ],
)
def test_chaque_fichier_a_son_adresse(client: TestClient, adresse: str, nom: str) -> None:
    reponse = client.get(API + adresse)
    assert reponse.status_code == 200
    assert reponse.headers["content-type"] == FORMATS[nom].type_mime
    attendu = f'attachment; filename="observatoire-pratiques-2026-03-02.{FORMATS[nom].extension}"'
    assert reponse.headers["content-disposition"] == attendu
    assert 'rel="license"' in reponse.headers["link"]
    debut = {
        "csv": "\ufeffIdentifiant;".encode(),
        "csv-technique": b"id,titre",
        "xlsx": b"PK",
        "geojson": b'{"type"',
        "parquet": b"PAR1",
    }
    assert reponse.content.startswith(debut[nom])


@pytest.mark.parametrize(
    ("accept", "type_mime"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("text/csv", "text/csv"),
        ("application/json;q=0.5, application/geo+json", "application/geo+json"),
        ("application/*;q=0.2, text/csv;q=0.1", "application/json"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FORMATS["xlsx"].media),
    ],
)
def test_l_en_tete_accept_choisit_le_format(client: TestClient, accept: str, type_mime: str) -> None:
    reponse = client.get(f"{API}/pratiques", headers={"Accept": accept})
    assert reponse.headers["content-type"].partition(";")[0] == type_mime
    assert "Accept" in reponse.headers["vary"]


@pytest.mark.parametrize("accept", ["image/png", "text/html", "application/json;q=0", "text/csv;q=oui"])
def test_un_format_que_l_on_n_a_pas_est_refuse_en_disant_lesquels(client: TestClient, accept: str) -> None:
    assert "text/csv" in probleme(client.get(f"{API}/pratiques", headers={"Accept": accept}), 406)["detail"]


def test_les_territoires_se_cherchent_et_se_parcourent(client: TestClient) -> None:
    tous = client.get(f"{API}/territoires?par_page=200").json()
    assert {t["id"] for t in tous["donnees"]} == {t[0] for t in TERRITOIRES}
    assert tous["donnees"][0]["id"] == "pays-FR", "du plus large au plus proche"
    departements = client.get(f"{API}/territoires?niveau=departement&par_page=2").json()
    assert [t["code"] for t in departements["donnees"]] == ["01", "2A"]
    assert departements["liens"]["suivante"].endswith("niveau=departement&par_page=2&page=2")
    dedans = client.get(f"{API}/territoires?parent=region-11").json()
    assert {t["id"] for t in dedans["donnees"]} == {"departement-75", "epci-200054781", "commune-75056"}
    trouves = client.get(f"{API}/territoires?q=ajacio").json()
    assert [t["id"] for t in trouves["donnees"]] == ["commune-2A004"]
    assert client.get(f"{API}/territoires?q=paris&niveau=commune&parent=region-84").json()["donnees"] == []


def test_un_territoire_a_exactement_les_colonnes_declarees(client: TestClient) -> None:
    bourg = client.get(f"{API}/territoires/commune-01053").json()
    assert list(bourg) == [*(c.nom for c in RESSOURCES["territoires"].colonnes), "indicateurs", "pratiques"]
    assert (bourg["code"], bourg["codes_postaux"]) == ("01053", ["01000"])
    probleme(client.get(f"{API}/territoires/commune-99999"), 404)
    probleme(client.get(f"{API}/territoires/%00"), 404)


def test_chaque_vocabulaire_se_lit(client: TestClient) -> None:
    liste = client.get(f"{API}/vocabulaires").json()["donnees"]
    assert [v["nom"] for v in liste] == list(VOCABULAIRES)
    for vocabulaire in liste:
        lu = client.get(urlsplit(vocabulaire["adresse"]).path).json()
        assert tuple(v["code"] for v in lu["valeurs"]) == VOCABULAIRES[lu["nom"]].codes
    assert "forme" in probleme(client.get(f"{API}/vocabulaires/inconnu"), 404)["detail"]


def test_l_accueil_donne_des_adresses_qui_repondent(client: TestClient) -> None:
    adresses = client.get(f"{API}/").json()["adresses"]
    for nom, adresse in adresses.items():
        if nom != "page_des_donnees":
            assert client.get(urlsplit(adresse).path).status_code == 200, nom
    assert client.get(API, follow_redirects=False).headers["location"] == f"{API}/"


def test_le_schema_decrit_les_colonnes_du_csv_technique(client: TestClient) -> None:
    schema = client.get(f"{API}/schema/pratiques.json").json()
    lignes = csv.DictReader(io.StringIO(client.get(f"{API}/pratiques.csv?format=csv-technique").text))
    assert [c["name"] for c in schema["fields"]] == lignes.fieldnames
    champs = {c["name"]: c for c in schema["fields"]}
    for ligne in lignes:
        for nom, valeur in ligne.items():
            contraintes = champs[nom].get("constraints", {})
            assert valeur or not contraintes.get("required"), nom
            assert not valeur or valeur in contraintes.get("enum", [valeur]), nom
    probleme(client.get(f"{API}/schema/comptes.json"), 404)


# --- What is refused -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "nom"),
    [("rayon=20", "rayon"), ("rayon=20&territoire=departement-75", "rayon"), ("tri=distance", "tri")],
)
def test_un_rayon_demande_une_commune(client: TestClient, question: str, nom: str) -> None:
    assert [e["parametre"] for e in probleme(client.get(f"{API}/pratiques?{question}"), 422)["erreurs"]] == [
        nom
    ]
    autour = client.get(f"{API}/pratiques?territoire=commune-29019&rayon=20&tri=distance")
    assert [p["id"] for p in autour.json()["donnees"]] == ["brest"]


@pytest.mark.parametrize("nom", [*FILTRES, "portee", "tri", "carte", "vue", "format", "demo"])
def test_une_valeur_inconnue_est_refusee_avec_celles_qui_existent(client: TestClient, nom: str) -> None:
    corps = probleme(client.get(f"{API}/pratiques?{nom}=nimporte"), 400)
    (erreur,) = corps["erreurs"]
    assert erreur["parametre"] == nom
    assert erreur["acceptees"]
    if nom in FILTRES:
        assert erreur["acceptees"] == list(VOCABULAIRES[FILTRES[nom]].codes)


@pytest.mark.parametrize(
    ("question", "nom"),
    [
        ("themes=x", "themes"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=1.5", "page"),
        ("page=", "page"),
        ("page=1000001", "page"),
        ("page=%D9%A1", "page"),
        ("par_page=201", "par_page"),
        ("par_page=abc", "par_page"),
        ("page=1&page=2", "page"),
        ("q=a&q=b", "q"),
        (f"q={'a' * 201}", "q"),
        ("territoire=75056", "territoire"),
        ("territoire=ville-75056", "territoire"),
        ("territoire=", "territoire"),
        ("territoire=commune-75056%0A", "territoire"),
        ("forme=", "forme"),
        ("periode=2015+2020", "periode"),
        ("periode=", "periode"),
        ("rayon=0", "rayon"),
        ("rayon=201&territoire=commune-29019", "rayon"),
        ("forme=ptce&forme=inconnue", "forme"),
    ],
)
def test_un_parametre_incorrect_est_nomme(client: TestClient, question: str, nom: str) -> None:
    corps = probleme(client.get(f"{API}/pratiques?{question}"), 400)
    assert [e["parametre"] for e in corps["erreurs"]] == [nom]
    probleme(client.get(f"{API}/pratiques.csv?{question}"), 400)


def test_toutes_les_fautes_sont_dites_ensemble(client: TestClient) -> None:
    corps = probleme(client.get(f"{API}/pratiques?page=x&forme=y&zzz=1"), 400)
    assert {e["parametre"] for e in corps["erreurs"]} == {"page", "forme", "zzz"}


def test_un_territoire_bien_ecrit_mais_inexistant_est_impossible(client: TestClient) -> None:
    for adresse in ("/pratiques?territoire=departement-99", "/pratiques.csv?territoire=departement-99"):
        assert probleme(client.get(API + adresse), 422)["erreurs"][0]["parametre"] == "territoire"
    assert (
        probleme(client.get(f"{API}/territoires?parent=region-99"), 422)["erreurs"][0]["parametre"]
        == "parent"
    )


@pytest.mark.parametrize(
    "adresse", ["/territoires?q=a", "/territoires?niveau=canton", "/territoires?tri=nom"]
)
def test_les_territoires_refusent_aussi(client: TestClient, adresse: str) -> None:
    probleme(client.get(API + adresse), 400)


@pytest.mark.parametrize(
    "adresse",
    [
        "/",
        "/openapi.json",
        "/schema/pratiques.json",
        "/pratiques/alpha",
        "/territoires/pays-FR",
        "/vocabulaires",
        "/vocabulaires/cote",
    ],
)
def test_un_parametre_est_refuse_la_ou_il_n_y_en_a_pas(client: TestClient, adresse: str) -> None:
    probleme(client.get(f"{API}{adresse}?x=1"), 400)


@pytest.mark.parametrize(
    "adresse", ["/rien", "/pratiques.pdf", "/pratiques/alpha/suite", "/schema/pratiques"]
)
def test_une_adresse_inconnue_le_dit(client: TestClient, adresse: str) -> None:
    assert "/api/v1/" in probleme(client.get(API + adresse), 404)["detail"]


@pytest.mark.parametrize("methode", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_l_api_ne_s_ecrit_pas(client: TestClient, methode: str) -> None:
    reponse = client.request(methode, f"{API}/pratiques")
    probleme(reponse, 405)
    assert reponse.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "adresse", ["/pratiques", "/pratiques.csv", "/pratiques/alpha", "/territoires", "/territoires/pays-FR"]
)
def test_sans_base_l_api_dit_de_revenir(client: TestClient, adresse: str) -> None:
    magasin.installer(None)
    reponse = client.get(API + adresse)
    probleme(reponse, 503)
    assert reponse.headers["retry-after"] == "5"


def test_un_incident_ne_montre_rien_de_l_interieur(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panne(*_: Any, **__: Any) -> None:
        raise RuntimeError("/chemin/secret mot_de_passe")

    monkeypatch.setattr("observatoire.api.pratiques.lire_page", panne)
    reponse = client.get(f"{API}/pratiques")
    probleme(reponse, 500)
    assert "secret" not in reponse.text


# --- Asked again, from elsewhere -------------------------------------------------------------------------------

LECTURES = [
    "/", "/openapi.json", "/schema/pratiques.json", "/pratiques", "/pratiques?q=epicerie", "/pratiques.csv",
    "/pratiques.xlsx", "/pratiques.geojson", "/pratiques/alpha", "/territoires?q=paris", "/territoires/pays-FR",
    "/vocabulaires", "/vocabulaires/cote",
]  # fmt: skip


@pytest.mark.parametrize("adresse", LECTURES)
def test_rien_n_est_redit_a_qui_a_deja_la_reponse(client: TestClient, adresse: str) -> None:
    premiere = client.get(API + adresse)
    seconde = client.get(API + adresse, headers={"If-None-Match": f'"autre", {premiere.headers["etag"]}'})
    assert (seconde.status_code, seconde.content) == (304, b"")
    assert seconde.headers["etag"] == premiere.headers["etag"]
    assert client.get(API + adresse, headers={"If-None-Match": '"autre"'}).status_code == 200


def test_une_ecriture_change_le_validateur(client: TestClient) -> None:
    avant = client.get(f"{API}/pratiques/alpha")
    publier([pratique("nouvelle")])
    apres = client.get(f"{API}/pratiques/alpha", headers={"If-None-Match": avant.headers["etag"]})
    assert apres.status_code == 200


def test_deux_questions_ont_deux_validateurs(client: TestClient) -> None:
    adresses = [
        "/pratiques",
        "/pratiques?q=a",
        "/pratiques?q=b",
        "/pratiques?page=2",
        "/pratiques.csv",
        "/pratiques?format=csv",
    ]
    assert len({client.get(API + a).headers["etag"] for a in adresses}) == len(adresses)
    csv_ = client.get(f"{API}/pratiques", headers={"Accept": "text/csv"}).headers["etag"]
    assert csv_ != client.get(f"{API}/pratiques").headers["etag"], "le format négocié compte"


def test_un_fichier_date_du_lendemain_n_est_plus_le_meme(client: TestClient) -> None:
    avant = client.get(f"{API}/pratiques.csv").headers["etag"]
    with temps_fige(datetime(2026, 3, 3, 9, 0)):
        assert client.get(f"{API}/pratiques.csv", headers={"If-None-Match": avant}).status_code == 200


@pytest.mark.parametrize("adresse", LECTURES)
def test_head_dit_la_meme_chose_sans_corps(client: TestClient, adresse: str) -> None:
    entier, tete = client.get(API + adresse), client.head(API + adresse)
    assert (tete.status_code, tete.content) == (200, b"")
    for nom in ("etag", "content-type", "access-control-allow-origin", "cache-control"):
        assert tete.headers[nom] == entier.headers[nom]


def test_une_page_d_un_autre_site_peut_lire(client: TestClient) -> None:
    permis = client.options(
        f"{API}/pratiques", headers={"Origin": "https://ailleurs.fr", "Access-Control-Request-Method": "GET"}
    )
    assert permis.status_code == 204
    assert permis.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert client.get(f"{API}/pratiques").headers["access-control-allow-origin"] == "*"


def test_ce_que_l_on_a_laisse_de_cote_est_dit_dans_la_reponse(client: TestClient) -> None:
    metadonnees = client.get(f"{API}/pratiques?territoire=departement-75&forme=vis_ma_vie").json()[
        "metadonnees"
    ]
    assert metadonnees["filtres"] == [
        {"nom": "Territoire", "valeur": "Paris (75)"},
        {"nom": "Forme", "valeur": VOCABULAIRES["forme"].get("vis_ma_vie").libelle},  # type: ignore[union-attr]
    ]
    assert metadonnees["extrait_le"] == "2026-03-02"
    assert metadonnees["source"].endswith("/explorer?territoire=departement-75&forme=vis_ma_vie")


def test_une_ecriture_pendant_la_pagination_ne_casse_rien(client: TestClient) -> None:
    client.get(f"{API}/pratiques?par_page=2")
    with ecrire() as tx:
        tx.executer("update base.pratique set statut = 'retiree' where id = 'alpha'")
    ids = [p["id"] for p in client.get(f"{API}/pratiques").json()["donnees"]]
    assert "alpha" not in ids
    assert json.loads(client.get(f"{API}/pratiques.geojson").content)["metadonnees"]["nombre"] == len(ids)
