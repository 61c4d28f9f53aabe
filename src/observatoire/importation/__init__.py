"""Many pratiques from one file: each row becomes a contribution that waits to be read, the whole can be undone."""

from observatoire.importation.actions import annuler, importer
from observatoire.importation.lecture import (
    Existantes,
    colonne_proche,
    correspondances_de,
    lister_imports,
    lister_sources,
    previsualiser,
    titres_a_placer,
)
from observatoire.importation.model import COLONNES, Apercu, Colonne, Faute, Import, Ligne

__all__ = [
    "COLONNES",
    "Apercu",
    "Colonne",
    "Existantes",
    "Faute",
    "Import",
    "Ligne",
    "annuler",
    "colonne_proche",
    "correspondances_de",
    "importer",
    "lister_imports",
    "lister_sources",
    "previsualiser",
    "titres_a_placer",
]
