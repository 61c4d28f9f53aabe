"""CSV: for people (French spreadsheets) and for programs."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from observatoire.publication.cellules import Cellule, Convertisseur, convertisseurs, en_clair, technique
from observatoire.publication.garde import proteger
from observatoire.publication.lecture import Enregistrement
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


def csv_francais(lots: Iterator[list[Enregistrement]], mentions: Mentions) -> Iterator[bytes]:
    """Yield the CSV that a French spreadsheet opens: `;`, BOM, names in words, decimal comma."""
    titres = (*(c.libelle for c in PRATIQUES.des_fichiers), *(libelle for _, libelle, _ in MENTIONS))
    yield BOM.encode()
    yield from _csv(_Sorte(";", titres, en_clair, texte_francais), lots, mentions)


def csv_technique(lots: Iterator[list[Enregistrement]], mentions: Mentions) -> Iterator[bytes]:
    """Yield the CSV of programs: `,`, UTF-8, technical names, codes, ISO 8601."""
    titres = (*(c.nom for c in PRATIQUES.des_fichiers), *(nom for nom, _, _ in MENTIONS))
    yield from _csv(_Sorte(",", titres, technique, _texte_technique), lots, mentions)


def _csv(sorte: _Sorte, lots: Iterator[list[Enregistrement]], mentions: Mentions) -> Iterator[bytes]:
    tampon = io.StringIO(newline="")
    sortie = csv.writer(tampon, delimiter=sorte.separateur, lineterminator="\r\n")
    sortie.writerow(sorte.titres)
    yield _vider(tampon)
    en_texte = sorte.en_texte
    noms = [c.nom for c in PRATIQUES.des_fichiers]
    paires = list(zip(convertisseurs(PRATIQUES, sorte.fabrique), noms, strict=True))
    fin = [en_texte(mentions.extrait_le), en_texte(mentions.phrase)]
    for lot in lots:
        sortie.writerows([en_texte(f(ligne[nom])) for f, nom in paires] + fin for ligne in lot)
        yield _vider(tampon)


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
