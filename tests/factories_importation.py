"""Files of pratiques for the tests: right rows, and the ways in which a row is wrong."""

import csv
import io
from collections.abc import Iterable, Mapping

from openpyxl import Workbook

from observatoire.importation import COLONNES

NOMS = [c.nom for c in COLONNES]
JUSTE = {
    "titre": "Une cuisine partagée au centre social",
    "resume": "Une entreprise d’insertion et un centre social cuisinent chaque semaine avec les habitants.",
    "recit": "Tout a commencé par un four en panne. Le centre social a ouvert sa cuisine à l’entreprise d’insertion, qui y forme.",
    "forme": "Lieu partagé",
    "objectifs": "se_connaitre; construire_ensemble",
    "publics": "familles",
    "activite": "active",
    "territoires": "commune-78440",
    "partenaire_1": "La Marmite solidaire",
    "cote_1": "es",
    "role_1": "porteur",
    "partenaire_2": "Centre social des Tilleuls",
    "cote_2": "ts",
    "role_2": "co_porteur",
    "annee_debut": "2019",
}

FAUTES: tuple[tuple[str, str, str, str], ...] = (
    ("forme", "lieu partajé", "n’est pas une valeur connue", "lieu_partage"),
    ("objectifs", "se_conaitre", "n’est pas une valeur connue", "se_connaitre"),
    ("activite", "activ", "n’est pas une valeur connue", "active"),
    ("territoires", "Les Mureau", "n’est pas le code d’un territoire", "commune-78440"),
    ("cote_2", "travailleur social", "n’est pas une valeur connue", "ts"),
    ("annee_debut", "vers 2019", "n’est pas une année", "2019"),
)
"""Column, what is written there, reason told, what is proposed instead."""


def ligne(numero: int = 0, **champs: str) -> dict[str, str]:
    """Return a right row, of its own title, some cells changed."""
    titre = JUSTE["titre"] + (f" n° {numero}" if numero else "")
    return JUSTE | {"titre": titre} | champs


def en_csv(lignes: Iterable[Mapping[str, str]], *, separateur: str = ";", codage: str = "utf-8") -> bytes:
    """Return the rows as a CSV file."""
    sortie = io.StringIO()
    ecriture = csv.DictWriter(sortie, NOMS, restval="", delimiter=separateur)
    ecriture.writeheader()
    ecriture.writerows(lignes)
    return sortie.getvalue().encode(codage)


def en_xlsx(lignes: Iterable[Mapping[str, str]]) -> bytes:
    """Return the rows as a workbook."""
    classeur = Workbook(write_only=True)
    feuille = classeur.create_sheet()
    feuille.append(NOMS)
    for x in lignes:
        feuille.append([x.get(nom, "") for nom in NOMS])
    sortie = io.BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


def cinq_mille() -> tuple[list[dict[str, str]], dict[int, tuple[str, str, str, str]]]:
    """Return 5,000 rows, 300 of them wrong, and the fault of each wrong row by its number in the file."""
    lignes, fautes = [], {}
    for i in range(5_000):
        faute = FAUTES[(i // 16) % len(FAUTES)] if i % 16 == 7 and i < 4_800 else None
        lignes.append(ligne(i + 1, **({faute[0]: faute[1]} if faute else {})))
        if faute:
            fautes[i + 2] = faute
    assert len(fautes) == 300
    return lignes, fautes
