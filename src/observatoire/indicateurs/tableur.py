"""Read a spreadsheet file, CSV or XLSX, as rows of text under folded column names, with the numbers people see."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from observatoire.errors import Invalide
from observatoire.territoires.normalisation import normaliser

OCTETS_AU_PLUS = 10_000_000
LIGNES_AU_PLUS = 200_000

Rangee = tuple[int, dict[str, str]]
"""Number of the row as a spreadsheet shows it (the titles are row 1), and its cells by folded title."""


def lire_tableur(contenu: bytes, obligatoires: Sequence[str]) -> list[Rangee]:
    """Return the rows that say something.

    Raises Invalide (`fichier`) when the file cannot be read as a whole: size, form, missing columns, no row.
    """
    if len(contenu) > OCTETS_AU_PLUS:
        raise _refus(
            f"Le fichier dépasse {OCTETS_AU_PLUS // 1_000_000}\u00a0Mo\u00a0: coupez-le en plusieurs."
        )
    lignes = _xlsx(contenu) if contenu.startswith(b"PK") else _csv(contenu)
    titres = [normaliser(titre) for titre in next(lignes, [])]
    if manquent := [nom for nom in obligatoires if nom not in titres]:
        raise _refus(
            f"La première ligne doit nommer les colonnes\u00a0: il manque {', '.join(manquent)}. "
            f"Écrivez {', '.join(obligatoires)}."
        )
    rangees = list(_rangees(titres, lignes))
    if not rangees:
        raise _refus("Le fichier n’a aucune ligne sous ses titres.")
    return rangees


def _rangees(titres: Sequence[str], lignes: Iterable[Sequence[str]]) -> Iterator[Rangee]:
    for numero, ligne in enumerate(lignes, 2):
        if numero > LIGNES_AU_PLUS + 1:
            raise _refus(f"Le fichier dépasse {LIGNES_AU_PLUS} lignes\u00a0: coupez-le en plusieurs.")
        cellules = [c.strip() for c in ligne]
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
    for codage in ("utf-8-sig", "cp1252"):
        try:
            return contenu.decode(codage)
        except UnicodeDecodeError:
            continue
    raise _refus("Le fichier n’est pas du texte\u00a0: enregistrez-le en CSV, encodage UTF-8, ou en XLSX.")


def _xlsx(contenu: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    try:
        classeur = load_workbook(io.BytesIO(contenu), read_only=True, data_only=True)
        feuille = classeur.worksheets[0]
        for ligne in feuille.iter_rows(values_only=True):
            yield [_en_texte(cellule) for cellule in ligne]
        classeur.close()
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError) as cause:
        raise _refus(
            "Ce classeur ne s’ouvre pas\u00a0: enregistrez-le de nouveau en XLSX ou en CSV depuis le tableur."
        ) from cause


def _en_texte(cellule: Any) -> str:
    """Return a cell as typed: 1001.0 is 1001, as a spreadsheet keeps a code that lost its zero."""
    if cellule is None:
        return ""
    if isinstance(cellule, float) and cellule.is_integer():
        return str(int(cellule))
    return str(cellule)


def _refus(phrase: str) -> Invalide:
    return Invalide({"fichier": phrase})
