"""Write an XLSX workbook as it is made, sheet after sheet: neither rows nor file are ever held whole.

openpyxl writes 120,000 cells a second here, this 1.5 million: an export of 100,000 pratiques is six million cells,
made under the interpreter's one lock while people use the pages. Texts are inline strings, never formulas; those that
look like one carry `quotePrefix`, so that editing the cell keeps it a text.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from observatoire.publication.cellules import Cellule

TEXTE_MAX = 32_767
"""Characters that a cell may hold."""
COUPE = "… (texte coupé : la fiche en ligne est complète)"

_INTERDITS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ECHAPPEMENT = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULE = re.compile("[=+\\-@＝＋－＠\t\r\n']")
_A_ECHAPPER = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x")
_GENERAL, _TITRE, _TEXTE, _TEXTE_GARDE, _DATE, _INSTANT = range(6)
_ORIGINE = datetime(1899, 12, 30)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAQUET = "http://schemas.openxmlformats.org/package/2006"

_STYLES = f"""{_XML}<styleSheet xmlns="{_ESPACE}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFE9E2D5"/><bgColor indexed="64"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="6">
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""


@dataclass(frozen=True, slots=True)
class Feuille:
    """One sheet: titles in the first row, then rows, in batches so that the file leaves as it is made."""

    nom: str
    titres: Sequence[str]
    largeurs: Sequence[int]
    lots: Iterable[Iterable[Sequence[Cellule]]]


class _Tuyau(io.RawIOBase):
    """Where the ZIP is written, and emptied as it grows."""

    def __init__(self) -> None:
        self._octets = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, octets: object) -> int:
        self._octets += octets  # type: ignore[arg-type]
        return len(octets)  # type: ignore[arg-type]

    def vider(self) -> bytes:
        octets = bytes(self._octets)
        self._octets.clear()
        return octets


def ecrire_classeur(feuilles: Sequence[Feuille], le: datetime) -> Iterator[bytes]:
    """Yield the workbook's bytes; `le` dates its parts, so that the same data make the same file."""
    tuyau = _Tuyau()
    with zipfile.ZipFile(tuyau, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for nom, contenu in _parties_fixes(feuilles):
            archive.writestr(_entree(nom, le), contenu)
        for numero, feuille in enumerate(feuilles, 1):
            with archive.open(
                _entree(f"xl/worksheets/sheet{numero}.xml", le), "w", force_zip64=True
            ) as partie:
                for texte in _feuille(feuille, active=numero == 1):
                    partie.write(texte.encode())
                    yield tuyau.vider()
    yield tuyau.vider()


def _entree(nom: str, le: datetime) -> zipfile.ZipInfo:
    entree = zipfile.ZipInfo(nom, date_time=le.timetuple()[:6])
    entree.compress_type = zipfile.ZIP_DEFLATED
    entree.external_attr = 0o600 << 16
    return entree


def _parties_fixes(feuilles: Sequence[Feuille]) -> Iterator[tuple[str, str]]:
    numeros = range(1, len(feuilles) + 1)
    sortes = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    yield (
        "[Content_Types].xml",
        f'{_XML}<Types xmlns="{_PAQUET}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sortes}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{sortes}.styles+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{sortes}.worksheet+xml"/>'
            for n in numeros
        )
        + "</Types>",
    )
    yield (
        "_rels/.rels",
        f'{_XML}<Relationships xmlns="{_PAQUET}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    )
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_ESPACE}" xmlns:r="{_RELATIONS}"><sheets>'
        + "".join(
            f'<sheet name={quoteattr(f.nom)} sheetId="{n}" r:id="rId{n}"/>'
            for n, f in zip(numeros, feuilles, strict=True)
        )
        + "</sheets></workbook>",
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{_XML}<Relationships xmlns="{_PAQUET}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in numeros
        )
        + f'<Relationship Id="rId{len(feuilles) + 1}" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    )
    yield "xl/styles.xml", _STYLES


def _feuille(feuille: Feuille, *, active: bool) -> Iterator[str]:
    colonnes = "".join(
        f'<col min="{i}" max="{i}" width="{largeur}" customWidth="1"/>'
        for i, largeur in enumerate(feuille.largeurs, 1)
    )
    yield (
        f'{_XML}<worksheet xmlns="{_ESPACE}"><sheetViews><sheetView workbookViewId="0"'
        f"{' tabSelected=' + chr(34) + '1' + chr(34) if active else ''}>"
        f'<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{colonnes}</cols><sheetData>"
    )
    titres = "".join(
        f'<c t="inlineStr" s="{_TITRE}"><is><t>{_echapper(t)}</t></is></c>' for t in feuille.titres
    )
    yield f"<row>{titres}</row>"
    for lot in feuille.lots:
        yield "".join(f"<row>{''.join(map(_cellule, ligne))}</row>" for ligne in lot)
    yield "</sheetData></worksheet>"


def _cellule(valeur: Cellule) -> str:
    if valeur is None or valeur == "":
        return "<c/>"
    if isinstance(valeur, str):
        style = _TEXTE_GARDE if _FORMULE.match(valeur) else _TEXTE
        return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{_echapper(valeur)}</t></is></c>'
    if isinstance(valeur, datetime):
        return f'<c s="{_INSTANT}"><v>{(valeur - _ORIGINE).total_seconds() / 86_400!r}</v></c>'
    if isinstance(valeur, date):
        return f'<c s="{_DATE}"><v>{valeur.toordinal() - _ORIGINE.toordinal()}</v></c>'
    return f"<c><v>{valeur!r}</v></c>"


def _echapper(texte: str) -> str:
    """Return the text as XML: what XML 1.0 forbids is left out, `_x…_` is kept from being read as an escape."""
    if len(texte) > TEXTE_MAX:
        texte = texte[: TEXTE_MAX - len(COUPE)] + COUPE
    if _A_ECHAPPER.search(texte) is None:
        return texte
    texte = texte.replace("\r\n", "\n").replace("\r", "\n")
    return escape(_ECHAPPEMENT.sub("_x005F_", _INTERDITS.sub("", texte)))
