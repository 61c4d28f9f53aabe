"""Light pages: everything a sheet says, in plain HTML that no text of a contributor can turn into anything else."""

import gzip
import json
import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from tests.factories_publication import partenaire, peupler, pratique, publier, source

from observatoire import store as magasin
from observatoire.pratiques import FILTRES, Recherche, lister
from observatoire.store import Store, ecrire, lire
from observatoire.vocabulaires import vocabulaire
from observatoire.web.incidents import TRAITEMENTS
from observatoire.web.legeres import ROUTES
from observatoire.web.legeres.memoire import Memoire

VIDES = {"meta", "link", "img", "br", "input", "hr"}
PERMISES = {
    "html", "head", "meta", "title", "link", "script", "body", "a", "header", "img", "span", "b", "nav", "ul", "ol", "li",
    "main", "article", "h1", "h2", "h3", "p", "div", "dl", "dt", "dd", "small", "em", "i", "blockquote", "cite", "footer",
    "form", "label", "input", "select", "option", "optgroup", "details", "summary", "fieldset", "legend", "button", "section", "textarea",
    "mark",
}  # fmt: skip
PIEGES = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><svg onload=alert(1)>",
    "</p></main><iframe src=//mal.fr>",
    "{{ 7*7 }}{% raw %}",
    "&lt;script&gt;&#60;b&#62;",
    "<style>@import '//mal.fr'</style>",
    "\u2028\u2029 ]]> --> \\u003c/script>",
    "javascript:alert(1)",
    "<form action=//mal.fr><input name=q></form>",
    "\u202egnp.exe",
)
ADRESSES = (
    "javascript:alert(1)",
    "//mal.fr",
    "data:text/html,<script>1</script>",
    'https://x.fr/"onclick="alert(1)',
    "vbscript:x",
)


class Lecteur(HTMLParser):
    """Reads a page strictly: tags balanced, attributes listed, text kept."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pile: list[str] = []
        self.balises: list[tuple[str, dict[str, str | None]]] = []
        self.textes: list[str] = []
        self.json_ld: list[str] = []
        self.feed(page)
        self.close()
        assert self.pile == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.balises.append((tag, dict(attrs)))
        if tag not in VIDES:
            self.pile.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.pile.pop() == tag

    def handle_data(self, data: str) -> None:
        (self.json_ld if self.pile[-1:] == ["script"] else self.textes).append(data)

    def liens(self) -> list[str]:
        return [a["href"] or "" for tag, a in self.balises if tag == "a" and "href" in a]

    @property
    def texte(self) -> str:
        return " ".join("".join(self.textes).split())


def lire_page(page: str) -> Lecteur:
    """Parse a page and check what no light page may hold."""
    lue = Lecteur(page)
    for tag, attributs in lue.balises:
        assert tag in PERMISES, tag
        for nom, valeur in attributs.items():
            assert not nom.startswith("on"), (tag, nom)
            assert nom not in ("style", "srcdoc"), (tag, nom)
            if nom in ("href", "src", "action"):
                assert re.match(r"/(?!/)|https?://|#|mailto:\?subject=", valeur or ""), (tag, valeur)
        if tag == "script":
            assert attributs == {"type": "application/ld+json"}
    return lue


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    peupler()
    yield TestClient(Starlette(routes=ROUTES, exception_handlers=TRAITEMENTS), base_url="http://127.0.0.1:8501")  # fmt: skip  # noqa: PT022


def test_la_fiche_dit_tout_ce_que_la_pratique_dit(client: TestClient) -> None:
    reponse = client.get("/fiche/alpha")
    lue = lire_page(reponse.text)
    for dit in (
        "Publiée le 2 mars 2026", "Histoire de la fiche", "Pour citer cette fiche", "Télécharger en PDF",
        "Épicerie solidaire", "Un résumé ; avec un point-virgule", "Première ligne - puce - autre", "Bourg-en-Bresse (01)",
        "Lieu partagé", "Sans-abrisme", "CCAS", "Porteur", "Épices & Cie", "Confirmé", "Mot à mot", "Grande Rencontre",
        "lien|social", "2019", "Licence Ouverte 2.0",
    ):  # fmt: skip
        assert dit in lue.texte, dit
    assert "https://exemple.fr/?a=1&b=2" in lue.liens()
    assert "/fiches?theme=obs--sans-abrisme" in lue.liens()
    assert ("link", {"rel": "canonical", "href": "http://127.0.0.1:8501/fiche/alpha"}) in lue.balises
    assert reponse.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src" not in reponse.headers["content-security-policy"]
    assert "default-src 'none'" in reponse.headers["content-security-policy"]


def test_les_moteurs_lisent_la_fiche(client: TestClient) -> None:
    lue = lire_page(client.get("/fiche/alpha").text)
    dit = json.loads("".join(lue.json_ld))
    assert (dit["name"], dit["@type"]) == ("Épicerie solidaire", "CreativeWork")
    assert [c["name"] for c in dit["contributor"]] == ["CCAS", "Épices & Cie"]
    assert dit["spatialCoverage"] == [{"@type": "Place", "name": "Bourg-en-Bresse (01)"}]
    assert dit["license"].startswith("https://www.etalab.gouv.fr/")


def test_une_fiche_inventee_le_dit_et_ne_s_indexe_pas(client: TestClient) -> None:
    lue = lire_page(client.get("/fiche/inventee").text)
    assert "cette pratique n’existe pas" in lue.texte
    assert ("meta", {"name": "robots", "content": "noindex"}) in lue.balises
    assert lue.json_ld == []


@pytest.mark.parametrize(
    "identifiant", ["inconnue", "retiree", "anonyme", "%00", "a%09b", "x" * 2000, "<script>"]
)
def test_une_fiche_qui_n_est_pas_publique_est_introuvable(client: TestClient, identifiant: str) -> None:
    reponse = client.get(f"/fiche/{identifiant}")
    assert reponse.status_code == 404
    lue = lire_page(reponse.text)
    assert "/explorer" in lue.liens()
    assert "Retirée" not in lue.texte
    assert "Anonyme" not in lue.texte


@pytest.mark.parametrize("piege", PIEGES)
def test_un_texte_piege_reste_un_texte(client: TestClient, piege: str) -> None:
    champs = ("titre", "resume", "recit", "resultats", "difficultes", "licence")
    publier(
        [
            pratique(
                "piege", mots_libres=[piege], forme=piege, thematiques=[piege], **dict.fromkeys(champs, piege)
            )
        ],
        [partenaire("piege", nom=piege, role=piege, apporte=[piege])],
        [source("piege", titre=piege, citation=piege)],
    )
    lue = lire_page(client.get("/fiche/piege").text)
    attendu = " ".join(piege.split())
    assert lue.texte.count(attendu) >= 10
    assert json.loads("".join(lue.json_ld))["name"] == piege
    liste = lire_page(client.get("/fiches", params={"q": piege, "theme": piege, "territoire": piege}).text)
    cherche = "".join(c for c in attendu if c.isprintable())
    assert f"Mots cherchés : {cherche}" in liste.texte
    assert attendu in lire_page(client.get("/fiches").text).texte


@pytest.mark.parametrize("adresse", ADRESSES)
def test_une_adresse_piegee_ne_devient_pas_un_lien(client: TestClient, adresse: str) -> None:
    publier([pratique("piege", site=adresse)], [], [source("piege", titre="Source", url=adresse)])
    lue = lire_page(client.get("/fiche/piege").text)
    assert not [
        lien
        for lien in lue.liens()
        if "mal.fr" in lien or lien.startswith(("javascript", "data", "vbscript"))
    ]


def test_la_plus_longue_fiche_possible_reste_legere(client: TestClient) -> None:
    publier(
        [
            pratique(
                "longue", titre="T" * 140, resume="R" * 1200, recit="é" * 5000, resultats="à" * 3000, difficultes="ç" * 3000,
                **{c: list(vocabulaire(v).codes) for c, v in (("objectifs", "objectif"), ("publics", "public"),
                   ("freins", "frein"), ("leviers", "levier"))}, thematiques=list(vocabulaire("thematique").codes[:10]),
            )
        ],
        [partenaire("longue", i, nom=f"Structure au nom assez long numéro {i}", role="porteur", apporte=list(vocabulaire("apport").codes[:4])) for i in range(1, 21)],
        [source("longue", i, titre=f"Source {i}", citation="c" * 300, url="https://exemple.fr/" + "a" * 80) for i in range(1, 11)],
    )  # fmt: skip
    assert len(client.get("/fiche/longue").content) <= 60_000
    assert len(client.get("/fiche/alpha").content) <= 12_000


# --- Asked again -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "adresse", ["/fiche/alpha", "/fiches", "/fiches?q=epicerie", "/sitemap.xml", "/sitemap-1.xml"]
)
def test_rien_n_est_redit_a_qui_a_deja_la_page(client: TestClient, adresse: str) -> None:
    premiere = client.get(adresse)
    seconde = client.get(adresse, headers={"If-None-Match": premiere.headers["etag"]})
    assert (seconde.status_code, seconde.content) == (304, b"")
    assert client.head(adresse).headers["etag"] == premiere.headers["etag"]
    sans_compression = client.get(adresse, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in sans_compression.headers
    assert sans_compression.content == premiere.content
    assert premiere.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in premiere.headers["vary"]


def test_une_ecriture_se_voit_aussitot(client: TestClient) -> None:
    avant = client.get("/fiche/alpha")
    with ecrire() as tx:
        tx.executer("update base.pratique set titre = 'Nouveau titre' where id = 'alpha'")
    publier([pratique("autre")])
    apres = client.get("/fiche/alpha", headers={"If-None-Match": avant.headers["etag"]})
    assert apres.status_code == 200
    assert "Nouveau titre" in apres.text


def test_une_fiche_retiree_ne_reste_pas_en_memoire(client: TestClient) -> None:
    assert client.get("/fiche/alpha").status_code == 200
    with ecrire() as tx:
        tx.executer("update base.pratique set statut = 'retiree' where id = 'alpha'")
    publier([pratique("autre")])
    assert client.get("/fiche/alpha").status_code == 404


def test_la_memoire_est_bornee_et_oublie_a_chaque_version() -> None:
    memoire = Memoire(octets_au_plus=400)
    faites: list[str] = []

    def page(version: int, cle: str) -> bytes:
        def faire() -> PlainTextResponse:
            faites.append(cle)
            return PlainTextResponse(f"{version} {cle}")

        return gzip.decompress(memoire.page(version, cle, faire).comprimee)

    for i in range(50):
        assert page(1, f"p{i}") == f"1 p{i}".encode()
        assert memoire.octets <= 400
    assert 0 < len(memoire) < 50
    faites.clear()
    page(1, "p49")
    assert faites == []
    assert page(2, "p49") == b"2 p49"
    assert len(memoire) == 1


def test_la_memoire_sert_plusieurs_lecteurs_a_la_fois() -> None:
    memoire = Memoire(octets_au_plus=2_000)
    erreurs: list[object] = []

    def lire_beaucoup(graine: int) -> None:
        for i in range(300):
            cle = f"p{(i * graine) % 40}"
            lue = gzip.decompress(memoire.page(i // 100, cle, lambda c=cle: PlainTextResponse(c)).comprimee)  # type: ignore[misc]
            if lue != cle.encode():
                erreurs.append((cle, lue))

    fils = [threading.Thread(target=lire_beaucoup, args=(g,)) for g in (3, 7, 11, 13)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert erreurs == []
    assert memoire.octets <= 2_000


def test_sans_base_la_page_le_dit(client: TestClient) -> None:
    magasin.installer(None)
    for adresse in ("/fiche/alpha", "/fiches", "/sitemap.xml"):
        reponse = client.get(adresse)
        assert reponse.status_code == 503
        lire_page(reponse.text)


# --- The list --------------------------------------------------------------------------------------------------


def fiches(page: Lecteur) -> list[str]:
    return [lien.removeprefix("/fiche/") for lien in page.liens() if lien.startswith("/fiche/")]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "q=epicerie",
        "tri=titre",
        "territoire=region-11",
        "forme=vis_ma_vie&forme=lieu_partage",
        "portee=sans_lieu",
    ],
)
def test_la_liste_est_celle_de_l_explorateur(client: TestClient, question: str) -> None:
    reponse = client.get(f"/fiches?{question}")
    lue = lire_page(reponse.text)
    r, _ = Recherche.from_params(parse_qs(question))
    with lire() as cur:
        assert fiches(lue) == [p.id for p in lister(cur, r)]


def test_la_liste_se_parcourt_page_par_page(client: TestClient) -> None:
    publier([pratique(f"n{i:03d}", titre=f"Numéro {i:03d}") for i in range(45)])
    adresse: str | None = "/fiches?tri=titre&forme=&q="
    vues: list[str] = []
    while adresse:
        lue = lire_page(client.get(adresse).text)
        vues += fiches(lue)
        suivants = [a["href"] for tag, a in lue.balises if tag == "a" and a.get("rel") == "next"]
        adresse = suivants[0] if suivants else None
    with lire() as cur:
        assert vues == [p.id for p in lister(cur, Recherche(tri="titre"), taille=100)]
    assert len(vues) == len(set(vues)) == 52
    assert "voici la dernière" in client.get("/fiches?page=99").text


def test_le_formulaire_porte_la_question(client: TestClient) -> None:
    lue = lire_page(
        client.get("/fiches?q=v%C3%A9lo&forme=vis_ma_vie&territoire=commune-29019&portee=locale").text
    )
    coches = {(a["name"], a["value"]) for tag, a in lue.balises if tag == "input" and "checked" in a}
    assert coches == {("forme", "vis_ma_vie")}
    choisis = {a["value"] for tag, a in lue.balises if tag == "option" and "selected" in a}
    assert choisis == {"commune-29019", "locale", "pertinence"}
    autour = lire_page(
        client.get(
            "/fiches?territoire=commune-29019&rayon=30&tri=distance&periode=2015-&periode=inconnue"
        ).text
    )
    saisies = {
        (a["name"], a["value"])
        for tag, a in autour.balises
        if tag == "input" and a.get("name") in ("rayon", "periode")
    }
    assert saisies == {("rayon", "30"), ("periode", "2015-"), ("periode", "inconnue")}
    assert "distance" in {a["value"] for tag, a in autour.balises if tag == "option" and "selected" in a}
    assert tuple(a["value"] for tag, a in lue.balises if a.get("name") == "q") == ("vélo",)
    noms = {a.get("name") for tag, a in lue.balises if tag in ("input", "select")}
    assert noms == {*FILTRES, "q", "territoire", "rayon", "periode", "portee", "tri"}


def test_ce_qui_n_est_pas_compris_est_ignore_et_dit(client: TestClient) -> None:
    reponse = client.get("/fiches?forme=inconnue&territoire=Paris&page=zut")
    lue = lire_page(reponse.text)
    assert reponse.status_code == 200
    assert len(fiches(lue)) == 7
    for mot in ("inconnue", "Paris", "zut"):
        assert f"« {mot} »" in lue.texte.replace("\u00a0", " ")


def test_une_liste_vide_dit_quoi_faire(client: TestClient) -> None:
    lue = lire_page(client.get("/fiches?q=introuvablissime").text)
    assert "retirez-en un" in lue.texte
    assert "/fiches" in lue.liens()


def test_la_liste_reste_legere(client: TestClient) -> None:
    publier([pratique(f"n{i:03d}", titre="T" * 140, resume="R" * 1200) for i in range(30)])
    question = "&".join(f"theme={c}" for c in vocabulaire("thematique").codes)
    assert len(client.get(f"/fiches?{question}").content) <= 60_000
    assert len(client.get("/fiches").content) <= 60_000


# --- Search engines --------------------------------------------------------------------------------------------


def test_le_plan_mene_a_chaque_fiche_publique_et_a_elles_seules(client: TestClient) -> None:
    espace = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    plans = [e.text or "" for e in index.findall("s:sitemap/s:loc", espace)]
    adresses = [
        loc.text or ""
        for plan in plans
        for loc in ElementTree.fromstring(client.get(plan).content).findall("s:url/s:loc", espace)
    ]
    lues = {a.rpartition("/")[2] for a in adresses if "/fiche/" in a}
    assert lues == {"alpha", "beta", "brest", "national", "nulle-part", "departement"}
    for adresse in adresses:
        if "/fiche" in adresse:
            assert client.get(adresse).status_code == 200
    assert client.get("/sitemap-2.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_un_grand_catalogue_a_plusieurs_plans(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("observatoire.publication.plan.PAR_PLAN", 4)
    monkeypatch.setattr("observatoire.web.legeres.plan.PAR_PLAN", 4)
    assert client.get("/sitemap.xml").text.count("<loc>") == 2
    assert client.get("/sitemap-2.xml").text.count("/fiche/") == 2


def test_robots_mene_au_plan_et_ferme_ce_qui_est_prive(client: TestClient) -> None:
    texte = client.get("/robots.txt").text
    assert "Sitemap: http://127.0.0.1:8501/sitemap.xml" in texte
    for prive in ("/suivi", "/moderation", "/connexion"):
        assert f"Disallow: {prive}\n" in texte
    assert "Disallow: /fiche" not in texte


def test_une_structure_mene_a_ce_qu_elle_fait_ailleurs(client: TestClient) -> None:
    (lien, *_) = [v for v in lire_page(client.get("/fiche/alpha").text).liens() if "structure=" in v]
    cle = parse_qs(lien.partition("?")[2])["structure"][0]
    with lire() as cur:
        attendues = [p.id for p in lister(cur, Recherche(structure=(cle,)))]
    lue = lire_page(client.get(lien).text)
    assert [v.removeprefix("/fiche/") for v in lue.liens() if v.startswith("/fiche/")] == attendues
    assert "alpha" in attendues
    cochees = [a["value"] for tag, a in lue.balises if tag == "input" and a.get("name") == "structure"]
    assert cochees == [cle]
