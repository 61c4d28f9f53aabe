"""Nothing private is public: not in a view, not in a file, not in an answer; and no public code reads the tables."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.factories_publication import INSTANT, partenaire, peupler, pratique, publier, source

import observatoire
from observatoire.api import ROUTES as API
from observatoire.api import doc as doc_api
from observatoire.api.parametres import DES_DIAGNOSTICS, DES_PRATIQUES, DES_TERRITOIRES, DES_VOIX, DES_ZONES
from observatoire.journal import journaliser
from observatoire.publication import FORMATS, LIMITES, LIMITES_DES_ZONES, RESSOURCES, Ressource
from observatoire.publication import doc as doc_publication
from observatoire.store import Store, ecrire, lire
from observatoire.web.legeres import ROUTES as LEGERES

SOURCES = Path(observatoire.__file__).parent
PRIVES = {
    "courriel", "email", "jeton", "jeton_expire_a", "mot_de_passe", "compte_id", "moderateur_id", "acteur", "contenu",
    "motif", "actif", "expire_a", "cle", "details", "precisions", "reponse", "secret",
}  # fmt: skip
"""Names of columns that no view of `public` may have."""
TABLES_PRIVEES = {
    "candidature",
    "candidature_membre",
    "candidature_depot",
    "relecteur",
    "relecture",
    "instruction",
    "pratique_version",
    "avis",
    "lecteur",
    "invitation",
    "rappel",
    "compte",
    "session",
    "tentative",
    "contribution",
    "contribution_revision",
    "journal",
    "signalement",
    "retour_adresse",
    "retour_compte",
    "retour_jeton",
    "retour_retrait",
    "connecteur_proposition",
    "connecteur_lot",
    "connecteur_actualisation",
    "structure_externe",
}
SECRET = "marque-du-secret"


@pytest.fixture
def avec_secrets(store: Store) -> Store:
    """A catalogue, and beside it every private thing, each holding the mark."""
    peupler()
    instants = {"cree_a": INSTANT, "maj_a": INSTANT}
    contribution = {
        "statut": "a_relire", "pratique_id": "alpha", "contenu": f'{{"titre": "{SECRET}"}}', "titre": SECRET, "compte_id": SECRET,
        "courriel": f"{SECRET}@exemple.fr", "jeton": SECRET, "jeton_expire_a": INSTANT, "motif": SECRET, "moderateur_id": SECRET,
        "version": 1, "deposee_a": INSTANT, "decidee_a": None,
    }  # fmt: skip
    with ecrire() as tx:
        tx.inserer(
            "base.compte",
            [{"id": SECRET, "email": f"{SECRET}@exemple.fr", "nom": SECRET, "role": "moderateur", "mot_de_passe": SECRET, "actif": True, **instants}],
        )  # fmt: skip
        tx.inserer("base.contribution", [{"id": "c1", **contribution, **instants}])
        signalement = {
            "pratique_id": "alpha", "motif": "autre", "precisions": SECRET, "courriel": f"{SECRET}@exemple.fr", "etat": "gardee",
            "reponse": SECRET, "moderateur_id": SECRET, "version": 2, "cree_a": INSTANT, "decide_a": INSTANT,
        }  # fmt: skip
        tx.inserer("base.signalement", [{"id": SECRET, **signalement}])
        tx.inserer(
            "base.diagnostic",
            [
                {"id": f"{SECRET}{etat}", "territoire_id": "departement-01", "etat": etat, "chiffres": f'{{"territoire": "{SECRET}"}}', "chiffres_a": INSTANT, "compte_id": SECRET, **instants}
                for etat in ("brouillon", "retire")
            ],
        )  # fmt: skip
        tx.inserer(
            "base.retour_adresse",
            [{"pratique_id": "alpha", "code": SECRET, "secret": SECRET, "mois": INSTANT.date()}],
        )
        voix = {"pratique_id": "alpha", "voix": "personne", "mois": INSTANT.date()}
        tx.inserer(
            "base.retour_phrase",
            [
                {
                    "id": f"{SECRET}{etat}",
                    "texte": f"{SECRET} {etat}",
                    "etat": etat,
                    "moderateur_id": SECRET,
                    **voix,
                }
                for etat in ("a_lire", "ecartee", "publiee")
            ],
        )
        tx.inserer("base.retour_compte", [{**voix, "question": "utile", "reponse": "oui", "nombre": 4}])
        for table, champs in (
            ("partie", {"compte_id": SECRET, "cote": "es", "au_nom_de": SECRET, "cree_a": INSTANT}),
            ("texte", {"bloc": "voix", "cote": "es", "texte": SECRET, "version": 1, "maj_a": INSTANT}),
        ):
            tx.inserer(f"base.diagnostic_{table}", [{"diagnostic_id": f"{SECRET}brouillon", **champs}])
        journaliser(
            tx, SECRET, "modifiee", "pratique", "alpha", {"champs": ["titre"], "contribution": SECRET}
        )
    publier(
        [
            pratique(f"{SECRET}-{cas}", titre=f"{SECRET} aux Mureaux", recit=SECRET, territoires=["commune-01053"], **champs)
            for cas, champs in (
                ("retiree", {"statut": "retiree"}),
                ("anonyme", {"publication": "anonyme"}),
                ("embargo", {"publication": "embargo"}),
            )
        ],
        [
            partenaire(f"{SECRET}-anonyme", nom=SECRET),
            partenaire(f"{SECRET}-retiree", nom=SECRET),
            partenaire("alpha", 9, nom=SECRET, confirmation="refusee"),
        ],
        [source(f"{SECRET}-embargo", titre=SECRET)],
    )  # fmt: skip
    return store


def test_aucune_vue_publique_n_a_de_colonne_privee(store: Store) -> None:
    with lire() as cur:
        colonnes = cur.lignes(
            "select table_name as vue, column_name as colonne from information_schema.columns where table_schema = 'public'"
        )
    assert {c["vue"] for c in colonnes} >= {
        r.vue.removeprefix("public.") for r in RESSOURCES.values() if r.vue
    }
    assert {c["vue"] for c in colonnes} & TABLES_PRIVEES == set()
    assert [c for c in colonnes if c["colonne"] in PRIVES] == []


@pytest.mark.parametrize("ressource", RESSOURCES.values(), ids=lambda r: r.nom)
def test_chaque_colonne_d_une_vue_est_declaree_ou_tue_avec_sa_raison(
    store: Store, ressource: Ressource
) -> None:
    with lire() as cur:
        vue = {
            c["colonne"]
            for c in cur.lignes(
                "select column_name as colonne from information_schema.columns where table_schema = 'public' and table_name = $vue",
                vue=ressource.vue.removeprefix("public."),
            )
        }
    declarees = {c.nom for c in ressource.colonnes if not c.derivee}
    tues = {nom for nom, _ in ressource.tues}
    assert declarees | tues == vue
    assert declarees & tues == set()
    assert {c.nom for c in ressource.colonnes} & PRIVES == set()


LECTURES = [
    "/api/v1/", "/api/v1/openapi.json", "/api/v1/pratiques?par_page=200&demo=1", "/api/v1/pratiques/alpha",
    f"/api/v1/pratiques?q={SECRET}", "/api/v1/pratiques?territoire=commune-01053", "/api/v1/territoires?par_page=200",
    "/api/v1/vocabulaires", "/api/v1/zones?territoire=commune-01053&demo=1", "/api/v1/voix", "/api/v1/voix.csv", "/api/v1/diagnostics", "/api/v1/diagnostics?territoire=departement-01",
    "/territoires/departement-01", *(f"/api/v1/pratiques?format={f}" for f in FORMATS), "/fiches", "/fiches?territoire=commune-01053",
    "/fiche/alpha", "/fiche/alpha.bib", "/fiche/alpha.ris", "/fiche/alpha/signaler", "/sitemap.xml", "/sitemap-1.xml", "/robots.txt",
]  # fmt: skip


@pytest.mark.parametrize("adresse", LECTURES)
def test_aucune_reponse_publique_ne_contient_un_secret(avec_secrets: Store, adresse: str) -> None:
    reponse = TestClient(Starlette(routes=[*API, *LEGERES])).get(adresse)
    assert reponse.status_code == 200
    contenu = reponse.content
    if contenu.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(contenu)) as classeur:
            contenu = b"".join(classeur.read(nom) for nom in classeur.namelist())
    assert len(contenu) > 50
    if f"q={SECRET}" not in adresse:
        assert SECRET.encode() not in contenu
    else:
        assert reponse.json()["donnees"] == []


def test_les_fiches_cachees_sont_introuvables_partout(avec_secrets: Store) -> None:
    client = TestClient(Starlette(routes=[*API, *LEGERES]))
    for cas in ("retiree", "anonyme", "embargo"):
        fiche = f"/fiche/{SECRET}-{cas}"
        for adresse in (
            fiche,
            f"{fiche}.pdf",
            f"{fiche}.bib",
            f"{fiche}.ris",
            f"{fiche}/signaler",
            f"/api/v1/pratiques/{SECRET}-{cas}",
        ):
            reponse = client.get(adresse)
            assert reponse.status_code == 404
            assert "Mureaux" not in reponse.text


@pytest.mark.parametrize("dossier", ["api", "publication", "web/legeres"])
def test_le_code_public_ne_lit_que_les_vues(dossier: str) -> None:
    fichiers = list((SOURCES / dossier).rglob("*.py"))
    assert fichiers
    for fichier in fichiers:
        assert re.search(r"\b(from|join|into|update)\s+base\.", fichier.read_text(), re.IGNORECASE) is None, (
            fichier
        )
        assert "duckdb" not in fichier.read_text(), fichier


@pytest.mark.parametrize(
    ("page", "attendue"),
    [(doc_publication.DICTIONNAIRE, doc_publication.dictionnaire), (doc_api.REFERENCE, doc_api.reference)],
    ids=["dictionnaire", "api"],
)
def test_la_documentation_dit_ce_que_le_code_declare(page: Path, attendue: object) -> None:
    assert page.read_text() == attendue(), (
        "relancez python -m observatoire.publication.doc et observatoire.api.doc"
    )  # type: ignore[operator]


def test_les_textes_publies_ont_leur_typographie() -> None:
    textes = [LIMITES, LIMITES_DES_ZONES, *(f.description for f in FORMATS.values())]
    for ressource in RESSOURCES.values():
        textes += [ressource.libelle, ressource.description]
        textes += [t for c in ressource.colonnes for t in (c.libelle, c.description)]
    textes += [
        p.description for p in (*DES_PRATIQUES, *DES_TERRITOIRES, *DES_ZONES, *DES_DIAGNOSTICS, *DES_VOIX)
    ]
    fautifs = [t for t in textes if re.search(r" [:;!?»]|« |'|\.\.\.|  ", t)]
    assert fautifs == []
