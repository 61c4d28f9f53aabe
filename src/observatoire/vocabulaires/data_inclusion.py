"""Themes and publics: the values of the package data-inclusion-schema (v1), plus the observatory's additions.

The values are read from the package's own modules without executing them: importing the package builds every
pydantic model it holds (0.4 s and 20 MB for two lists of words). A test compares the result with the import.
"""

import ast
from importlib.util import find_spec
from inspect import cleandoc
from pathlib import Path

from observatoire.vocabulaires.model import Categorie, Valeur, Vocabulaire

RESEAUX = {"ccas_cias": "ccas-cias", "service_departemental": "departements"}
"""Types of structures of ours that are exactly one network of the schema."""
TRAVAIL_SOCIAL = Categorie("obs", "Travail social")
AJOUTS = (
    ("obs--protection-de-l-enfance", "Protection de l’enfance", "Enfants et jeunes en danger ou confiés."),
    ("obs--sans-abrisme", "Sans-abrisme", "Personnes qui vivent à la rue ou sans logement à elles."),
    (
        "obs--violences-intrafamiliales",
        "Violences intrafamiliales",
        "Violences dans le couple ou dans la famille : repérage, mise à l’abri, accompagnement.",
    ),
    (
        "obs--vieillissement",
        "Vieillissement",
        "Perte d’autonomie, isolement et vie à domicile des personnes âgées.",
    ),
)


def _module(nom: str) -> Path:
    """Return the path of a module of data_inclusion.schema.v1, its packages not executed."""
    spec = find_spec("data_inclusion")
    for dossier in (spec.submodule_search_locations or []) if spec else []:
        if (chemin := Path(dossier, "schema", "v1", f"{nom}.py")).is_file():
            return chemin
    raise ModuleNotFoundError(f"data_inclusion.schema.v1.{nom}")


def lire_enumeration(module: str, classe: str) -> list[tuple[str, str, str | None]]:
    """Return (value, label, description) of each member of an enumeration of the package, in its order."""
    arbre = ast.parse(_module(module).read_text(encoding="utf-8"))
    corps = next(n.body for n in arbre.body if isinstance(n, ast.ClassDef) and n.name == classe)
    membres = [ast.literal_eval(n.value) for n in corps if isinstance(n, ast.Assign)]
    return [(code, libelle, cleandoc(texte) if texte else None) for code, libelle, texte in membres]


def thematiques() -> Vocabulaire:
    """Return the themes, each under its category; a category of data·inclusion is also a value, before its own."""
    categories = [
        Categorie(code, libelle) for code, libelle, _ in lire_enumeration("thematiques", "Categorie")
    ]
    fines = lire_enumeration("thematiques", "Thematique")
    valeurs = []
    for categorie in categories:
        valeurs.append(_categorie(categorie))
        valeurs += [_thematique(*t, categorie) for t in fines if t[0].startswith(f"{categorie.code}--")]
    valeurs += [_thematique(*ajout, TRAVAIL_SOCIAL) for ajout in AJOUTS]
    return Vocabulaire(
        nom="thematique",
        libelle="Thématique",
        description=(
            "Le sujet de la pratique. Catégories et thématiques du schéma data·inclusion v1 : la catégorie seule "
            "quand le sujet n’est pas connu plus précisément ; et quatre ajouts de l’observatoire pour le travail "
            "social."
        ),
        valeurs=tuple(valeurs),
    )


def _categorie(categorie: Categorie) -> Valeur:
    """Return a category as a value: that category, not more precisely."""
    return Valeur(
        code=categorie.code,
        libelle=categorie.libelle,
        description=f"Toute la catégorie « {categorie.libelle} », sans préciser davantage.",
        court=categorie.libelle,
        categorie=categorie,
    )


def _thematique(code: str, libelle: str, texte: str | None, categorie: Categorie) -> Valeur:
    description = texte or f"Catégorie « {categorie.libelle} »."
    return Valeur(code, libelle, description, court=libelle, categorie=categorie)


def publics() -> Vocabulaire:
    """Return the publics."""
    return Vocabulaire(
        nom="public",
        libelle="Public",
        description="Les personnes à qui la pratique s’adresse. Publics du schéma data·inclusion v1.",
        valeurs=tuple(
            Valeur(code, libelle, texte or libelle, court=libelle)
            for code, libelle, texte in lire_enumeration("publics", "Public")
        ),
    )
