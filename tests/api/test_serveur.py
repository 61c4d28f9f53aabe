"""The server as it runs: pages, 404, headers, compression, health; one real process for the module."""

import base64
import gzip
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import httpx2
import pytest
from tests.serveur import Serveur

from observatoire.web import ressources
from observatoire.web.navigation import ENTREES, PAR_SLUG


@pytest.fixture(scope="module")
def serveur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    with Serveur(tmp_path_factory.mktemp("serveur")) as lance:
        yield lance


@pytest.fixture(scope="module")
def client(serveur: Serveur) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=serveur.base, timeout=30) as client:
        yield client


@pytest.mark.parametrize("entree", ENTREES, ids=lambda e: e.slug)
def test_chaque_page_a_sa_coquille_francaise(client: httpx2.Client, entree: object) -> None:
    reponse = client.get(entree.adresse)
    assert reponse.status_code == 200
    assert '<html lang="fr">' in reponse.text
    assert f"<title>{entree.titre_complet}</title>" in reponse.text
    assert f'content="{entree.description}"' in reponse.text
    assert "<title>Streamlit" not in reponse.text
    assert "enable JavaScript" not in reponse.text
    assert reponse.headers["cache-control"] == "private, no-cache"
    assert len(reponse.content) < 60_000


@pytest.mark.parametrize(
    "chemin",
    [
        "/inconnue",
        "/explorer/carte",
        "/index.html",
        "/Explorer",
        "/explorer/_stcore/health",
        "/oauth2callback",
        "/pages/accueil.py",
    ],
)
def test_adresse_inconnue(client: httpx2.Client, chemin: str) -> None:
    reponse = client.get(chemin)
    assert reponse.status_code == 404
    assert "Cette page n’existe pas" in reponse.text
    assert '<html lang="fr">' in reponse.text
    assert "<script" not in reponse.text


@pytest.mark.parametrize(
    "chemin",
    ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/_stcore/script-health-check"],
)
def test_portes_de_streamlit_fermees(client: httpx2.Client, chemin: str) -> None:
    assert client.get(chemin).status_code == 404


def test_barre_finale_pardonnee(client: httpx2.Client) -> None:
    reponse = client.get("/explorer/?q=a%20b")
    assert reponse.status_code == 301
    assert reponse.headers["location"] == "/explorer?q=a%20b"


def test_entetes_de_securite(client: httpx2.Client) -> None:
    for chemin in ("/", "/inconnue", "/healthz", "/ressources/style.css", "/_stcore/health", "/api/v1/"):
        entetes = client.get(chemin).headers
        assert entetes["x-content-type-options"] == "nosniff"
        assert entetes["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in entetes["permissions-policy"]
        assert "frame-ancestors 'none'" in entetes["content-security-policy"], chemin


def test_politique_de_contenu(client: httpx2.Client) -> None:
    reponse = client.get("/explorer")
    regles = dict(r.split(" ", 1) for r in reponse.headers["content-security-policy"].split("; "))
    assert "'unsafe-eval'" not in regles["script-src"].split()
    assert "'unsafe-inline'" not in regles["script-src"]
    assert not re.search(r"https?://|\*", reponse.headers["content-security-policy"])
    assert regles["form-action"] == "'self'"
    scripts = re.findall(
        r"<script(?![^>]*(?:src=|application/json))[^>]*>(.*?)</script>", reponse.text, re.DOTALL
    )
    for script in scripts:
        empreinte = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{empreinte}'" in regles["script-src"]


def test_page_legere_sans_script(client: httpx2.Client) -> None:
    regles = client.get("/mentions").headers["content-security-policy"]
    assert "default-src 'none'" in regles
    assert "script-src" not in regles


def test_la_coquille_ne_cite_aucun_autre_site(client: httpx2.Client) -> None:
    page = client.get("/").text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


def _plus_gros_script(client: httpx2.Client) -> str:
    return re.search(r'src="(/static/js/index[^"]+\.js)"', client.get("/").text).group(1)


@pytest.mark.parametrize(("codage", "ouvrir"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_scripts_compresses(client: httpx2.Client, codage: str, ouvrir: object) -> None:
    chemin = _plus_gros_script(client)
    brut = client.get(chemin, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in brut.headers
    with client.stream("GET", chemin, headers={"Accept-Encoding": codage}) as reponse:
        corps = b"".join(reponse.iter_raw())
    assert reponse.headers["content-encoding"] == codage
    assert "immutable" in reponse.headers["cache-control"]
    assert reponse.headers["vary"] == "Accept-Encoding"
    assert reponse.headers["content-type"].startswith("text/javascript")
    assert ouvrir(corps) == brut.content
    assert len(corps) < len(brut.content) / 2.5


def test_script_absent(client: httpx2.Client) -> None:
    assert client.get("/static/js/absent.js").status_code == 404
    assert client.get("/static/../../../etc/passwd").status_code in (400, 404)


def test_ressource_figee_par_son_empreinte(client: httpx2.Client) -> None:
    figee = client.get(ressources.adresse("style.css"))
    assert "immutable" in figee.headers["cache-control"]
    assert "--es: light-dark(" in figee.text
    libre = client.get("/ressources/style.css?v=autre")
    assert "immutable" not in libre.headers["cache-control"]
    assert (
        client.get("/ressources/style.css", headers={"If-None-Match": libre.headers["etag"]}).status_code
        == 304
    )
    assert client.get("/ressources/absent.css").status_code == 404


def test_police_servie_d_ici(client: httpx2.Client) -> None:
    police = client.get("/ressources/polices/texte-latin.woff2")
    assert police.headers["content-type"] == "font/woff2"
    assert police.content.startswith(b"wOF2")
    for adresse in re.findall(r'url\("(/[^"]+)"\)', client.get("/ressources/style.css").text):
        assert client.get(adresse).status_code == 200, adresse


@pytest.mark.parametrize("chemin", ["/favicon.ico", "/favicon.png"])
def test_icone_a_nous(client: httpx2.Client, chemin: str) -> None:
    assert client.get(chemin).content == (ressources.DOSSIER / "favicon.svg").read_bytes()


def test_hote_inconnu(client: httpx2.Client, serveur: Serveur) -> None:
    assert client.get("/healthz", headers={"Host": "ailleurs.example"}).status_code == 400
    assert client.get("/healthz", headers={"Host": f"localhost:{serveur.port}"}).status_code == 200


def test_corps_trop_gros(client: httpx2.Client) -> None:
    reponse = client.post("/connexion", content=b"x" * 1_100_000)
    assert reponse.status_code == 413
    assert "Mo" in reponse.text


def test_corps_trop_gros_non_annonce(client: httpx2.Client) -> None:
    def morceaux() -> Iterator[bytes]:
        for _ in range(12):
            yield b"x" * 100_000

    entetes = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/connexion", content=morceaux(), headers=entetes).status_code in (400, 413)


def test_sante(client: httpx2.Client) -> None:
    assert client.get("/healthz").json() == {"etat": "ok"}
    pret = client.get("/readyz")
    assert pret.status_code == 200
    assert pret.json()["etat"] == "ok"
    assert client.get("/readyz").json() == pret.json(), "the trial write leaves nothing"


def test_contours(client: httpx2.Client) -> None:
    from observatoire.territoires.contours import version_contours

    adresse = f"/geo/{version_contours()}/regions.geojson"
    reponse = client.get(adresse)
    assert reponse.headers["content-encoding"] == "gzip"
    assert "immutable" in reponse.headers["cache-control"]
    assert len(reponse.json()["features"]) == 18
    assert client.get(adresse, headers={"Accept-Encoding": "identity"}).json() == reponse.json()
    assert client.get(adresse.replace("regions", "..%2Fregions")).status_code in (400, 404)
    assert client.get("/geo/perimee/regions.geojson").status_code == 404


def test_mentions_sans_javascript(client: httpx2.Client) -> None:
    page = client.get("/mentions").text
    for partie in ("limites", "sources", "accessibilite", "vie-privee", "mentions-legales"):
        assert f'id="{partie}"' in page
    for mention in ("IGN", "Insee", "La Poste", "DGCL", "DILA"):
        assert mention in page


def test_le_journal_ne_garde_aucune_adresse(client: httpx2.Client, serveur: Serveur) -> None:
    client.get("/explorer?q=secret-cherche")
    assert "secret-cherche" not in serveur.journal.read_text(errors="replace")


def test_moderation_n_est_pas_au_menu_de_tous(client: httpx2.Client) -> None:
    assert f'href="{PAR_SLUG["moderation"].adresse}"' not in client.get("/inconnue").text


def test_streamlit_run(tmp_path: Path) -> None:
    commande = ("-m", "streamlit", "run", "app.py", "--server.port", "{port}")
    with Serveur(tmp_path, *commande) as lance:
        assert httpx2.get(lance.base + "/inconnue").status_code == 404
        assert '<html lang="fr">' in httpx2.get(lance.base + "/methode").text


def test_base_abimee_l_application_le_dit(tmp_path: Path) -> None:
    tmp_path.joinpath("observatoire.duckdb").write_bytes(b"ceci n'est pas une base" * 500)
    with Serveur(tmp_path) as lance:
        pret = httpx2.get(lance.base + "/readyz")
        assert pret.status_code == 503
        assert pret.json()["detail"]
        assert httpx2.get(lance.base + "/mentions").status_code == 200
    assert tmp_path.joinpath("observatoire.duckdb").read_bytes().startswith(b"ceci n'est pas une base")
