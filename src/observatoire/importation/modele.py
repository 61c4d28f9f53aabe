"""The workbook to fill in: the titles, lists to choose from, and what each column takes."""

import io
from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from observatoire.importation.lecture import LIGNES_AU_PLUS
from observatoire.importation.model import COLONNES
from observatoire.vocabulaires import vocabulaire

LARGEURS = (22, 70, 14, 40, 40)


@cache
def modele() -> bytes:
    """Return the model as XLSX: « À remplir », « Lisez-moi », « Listes »."""
    classeur = Workbook()
    remplir: Any = classeur.active
    remplir.title = "À remplir"
    _titres(remplir, [c.nom for c in COLONNES])
    for rang, colonne in enumerate(COLONNES, 1):
        remplir.column_dimensions[get_column_letter(rang)].width = max(16, len(colonne.nom) + 4)
    _lisez_moi(classeur.create_sheet("Lisez-moi"))
    _listes(remplir, classeur.create_sheet("Listes"))
    sortie = io.BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


def _titres(feuille: Any, titres: list[str]) -> None:
    feuille.append(titres)
    for cellule in feuille[1]:
        cellule.font = Font(bold=True)
    feuille.freeze_panes = "A2"


def _lisez_moi(feuille: Any) -> None:
    _titres(feuille, ["Colonne", "Ce qu’on y écrit", "", "Exemple", "Autre exemple"])
    for c in COLONNES:
        feuille.append((c.nom, c.sens, "facultative" if c.facultative else "obligatoire", *c.exemples))
    for rang, largeur in enumerate(LARGEURS, 1):
        feuille.column_dimensions[get_column_letter(rang)].width = largeur


def _listes(remplir: Any, feuille: Any) -> None:
    """Write each list once, and offer it in its columns: a cell of one value refuses others, one of several helps."""
    noms = list(dict.fromkeys(c.vocabulaire for c in COLONNES if c.vocabulaire))
    colonnes = {c.vocabulaire: c.nom for c in reversed(COLONNES)}
    for rang, nom in enumerate(noms, 1):
        lettre = get_column_letter(rang)
        feuille.column_dimensions[lettre].width = 40
        valeurs = [colonnes[nom], *(v.code for v in vocabulaire(nom).proposees)]
        for numero, valeur in enumerate(valeurs, 1):
            feuille.cell(numero, rang, valeur)
        etendue = f"Listes!${lettre}$2:${lettre}${len(valeurs)}"
        for place, colonne in enumerate(COLONNES, 1):
            if colonne.vocabulaire == nom:
                _proposer(remplir, get_column_letter(place), etendue, seule=not colonne.plusieurs)


def _proposer(feuille: Any, lettre: str, etendue: str, *, seule: bool) -> None:
    liste = DataValidation(type="list", formula1=etendue, allow_blank=True, showErrorMessage=seule)
    liste.errorTitle, liste.error = "Valeur inconnue", "Choisissez une valeur de la liste."
    if not seule:
        liste.showInputMessage, liste.promptTitle = True, "Une ou plusieurs"
        liste.prompt = "Pour plusieurs valeurs, séparez leurs codes par un point-virgule."
    feuille.add_data_validation(liste)
    liste.add(f"{lettre}2:{lettre}{LIGNES_AU_PLUS + 1}")
