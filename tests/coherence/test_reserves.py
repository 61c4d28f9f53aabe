"""An anonymous or an embargoed sheet: nothing of it in any output, and no output differs for its being there.

Routes are enumerated, not listed: an output added tomorrow is scanned too.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import product

import pytest
import streamlit
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient
from tests.factories_contributions import MODERATRICE, TERMINEE, publiee
from tests.factories_pieces import photo
from tests.factories_publication import peupler
from tests.pages.ouvrir import ouvrir

from observatoire import contributions, pieces
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME, VISITEUR
from observatoire.contributions import Contenu, LienSaisi, PartenaireSaisi, PieceSaisie
from observatoire.contributions.embargo import lever_les_embargos
from observatoire.publication import FORMATS
from observatoire.store import Store, lire
from observatoire.web.navigation import ENTREES
from observatoire.web.routes import cadre
from observatoire.web.serveur import toutes_les_routes

MARQUE = "zorglubien"
"""In every text of a secret sheet, and nowhere else."""
NUMERO = "73282932000074"
"""SIRET of its first partner."""
AUJOURD_HUI, PLUS_TARD = datetime(2026, 11, 27, 12), datetime(2027, 3, 1, 12)
LEVEE_LE = "2027-03-01"
COMPTENT_LES_ECRITURES = ("/readyz", "/mentions")
"""Give the number of the last write, whatever it was: the other tests scan them."""
CAS = ("anonyme", "embargo", "devenue_anonyme")
ECHO = rb"zorglubien-services|zorglubien|zorglubiem|zorglu"
REQUETES = (
    "", f"?q={MARQUE}", f"?q={MARQUE[:6]}", "?q=zorglubiem", "?territoire=commune-01053", "?territoire=departement-01",
    "?structure=zorglubien-services", "?activite=abandonnee&demo=1", "?format=csv", "?vue=graphiques", "?vue=tableau",
)  # fmt: skip


def _secret(publication: str) -> Contenu:
    """Return a content whose every text holds the mark."""
    fichier = pieces.garder(ANONYME, photo(couleur="purple" if publication == "anonyme" else "olive"))
    partenaire = PartenaireSaisi(
        nom="Zorglubien Services", cote="es", role="porteur", apporte=("local",), numero=NUMERO
    )
    phrase = f"Un texte {MARQUE} assez long pour être accepté par le formulaire, et qui ne se lit nulle part ailleurs."
    with lire() as cur:
        lue = cur.valeur("select min(id) from public.pratique where perimetre @> array['commune-01053']")
    return replace(
        TERMINEE,
        liens=(LienSaisi(pratique=lue, titre=MARQUE, garde=phrase, change=phrase, abandonne=phrase),),
        titre=f"Cuisine {MARQUE} de quartier",
        territoires=("commune-01053",),
        site=f"https://{MARQUE}.exemple.fr",
        partenaires=(partenaire, *TERMINEE.partenaires),
        pieces=(PieceSaisie(fichier=fichier.id, genre="photo", legende=MARQUE, credit=f"{MARQUE} photo", description=phrase, accord="oui"),),
        publication=publication,
        embargo_jusqu_au=LEVEE_LE if publication == "embargo" else "",
        **dict.fromkeys(("resume", "recit", "resultats", "difficultes", "acquis", "a_refaire", "condition_manquante"), phrase),
    )  # fmt: skip


def publier(cas: str) -> tuple[str, str]:
    """Publish a secret sheet by the real actions; return its id and its photo's."""
    voulu = _secret("anonyme" if cas == "devenue_anonyme" else cas)
    depart = replace(voulu, publication="nominative") if cas == "devenue_anonyme" else voulu
    identifiant = publiee(depart)[0].pratique_id or ""
    if cas == "devenue_anonyme":
        c, jeton = contributions.commencer_brouillon(ANONYME, voulu, pratique_id=identifiant)
        c = contributions.deposer(ANONYME, c.id, c.version, voulu, jeton=jeton)
        contributions.publier(MODERATRICE, c.id, c.version)
    return identifiant, voulu.pieces[0].fichier


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    streamlit.cache_data.clear()
    with temps_fige(AUJOURD_HUI):
        peupler()
        yield TestClient(Starlette(routes=[*cadre(), *toutes_les_routes()]), follow_redirects=False)
    streamlit.cache_data.clear()


def _chemins(routes: list[BaseRoute], racine: str = "") -> Iterator[str]:
    """Yield the path of every route that answers a GET."""
    for route in routes:
        if isinstance(route, Mount):
            yield from _chemins(list(route.routes), racine + route.path)
        elif isinstance(route, Route) and "GET" in (route.methods or set()):
            yield racine + route.path


VALEURS = {
    "id": ("alpha", "commune-01053", "departement-01"), "extension": ("csv", "xlsx", "geojson", "parquet"), "nom": ("pratiques", "logo.svg", "forme"),
    "numero": ("1",), "code": ("population",), "version": ("0",),
}  # fmt: skip


def adresses(identifiant: str, fichier: str) -> list[str]:
    """Return every address a visitor can ask, the secret's own included."""
    remplies = []
    for chemin in dict.fromkeys(_chemins([*cadre(), *toutes_les_routes()])):
        trous = re.findall(r"\{(\w+)(?::\w+)?\}", chemin)
        choix = [
            (
                *VALEURS.get(t, ("alpha",)),
                *([identifiant] if t == "id" else []),
                *([fichier] if t == "fichier" else []),
            )
            for t in trous
        ]
        for valeurs in product(*choix):
            adresse = chemin
            for valeur in valeurs:
                adresse = re.sub(r"\{\w+(?::\w+)?\}", valeur, adresse, count=1)
            remplies.append(adresse)
    questions = [
        f"{a}{q}"
        for a in ("/api/v1/pratiques", "/fiches", "/explorer", "/", "/embed/carte")
        for q in REQUETES
    ]
    formats = [f"/api/v1/pratiques?format={f}" for f in FORMATS]
    propres = [
        f"/{slug}?{champ}={identifiant}" for slug in ("pratique", "proposer") for champ in ("id", "pratique")
    ]
    return [
        *remplies,
        *questions,
        *formats,
        *propres,
        "/territoire?id=commune-01053",
        "/api/v1/zones?territoire=commune-01053",
    ]


def octets_lisibles(reponse: object) -> bytes:
    """Return what a person could read in an answer: a workbook unzipped, a PDF's text, a Parquet file's values."""
    contenu: bytes = reponse.content  # type: ignore[attr-defined]
    if contenu.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(contenu)) as archive:
            return b"".join(archive.read(nom) for nom in archive.namelist())
    if contenu.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(contenu)).pages).encode()
    if contenu.startswith(b"PAR1"):
        import pyarrow.parquet as pq

        return repr(pq.read_table(io.BytesIO(contenu)).to_pylist()).encode()
    return contenu


def _sans_echo(texte: bytes, adresse: str) -> bytes:
    """Return an answer without the visitor's own words given back, nor what changes at each answer."""
    sans = re.sub("Version des données\u00a0: [0-9]+".encode(), b"", texte)  # counts every write
    sans = re.sub(rb'nonce[-="]+[\w+/=-]+', b"", sans)
    return re.sub(ECHO, b"", sans) if MARQUE[:6] in adresse else sans


def lire_tout(client: TestClient, liste: list[str]) -> dict[str, tuple[int, bytes]]:
    """Return the status and the readable bytes of every address."""
    lues = {}
    for adresse in liste:
        reponse = client.get(adresse)
        lues[adresse] = (reponse.status_code, octets_lisibles(reponse))
    return lues


@pytest.mark.parametrize("cas", ["anonyme", "embargo"])
def test_aucune_sortie_ne_change_parce_quune_fiche_secrete_existe(client: TestClient, cas: str) -> None:
    """Whatever is answered after it was published is what was answered before, its own addresses included."""
    with lire() as cur:
        assert cur.valeur("select count(*) from base.fichier") == 0
    liste = adresses(
        f"{'anonyme' if cas == 'anonyme' else 'cuisine-zorglubien-de-quartier'}-000000", "0" * 32
    )
    streamlit.cache_data.clear()
    avant = lire_tout(client, liste)
    identifiant, fichier = publier(cas)
    streamlit.cache_data.clear()
    apres = lire_tout(client, adresses(identifiant, fichier))
    assert len(apres) == len(avant) > 100
    assert sum(statut == 200 for statut, _ in avant.values()) > 60
    for (adresse, (statut, corps)), (autre, (statut_apres, corps_apres)) in zip(
        avant.items(), apres.items(), strict=True
    ):
        assert statut_apres == statut, autre
        if adresse == autre and adresse not in COMPTENT_LES_ECRITURES:
            assert _sans_echo(corps_apres, autre) == _sans_echo(corps, adresse), autre


@pytest.mark.parametrize("cas", CAS)
def test_aucune_sortie_ne_contient_un_mot_de_la_fiche_secrete(client: TestClient, cas: str) -> None:
    identifiant, fichier = publier(cas)
    if cas == "anonyme":
        assert MARQUE not in identifiant
    for adresse, (statut, corps) in lire_tout(client, adresses(identifiant, fichier)).items():
        assert statut < 500, adresse
        dit = _sans_echo(corps, adresse).lower()
        assert MARQUE.encode() not in dit, adresse
        assert NUMERO.encode() not in dit, adresse
        if identifiant not in adresse and fichier not in adresse:
            assert identifiant.encode() not in dit, adresse
            assert fichier.encode() not in dit, adresse
    assert client.get(f"/piece/{fichier}").status_code == 404
    assert client.get(f"/fiche/{identifiant}").status_code == 404


@pytest.mark.parametrize("cas", CAS)
def test_aucune_vue_publique_ni_l_index_ne_la_tiennent(client: TestClient, cas: str) -> None:
    identifiant, fichier = publier(cas)
    with lire() as cur:
        vues = cur.lignes(
            "select table_name as nom from information_schema.tables where table_schema = 'public'"
        )
        assert len(vues) > 10
        for vue in vues:
            dit = repr(cur.lignes(f"select * from public.{vue['nom']}")).lower()
            for secret in (MARQUE, NUMERO, fichier, identifiant):
                assert secret not in dit, vue["nom"]
        assert not cur.lignes("select 1 as un from base.document where doc = $id", id=identifiant)
        assert not cur.lignes(
            "select o.num from base.occurrence o join base.mot m on m.mid = o.mid where m.plie like $debut",
            debut=f"{MARQUE[:6]}%",
        )


def page_lue(nom: str, monkeypatch: pytest.MonkeyPatch, **parametres: str) -> str:
    """Return everything that a page sends to a visitor's browser."""
    page = ouvrir(nom, monkeypatch, VISITEUR, **parametres)
    return "\n".join(str(getattr(noeud, "proto", "")) for noeud in page.main).lower()


@pytest.mark.parametrize("cas", CAS)
def test_aucune_page_ne_la_montre_a_un_visiteur(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, cas: str
) -> None:
    identifiant, fichier = publier(cas)
    for entree in (e for e in ENTREES if not e.roles):
        for parametres in (
            {},
            {"id": identifiant},
            {"pratique": identifiant},
            {"territoire": "commune-01053"},
        ):
            dit = page_lue(entree.slug, monkeypatch, **parametres)
            assert MARQUE not in dit, (entree.slug, parametres)
            assert fichier not in dit, (entree.slug, parametres)


def test_ni_un_visiteur_ni_un_lien_dautrui_ne_lisent_le_contenu_en_le_modifiant(client: TestClient) -> None:
    identifiant, _ = publier("anonyme")
    with lire() as cur, pytest.raises(contributions.lecture.Introuvable):
        contributions.contenu_de_pratique(cur, ANONYME, identifiant)
    with pytest.raises(contributions.lecture.Introuvable):
        contributions.commencer_brouillon(ANONYME, pratique_id=identifiant)
    with lire() as cur:
        assert contributions.contenu_de_pratique(cur, MODERATRICE, identifiant).publication == "anonyme"


def test_la_fin_dun_embargo_montre_la_fiche_partout_et_une_seule_fois(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    identifiant, fichier = publier("embargo")
    assert lever_les_embargos() == ()
    with temps_fige(PLUS_TARD):
        assert lever_les_embargos() == (identifiant,)
        assert lever_les_embargos() == ()
        assert MARQUE in client.get(f"/fiche/{identifiant}").text
        assert client.get(f"/piece/{fichier}").status_code == 200
        assert MARQUE in page_lue("pratique", monkeypatch, id=identifiant)
        assert MARQUE in page_lue("proposer", monkeypatch, pratique=identifiant)
        reponse = client.get(f"/api/v1/pratiques?q={MARQUE}").json()
    assert [p["id"] for p in reponse["donnees"]] == [identifiant]
    assert reponse["donnees"][0]["effets"][0]["effet"] == "partiellement"
    assert reponse["donnees"][0]["publiee_a"].startswith("2027-03-01")


def test_un_lieu_protege_ne_donne_ni_sa_commune_ni_le_numero_de_qui_y_est(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Published in their name: no output says where it is, nor the number that leads there."""
    abri = PartenaireSaisi(nom="L’Abri des Glycines", cote="ts", role="porteur", numero=NUMERO, protege="oui")
    contenu = replace(
        TERMINEE,
        titre="Un accueil de nuit à deux",
        territoires=("commune-01053",),
        lieu_protege="oui",
        partenaires=(abri, TERMINEE.partenaires[0]),
    )
    identifiant = str(publiee(contenu)[0].pratique_id)
    streamlit.cache_data.clear()
    siennes = [
        f"/fiche/{identifiant}", f"/fiche/{identifiant}.pdf", f"/fiche/{identifiant}.bib", f"/fiche/{identifiant}.ris",
        f"/api/v1/pratiques/{identifiant}",
    ]  # fmt: skip
    for adresse, (statut, corps) in lire_tout(client, siennes).items():
        assert statut == 200, adresse
        for secret in (NUMERO.encode(), b"01053", b"Bourg-en-Bresse", b'"lon":5', b'"lat":46'):
            assert secret not in corps, adresse
    for adresse, (_, corps) in lire_tout(client, adresses(identifiant, "0" * 32)).items():
        assert NUMERO.encode() not in corps, adresse
    dans_la_commune = client.get("/api/v1/pratiques?territoire=commune-01053&par_page=200").json()["donnees"]
    assert identifiant not in [p["id"] for p in dans_la_commune]
    for slug, parametres in (("pratique", {"id": identifiant}), ("proposer", {"pratique": identifiant})):
        dit = page_lue(slug, monkeypatch, **parametres)
        assert NUMERO not in dit
        assert "01053" not in dit
    geo = client.get("/api/v1/pratiques?format=geojson").json()
    (la,) = [
        f for f in geo["features"] if f.get("id") == identifiant or f["properties"].get("id") == identifiant
    ]
    assert la["geometry"] is None
