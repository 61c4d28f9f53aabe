"""CSV: for people (French spreadsheets) and for programs."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from observatoire.formules import proteger
from observatoire.publication import sql
from observatoire.publication.cellules import Cellule, Convertisseur, convertisseurs, en_clair, technique
from observatoire.publication.colonnes import en_colonnes, en_lots
from observatoire.publication.lecture import Lecteur
from observatoire.publication.lignes_csv import RESERVE, cle
from observatoire.publication.mentions import Mentions
from observatoire.publication.model import Colonne
from observatoire.publication.ressources import PRATIQUES

BOM = "\ufeff"
FIN_DE_LIGNE = b"\r\n"
MENTIONS = (
    ("extrait_le", "Extrait le", "Jour où le fichier a été fait."),
    ("selection", "Sélection", "Filtres du fichier, et ce qui en a été laissé de côté."),
)
"""Columns added at the end: name, label, description. A CSV has no other place that every program leaves alone."""


@dataclass(frozen=True, slots=True)
class _Sorte:
    """How one kind of CSV is written."""

    nom: str
    separateur: str
    titres: tuple[str, ...]
    fabrique: Callable[[Colonne], Convertisseur]
    en_texte: Callable[[Cellule], str]
    partenaires: str
    """The query of the partners."""


def csv_francais(lecteur: Lecteur, ids: Sequence[str], mentions: Mentions) -> Iterator[bytes]:
    """Yield the CSV that a French spreadsheet opens: `;`, BOM, names in words, decimal comma."""
    titres = (*(c.libelle for c in PRATIQUES.des_fichiers), *(libelle for _, libelle, _ in MENTIONS))
    yield BOM.encode()
    sorte = _Sorte("csv", ";", titres, en_clair, texte_francais, sql.PARTENAIRES_EN_CLAIR)
    yield from _csv(sorte, lecteur, ids, mentions)


def csv_technique(lecteur: Lecteur, ids: Sequence[str], mentions: Mentions) -> Iterator[bytes]:
    """Yield the CSV of programs: `,`, UTF-8, technical names, codes, ISO 8601."""
    titres = (*(c.nom for c in PRATIQUES.des_fichiers), *(nom for nom, _, _ in MENTIONS))
    sorte = _Sorte("csv-technique", ",", titres, technique, _texte_technique, sql.PARTENAIRES)
    yield from _csv(sorte, lecteur, ids, mentions)


def _csv(sorte: _Sorte, lecteur: Lecteur, ids: Sequence[str], mentions: Mentions) -> Iterator[bytes]:
    yield _ecrire(sorte, [sorte.titres])[0] + FIN_DE_LIGNE
    fin = _ecrire(sorte, [[sorte.en_texte(v) for v in (mentions.extrait_le, mentions.phrase)]])[0]
    suite = sorte.separateur.encode() + fin + FIN_DE_LIGNE
    convertir = list(zip(PRATIQUES.des_fichiers, convertisseurs(PRATIQUES, sorte.fabrique), strict=True))
    for lot in en_lots(ids):
        with lecteur() as cur:
            version = cle(cur)
            lignes = RESERVE.connues(version, sorte.nom, lot)
            absentes = [i for i in lot if i not in lignes]
            lu = en_colonnes(cur, absentes, sorte.partenaires) if absentes else None
        if lu is not None:
            cellules = zip(*(_textes(sorte, c, f, lu[c.nom]) for c, f in convertir), strict=True)
            faites = dict(zip(lu["id"], _ecrire(sorte, cellules), strict=True))
            RESERVE.garder(version, sorte.nom, faites)
            lignes |= faites
        yield b"".join(morceau for i in lot if i in lignes for morceau in (lignes[i], suite))


def _ecrire(sorte: _Sorte, lignes: Iterable[Iterable[str]]) -> list[bytes]:
    """Return each line as CSV writes it, what ends it left out."""
    ecrites = _Ecrites()
    csv.writer(ecrites, delimiter=sorte.separateur, lineterminator="\r\n").writerows(lignes)
    return ecrites


class _Ecrites(list[bytes]):
    """What a CSV writer writes, line by line. It quotes the characters that end a line: they cannot be left out before."""

    def write(self, ligne: str) -> None:
        """Take one line."""
        self.append(ligne[:-2].encode())


def _textes(sorte: _Sorte, colonne: Colonne, convertir: Convertisseur, valeurs: list[Any]) -> list[str]:
    """Return the cells of a column; each distinct value is written once."""
    en_texte = sorte.en_texte
    if colonne.type in ("objets", "nombre"):  # a dict cannot be looked up; 0.0 and -0.0 are equal
        return [en_texte(convertir(v)) for v in valeurs]
    ecrits = {v: en_texte(convertir(v)) for v in set(valeurs)}
    return [ecrits[v] for v in valeurs]


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
