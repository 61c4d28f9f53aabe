"""Sixty hostile strings in every text a visitor may write, and every public output read with a real parser: none executes.

What the form refuses (invisible characters, addresses of another kind) is refused with a sentence, and is in no output.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
import streamlit
from openpyxl import load_workbook
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.coherence.test_reserves import AUJOURD_HUI, adresses
from tests.factories_contributions import MODERATRICE, TERMINEE, quelques_territoires
from tests.factories_pieces import photo

from observatoire import contributions, pieces
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME
from observatoire.contributions import Contenu, LienSaisi, PartenaireSaisi, PieceSaisie
from observatoire.contributions.rules import BORNES, NOMS
from observatoire.errors import Invalide
from observatoire.store import Store
from observatoire.web.routes import cadre
from observatoire.web.serveur import toutes_les_routes

HOSTILES = (
    "<script>alert(1)</script>", "<ScRiPt src=//x.fr/a.js>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "<svg><animate onbegin=alert(1) attributeName=x>", "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href='javascript:alert(1)'>x</a>", "<body onload=alert(1)>", "<details open ontoggle=alert(1)>", "<math><mi xlink:href='javascript:alert(1)'>",
    "<style>@import 'http://x.fr/a.css'</style>", "<link rel=stylesheet href=//x.fr>", "<base href='//x.fr/'>", "<meta http-equiv=refresh content='0;url=//x.fr'>",
    "<form action=//x.fr><input name=q>", "<object data=//x.fr>", "<embed src=//x.fr>", "<!-- --><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>",
    "\"><script>alert(1)</script>", "' onmouseover='alert(1)", "\" autofocus onfocus=\"alert(1)", "`${alert(1)}`", "{{7*7}} {% raw %}", "${7*7} #{7*7}",
    "<%= 7*7 %>", "{{constructor.constructor('alert(1)')()}}", "[clic](javascript:alert(1))", "![x](https://x.fr/a.png)", "<https://x.fr> *gras* `code`",
    "=HYPERLINK(\"http://x.fr\",\"x\")", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1+1)", "=1+1", "\t=1+1", ";=1+1", "|=1+1", "%0A=1+1",
    "#import \"x.typ\"", "#read(\"/etc/passwd\")", "$ x^2 $ #eval(\"1\")", "\\input{/etc/passwd}", "\\write18{id}", "]]></title><script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "%3Cscript%3Ealert(1)%3C/script%3E", "\\u003cscript\\u003e", "'; drop table base.pratique; --",
    "\" or 1=1 --", "../../../../etc/passwd", "BEGIN:VEVENT", "Content-Type: text/html", "\u2066droite\u2069", "a\u202eexe.fdp", "nul\x00octet", "cloche\x07",
)  # fmt: skip
TEXTES = (*NOMS, "partenaire", "legende", "credit", "description", "garde", "change", "abandonne", "raison")
"""Every free text of the form."""
MAUVAIS = re.compile(r"^[\t\r\n ]*[=+\-@]")
ATTRIBUTS = re.compile(r"^on[a-z]+$")
ICI_AUSSI = frozenset({"application/ld+json", "application/json"})
_COQUILLE = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
SCRIPTS_DE_STREAMLIT = frozenset(
    m.strip() for m in re.findall(r"<script>(.*?)</script>", _COQUILLE, re.DOTALL)
)
"""What its shell runs by itself, the same for everybody."""


def texte(hostile: str, champ: str) -> str:
    """Return a text of the right length that begins with the hostile string."""
    mini, maxi = BORNES.get(champ, (10, 120))
    return f"{hostile} {'et la suite de ce qui est raconté ' * (mini // 30 + 1)}"[: maxi or 300].strip()


def contenu(depart: int, fichier: str, source: str) -> Contenu:
    """Return a content whose texts each hold another hostile string, the first being the one numbered `depart`."""
    dits = dict(zip(TEXTES, islice(cycle(HOSTILES), depart, None), strict=False))
    textes = {nom: texte(dits[nom], nom) for nom in NOMS if nom != "site"}
    lien = {nom: dits[nom] for nom in ("garde", "change", "abandonne")}
    piece = {nom: texte(dits[nom], nom) for nom in ("legende", "credit", "description")}
    return replace(
        TERMINEE,
        **textes,
        partenaires=(PartenaireSaisi(nom=texte(dits["partenaire"], "nom"), cote="es", role="porteur"), *TERMINEE.partenaires),
        pieces=(PieceSaisie(fichier=fichier, genre="photo", accord="oui", **piece),),
        liens=(LienSaisi(pratique=source, titre=dits["raison"], **lien),) if source else (),
    )  # fmt: skip


class Lecteur(HTMLParser):
    """Notes what a browser would run: scripts of a text, handlers, addresses of another kind."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fautes: list[str] = []
        self._en_ligne = False

    def handle_data(self, data: str) -> None:
        if self._en_ligne and data.strip() and data.strip() not in SCRIPTS_DE_STREAMLIT:
            self.fautes.append(f"<script>{data.strip()[:80]}")

    def handle_endtag(self, tag: str) -> None:
        self._en_ligne = self._en_ligne and tag != "script"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        valeurs = dict(attrs)
        if tag == "script":
            self._en_ligne = valeurs.get("type") not in ICI_AUSSI and "src" not in valeurs
        if tag == "script" and (valeurs.get("src") or "").startswith(("//", "http")):
            self.fautes.append(f"<script {attrs}>")
        if tag in ("iframe", "object", "embed", "base", "math", "animate"):
            self.fautes.append(f"<{tag}>")
        for nom, valeur in attrs:
            adresse = re.sub(r"[\s\x00-\x1f]", "", valeur or "").lower()
            if ATTRIBUTS.match(nom):
                self.fautes.append(f"{tag} {nom}={valeur}")
            if nom in ("href", "src", "action", "xlink:href", "formaction") and adresse.startswith(
                ("javascript:", "data:text", "vbscript:", "//x.fr")
            ):
                self.fautes.append(f"{tag} {nom}={valeur}")


def fautes_de(adresse: str, type_mime: str, octets: bytes) -> Iterator[str]:
    """Yield what would execute in an answer, or why it does not read as what it says it is."""
    if type_mime == "text/html":
        lecteur = Lecteur()
        lecteur.feed(octets.decode())
        yield from lecteur.fautes
    elif type_mime == "text/csv":
        lignes = csv.reader(
            io.StringIO(octets.decode("utf-8-sig")), delimiter=";" if b";" in octets.split(b"\n")[0] else ","
        )
        yield from (
            cellule
            for ligne in lignes
            for cellule in ligne
            if MAUVAIS.match(cellule) and not _nombre(cellule)
        )
    elif "spreadsheet" in type_mime:
        classeur = load_workbook(io.BytesIO(octets))
        yield from (
            str(c.value) for f in classeur for ligne in f.iter_rows() for c in ligne if c.data_type == "f"
        )
    elif type_mime.endswith("json"):
        json.loads(octets)
    elif type_mime.endswith("xml") and "html" not in type_mime:
        ElementTree.fromstring(octets)
    elif type_mime == "application/pdf":
        lu = PdfReader(io.BytesIO(octets))
        texte_lu = str(lu.trailer["/Root"])
        yield from (quoi for quoi in ("/JavaScript", "/OpenAction", "/Launch") if quoi in texte_lu)


def _nombre(cellule: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(?:[.,][0-9]+)?", cellule) is not None


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    streamlit.cache_data.clear()
    quelques_territoires()
    with temps_fige(AUJOURD_HUI):
        yield TestClient(Starlette(routes=[*cadre(), *toutes_les_routes()]), follow_redirects=False)
    streamlit.cache_data.clear()


def _refus(voulu: Contenu) -> dict[str, str] | str:
    """Deposit and publish; return the id of the sheet, or what the form says against it."""
    c, jeton = contributions.commencer_brouillon(ANONYME)
    try:
        c = contributions.deposer(ANONYME, c.id, c.version, voulu, jeton=jeton)
    except Invalide as faute:
        return faute.champs
    return str(contributions.publier(MODERATRICE, c.id, c.version).pratique_id)


def publier() -> tuple[list[str], list[Contenu]]:
    """Publish, by the real actions, every string in some field and every field with several strings; return what was refused."""
    fichier = pieces.garder(ANONYME, photo()).id
    publiees: list[str] = []
    refuses: list[Contenu] = []
    for depart in range(0, len(HOSTILES), 3):
        voulu = contenu(depart, fichier, publiees[0] if publiees else "")
        dit = _refus(voulu)
        if isinstance(dit, str):
            publiees.append(dit)
        else:
            assert all(phrase.endswith(".") for phrase in dit.values()), dit
            refuses.append(voulu)
    return publiees, refuses


def test_aucune_chaine_hostile_ne_sexecute_nulle_part(client: TestClient) -> None:
    assert len(set(HOSTILES)) >= 60
    publiees, refuses = publier()
    assert len(publiees) >= 10
    assert refuses, "what holds invisible characters is not taken"
    liste = dict.fromkeys(a for identifiant in publiees[:6] for a in adresses(identifiant, "0" * 32))
    for identifiant in publiees:
        liste |= dict.fromkeys(
            [
                f"/fiche/{identifiant}",
                f"/fiche/{identifiant}.pdf",
                f"/fiche/{identifiant}.bib",
                f"/fiche/{identifiant}.ris",
                f"/pratique?id={identifiant}",
            ]
        )
    liste |= dict.fromkeys(
        [f"/explorer?q={quote(s)}" for s in HOSTILES]
        + [f"/api/v1/pratiques?q={quote(s)}" for s in HOSTILES[:20]]
    )
    fautes, vus = [], set()
    for adresse in liste:
        reponse = client.get(adresse)
        type_mime = reponse.headers.get("content-type", "").partition(";")[0]
        vus.add(type_mime)
        if reponse.status_code in (200, 404, 422):
            fautes += [(adresse, faute) for faute in fautes_de(adresse, type_mime, reponse.content)]
    assert fautes == []
    assert vus >= {"text/html", "text/csv", "application/json", "application/pdf", "application/geo+json"}


def test_rien_de_ce_qui_est_refuse_nest_garde_dans_une_sortie(client: TestClient) -> None:
    publiees, refuses = publier()
    tout = client.get("/api/v1/pratiques?par_page=100").json()["donnees"]
    assert {p["id"] for p in tout} == set(publiees)
    assert not {c.titre for c in refuses} & {p["titre"] for p in tout}


@pytest.mark.parametrize(
    ("type_mime", "octets"),
    [
        ("text/html", b"<p><script>alert(1)</script>"),
        ("text/html", b"<img src=x onerror=alert(1)>"),
        ("text/html", b"<a href=' java\tscript:alert(1)'>x</a>"),
        ("text/csv", b"titre;resume\r\n=1+1;x\r\n"),
        ("text/csv", b'titre,resume\n"\t@SUM(1)",x\n'),
    ],
)
def test_ce_qui_sexecuterait_est_vu(type_mime: str, octets: bytes) -> None:
    assert list(fautes_de("/", type_mime, octets))
