"""The files that go with an import: a model to fill in, the wrong rows to correct and import again."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from observatoire.formules import proteger
from observatoire.publication.classeur import Feuille, ecrire_classeur
from observatoire.web.importation.model import LigneLue, Sorte

MODELE_DU = datetime(2026, 1, 1)
LARGEURS = (24, 80, 16, 28, 28)


def en_csv(titres: Sequence[str], lignes: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV that a French spreadsheet opens, its texts kept from being taken for formulas."""
    sortie = io.StringIO()
    ecriture = csv.writer(sortie, delimiter=";")
    ecriture.writerow(titres)
    ecriture.writerows([proteger(c) if isinstance(c, str) else c for c in ligne] for ligne in lignes)
    return "\ufeff".encode() + sortie.getvalue().encode()


def fautives(sorte: Sorte, lignes: Iterable[LigneLue]) -> bytes:
    """Return the wrong rows: the cells as they were read, the row, the reason, what to write instead."""
    noms = [colonne.nom for colonne in sorte.colonnes]
    return en_csv(
        (*noms, "ligne", "erreur", "proposition"),
        (
            (*(x.cellules.get(nom, "") for nom in noms), x.numero, " ".join(x.erreurs), x.proposition)
            for x in lignes
        ),
    )


def modele(sorte: Sorte) -> bytes:
    """Return a workbook with the titles of the columns and nothing else, then a sheet that says what each takes."""
    if sorte.modele is not None:
        return sorte.modele()
    titres = [colonne.nom for colonne in sorte.colonnes]
    explications = [
        (c.nom, c.sens, "facultative" if c.facultative else "obligatoire", *c.exemples)
        for c in sorte.colonnes
    ]
    feuilles = [
        Feuille("À remplir", titres, [max(14, len(t) + 4) for t in titres], []),
        Feuille("Lisez-moi", ("Colonne", "Ce qu’on y écrit", "", "Exemple", "Autre exemple"), LARGEURS, [explications]),
    ]  # fmt: skip
    return b"".join(ecrire_classeur(feuilles, MODELE_DU))
