"""CSV: for people (French spreadsheets) and for programs."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import repeat
from typing import Any

from observatoire.formules import proteger
from observatoire.publication import sql
from observatoire.publication.cellules import Cellule, Convertisseur, convertisseurs, en_clair, technique
from observatoire.publication.colonnes import Colonnes, lots_en_colonnes
from observatoire.publication.lecture import Lecteur
from observatoire.publication.mentions import Mentions
from observatoire.publication.model import Colonne
from observatoire.publication.ressources import PRATIQUES

BOM = "\ufeff"
MENTIONS = (
    ("extrait_le", "Extrait le", "Jour où le fichier a été fait."),
    ("selection", "Sélection", "Filtres du fichier, et ce qui en a été laissé de côté."),
)
"""Columns added at the end: name, label, description. A CSV has no other place that every program leaves alone."""


@dataclass(frozen=True, slots=True)
class _Sorte:
    """How one kind of CSV is written."""

    separateur: str
    titres: tuple[str, ...]
    fabrique: Callable[[Colonne], Convertisseur]
    en_texte: Callable[[Cellule], str]


def csv_francais(lecteur: Lecteur, ids: Sequence[str], mentions: Mentions) -> Iterator[bytes]:
    """Yield the CSV that a French spreadsheet opens: `;`, BOM, names in words, decimal comma."""
    titres = (*(c.libelle for c in PRATIQUES.des_fichiers), *(libelle for _, libelle, _ in MENTIONS))
    yield BOM.encode()
    lots = lots_en_colonnes(lecteur, ids, sql.PARTENAIRES_EN_CLAIR)
    yield from _csv(_Sorte(";", titres, en_clair, texte_francais), lots, mentions)


def csv_technique(lecteur: Lecteur, ids: Sequence[str], mentions: Mentions) -> Iterator[bytes]:
    """Yield the CSV of programs: `,`, UTF-8, technical names, codes, ISO 8601."""
    titres = (*(c.nom for c in PRATIQUES.des_fichiers), *(nom for nom, _, _ in MENTIONS))
    lots = lots_en_colonnes(lecteur, ids, sql.PARTENAIRES)
    yield from _csv(_Sorte(",", titres, technique, _texte_technique), lots, mentions)


def _csv(sorte: _Sorte, lots: Iterator[Colonnes], mentions: Mentions) -> Iterator[bytes]:
    tampon = io.StringIO(newline="")
    sortie = csv.writer(tampon, delimiter=sorte.separateur, lineterminator="\r\n")
    sortie.writerow(sorte.titres)
    yield _vider(tampon)
    convertir = list(zip(PRATIQUES.des_fichiers, convertisseurs(PRATIQUES, sorte.fabrique), strict=True))
    fin = [repeat(sorte.en_texte(v)) for v in (mentions.extrait_le, mentions.phrase)]
    for lot in lots:
        sortie.writerows(zip(*(_textes(sorte, c, f, lot[c.nom]) for c, f in convertir), *fin, strict=False))
        yield _vider(tampon)


def _textes(sorte: _Sorte, colonne: Colonne, convertir: Convertisseur, valeurs: list[Any]) -> list[str]:
    """Return the cells of a column; each distinct value is written once."""
    en_texte = sorte.en_texte
    if colonne.type in ("objets", "nombre"):  # a dict cannot be looked up; 0.0 and -0.0 are equal
        return [en_texte(convertir(v)) for v in valeurs]
    ecrits = {v: en_texte(convertir(v)) for v in set(valeurs)}
    return [ecrits[v] for v in valeurs]


def _vider(tampon: io.StringIO) -> bytes:
    octets = tampon.getvalue().encode()
    tampon.seek(0)
    tampon.truncate()
    return octets


def texte_francais(valeur: Cellule) -> str:
    """Return a cell as a French spreadsheet reads it, formulas guarded."""
    if isinstance(valeur, str):
        return proteger(valeur)
    if isinstance(valeur, float):
        return str(valeur).replace(".", ",")
    if isinstance(valeur, datetime):
        return valeur.isoformat(sep=" ")
    return _autre(valeur)


def _texte_technique(valeur: Cellule) -> str:
    return proteger(valeur) if isinstance(valeur, str) else _autre(valeur)


def _autre(valeur: Cellule) -> str:
    if valeur is None:
        return ""
    return valeur.isoformat() if isinstance(valeur, date) else str(valeur)
