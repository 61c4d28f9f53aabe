"""Read a spreadsheet file, CSV or XLSX, as rows of text under folded column names, with the numbers people see."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

from observatoire.errors import Invalide
from observatoire.formules import retirer
from observatoire.territoires.normalisation import normaliser

OCTETS_AU_PLUS = 10_000_000
LIGNES_AU_PLUS = 200_000
COLONNES_AU_PLUS = 200
DEPLIE_AU_PLUS = 80_000_000
"""Bytes that a workbook may weigh once unzipped: its files are read whole by the library."""

_TROP_GROS = f"Le fichier dépasse {OCTETS_AU_PLUS // 1_000_000}\u00a0Mo\u00a0: coupez-le en plusieurs."
_ANCIEN_CLASSEUR = b"\xd0\xcf\x11\xe0"
_ABIMES = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError,
    RuntimeError, NotImplementedError,
)  # fmt: skip
"""What the library raises on a workbook that is damaged, encrypted, or of another kind (ODS)."""

Rangee = tuple[int, dict[str, str]]
"""Number of the row as a spreadsheet shows it (the titles are row 1), and its cells by folded title."""


def lire_tableur(
    contenu: bytes,
    obligatoires: Sequence[str],
    autres_noms: Mapping[str, str] | None = None,
    *,
    facultatives: Sequence[str] = (),
    lignes_au_plus: int = LIGNES_AU_PLUS,
) -> list[Rangee]:
    """Return the rows that say something; every column of `obligatoires` and `facultatives` is in each, '' where empty.

    `autres_noms` maps other folded titles to columns. Raises Invalide (`fichier`) when the file cannot be read as a whole: size, form, missing columns, no row.
    """
    if len(contenu) > OCTETS_AU_PLUS:
        raise _refus(_TROP_GROS)
    lignes = _xlsx(contenu) if contenu.startswith(b"PK") else _csv(contenu)
    noms = {normaliser(nom.replace("_", " ")): nom for nom in (*obligatoires, *facultatives)} | dict(
        autres_noms or {}
    )
    titres = [noms.get(t, t) for t in (normaliser(t.replace("_", " ")) for t in next(lignes, []))]
    if manquent := [nom for nom in obligatoires if nom not in titres]:
        raise _refus(
            f"La première ligne doit nommer les colonnes\u00a0: il manque {', '.join(manquent)}. "
            f"Écrivez {', '.join((*obligatoires, *facultatives))}."
        )
    if doubles := sorted({t for t in titres if t in noms.values() and titres.count(t) > 1}):
        raise _refus(f"Deux colonnes disent la même chose ({', '.join(doubles)})\u00a0: gardez-en une.")
    vide = dict.fromkeys(facultatives, "")
    rangees = [(numero, vide | cellules) for numero, cellules in _rangees(titres, lignes, lignes_au_plus)]
    if not rangees:
        raise _refus("Le fichier n’a aucune ligne sous ses titres.")
    return rangees


def lire_titres(contenu: bytes) -> list[str]:
    """Return the titles of the file as written, in order; empty when there is none.

    Raises Invalide (`fichier`) when the file cannot be read as a whole.
    """
    if len(contenu) > OCTETS_AU_PLUS:
        raise _refus(_TROP_GROS)
    lignes = _xlsx(contenu) if contenu.startswith(b"PK") else _csv(contenu)
    return [t.strip() for t in next(lignes, [])]


def _rangees(titres: Sequence[str], lignes: Iterable[Sequence[str]], au_plus: int) -> Iterator[Rangee]:
    for numero, ligne in enumerate(lignes, 2):
        if numero > au_plus + 1:
            raise _refus(f"Le fichier dépasse {au_plus} lignes\u00a0: coupez-le en plusieurs.")
        cellules = [retirer(c.strip()).strip() for c in ligne]
        if any(cellules):
            yield numero, dict.fromkeys(titres, "") | dict(zip(titres, cellules, strict=False))


def _csv(contenu: bytes) -> Iterator[list[str]]:
    titres = contenu.split(b"\n", 1)[0]
    separateur = max((";", ",", "\t"), key=lambda s: titres.count(s.encode()))
    try:
        yield from csv.reader(io.StringIO(_texte(contenu), newline=""), delimiter=separateur)
    except csv.Error as cause:
        raise _refus(
            "Ce n’est pas un tableau CSV lisible\u00a0: enregistrez-le de nouveau depuis le tableur."
        ) from cause


def _texte(contenu: bytes) -> str:
    if contenu.startswith(_ANCIEN_CLASSEUR):
        raise _refus("Ce classeur est d’un ancien format (.xls)\u00a0: enregistrez-le en XLSX ou en CSV.")
    for codage in ("utf-8-sig", "cp1252"):
        try:
            return contenu.decode(codage)
        except UnicodeDecodeError:
            continue
    raise _refus("Le fichier n’est pas du texte\u00a0: enregistrez-le en CSV, encodage UTF-8, ou en XLSX.")


def _xlsx(contenu: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(contenu)) as archive:
            deplie = sum(partie.file_size for partie in archive.infolist())
        if deplie <= DEPLIE_AU_PLUS:
            classeur = load_workbook(io.BytesIO(contenu), read_only=True, data_only=True)
            feuille: Any = classeur.worksheets[0]
            feuille.reset_dimensions()  # else each row is padded to the width that the file declares
            for ligne in feuille.iter_rows(values_only=True):
                yield [_en_texte(cellule) for cellule in ligne[:COLONNES_AU_PLUS]]
            classeur.close()
    except _ABIMES as cause:
        raise _refus(
            "Ce classeur ne s’ouvre pas\u00a0: enregistrez-le de nouveau en XLSX ou en CSV depuis le tableur."
        ) from cause
    if deplie > DEPLIE_AU_PLUS:
        raise _refus(
            "Une fois ouvert, ce classeur est trop gros\u00a0: gardez une feuille, enregistrée en CSV."
        )


def _en_texte(cellule: Any) -> str:
    """Return a cell as typed: 1001.0 is 1001, as a spreadsheet keeps a code that lost its zero; a day is ISO 8601."""
    if cellule is None:
        return ""
    if isinstance(cellule, datetime) and cellule.time() == time():
        return cellule.date().isoformat()
    if isinstance(cellule, float) and cellule.is_integer():
        return str(int(cellule))
    return str(cellule)


def _refus(phrase: str) -> Invalide:
    return Invalide({"fichier": phrase})
