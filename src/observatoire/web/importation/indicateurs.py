"""Values of an indicator, by official code."""

from observatoire.comptes import Personne
from observatoire.indicateurs.importation import importables, importer, previsualiser, valeurs_presentes
from observatoire.indicateurs.model import Indicateur
from observatoire.store import lire
from observatoire.web.formats import pluriel
from observatoire.web.importation.fichiers import en_csv
from observatoire.web.importation.model import Colonne, Lecture, LigneLue, Sorte

SORTE = Sorte(
    "indicateur",
    "Les valeurs d’un indicateur",
    "Une valeur par territoire, à la place de toutes celles que l’indicateur avait.",
    "importer_indicateur",
    (
        Colonne("code", "code officiel géographique, ou departement-75", ("departement-75", "69123")),
        Colonne("valeur", "nombre, à la virgule ou au point", ("12,5", "8")),
        Colonne("annee", "si elle n’est pas celle de l’indicateur", ("", "2023"), facultative=True),
    ),
)


def proposes() -> list[Indicateur]:
    """Return the indicators whose values are imported."""
    with lire() as cur:
        return importables(cur)


def lecture(personne: Personne, code: str, niveau: str, contenu: bytes) -> Lecture:
    """Return what a file of values would do. Raises Invalide (`indicateur`, `fichier`)."""
    with lire() as cur:
        apercu = previsualiser(cur, code, contenu, niveau=niveau)
    remplacees = f", à la place des {apercu.remplacees} présentes" if apercu.remplacees else ""
    return Lecture(
        [LigneLue(x.numero, x.cellules, x.erreurs, x.suggestion) for x in apercu.lignes],
        f"{pluriel(len(apercu.valides), 'valeur')} à enregistrer{remplacees}.",
        lambda: _fait(importer(personne, code, apercu, valides_seulement=True)),
    )


def _fait(nombre: int) -> str:
    return f"{pluriel(nombre, 'valeur')} {'enregistrée' if nombre == 1 else 'enregistrées'}."


def presentes(code: str) -> bytes:
    """Return the values that an import would replace, as a file that puts them back."""
    with lire() as cur:
        lignes = valeurs_presentes(cur, code)
    return en_csv(("code", "valeur", "annee"), lignes)
