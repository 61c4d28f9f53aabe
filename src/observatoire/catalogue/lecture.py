"""Read and check the whole catalogue: every finding is told at once, then nothing is loaded."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from observatoire.catalogue import verification
from observatoire.catalogue.errors import ErreurCatalogue
from observatoire.catalogue.fichiers import lire_entrees
from observatoire.catalogue.fusion import appliquer_decisions
from observatoire.catalogue.messages import dire
from observatoire.catalogue.model import Catalogue, Entree
from observatoire.vocabulaires import vocabulaire

FORMATS = {
    "exemples.yaml": "pratique",
    "documentees.yaml": "pratique",
    "structures.yaml": "structure",
    "pistes.yaml": "piste",
    "objectifs.yaml": "parole",
    "freins.yaml": "parole",
    "leviers.yaml": "parole",
    "glossaire.yaml": "terme",
    "decisions_doublons.yaml": "decisions_doublons",
}
"""Files of the catalogue and the schema of their entries (schemas/<name>.schema.json)."""
PRATIQUES = {"exemples.yaml": "rapport", "documentees.yaml": "documentee"}
"""Files of pratiques, and the origin of those they hold."""
PAROLES = {"objectifs.yaml": "objectif", "freins.yaml": "frein", "leviers.yaml": "levier"}
"""Files of the report's words, and the vocabulary of their codes."""
ERREURS_MONTREES = 20

Fichiers = dict[str, list[Entree]]


def lire_catalogue(dossier: Path) -> Catalogue:
    """Return the catalogue of a folder, look-alikes settled by decisions_doublons.yaml.

    Raises ErreurCatalogue, which names file, entry, field and what to do for each thing that is wrong.
    """
    fichiers = {nom: lire_entrees(dossier / nom) for nom in FORMATS}
    _refuser(_erreurs_de_forme(fichiers, dossier / "schemas"))
    _refuser(_erreurs_de_fond(fichiers))
    pratiques = [p | {"origine": origine} for nom, origine in PRATIQUES.items() for p in fichiers[nom]]
    restantes = tuple(appliquer_decisions(pratiques, list(fichiers["decisions_doublons.yaml"])))
    _refuser(_erreurs_des_pistes(fichiers["pistes.yaml"], frozenset(p["id"] for p in restantes)))
    return Catalogue(
        pratiques=restantes,
        structures=tuple(fichiers["structures.yaml"]),
        pistes=tuple(fichiers["pistes.yaml"]),
        paroles=tuple(p | {"vocabulaire": voc} for nom, voc in PAROLES.items() for p in fichiers[nom]),
        termes=tuple(fichiers["glossaire.yaml"]),
    )


def valider_entree(schema: Path, entree: Any) -> list[str]:
    """Return the sentences about one entry against one schema file; none when it is right."""
    erreurs = sorted(_validateur(schema).iter_errors(entree), key=lambda e: str(e.absolute_path))
    return list(dict.fromkeys(dire(e) for e in erreurs))


@cache
def _validateur(schema: Path) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))


def _refuser(erreurs: Iterator[str]) -> None:
    toutes = list(erreurs)
    if not toutes:
        return
    reste = len(toutes) - ERREURS_MONTREES
    suite = [f"… et {reste} autres."] if reste > 0 else []
    raise ErreurCatalogue(
        "Le catalogue n’a pas été chargé :\n" + "\n".join([*toutes[:ERREURS_MONTREES], *suite])
    )


def _ou(fichier: str, entree: Any, rang: int) -> str:
    cle = entree.get("id", entree.get("code")) if isinstance(entree, dict) else None
    return f"{fichier}, entrée « {cle} », " if isinstance(cle, str) else f"{fichier}, entrée numéro {rang}, "


def _erreurs_de_forme(fichiers: Fichiers, schemas: Path) -> Iterator[str]:
    for nom, entrees in fichiers.items():
        schema = schemas / f"{FORMATS[nom]}.schema.json"
        for rang, entree in enumerate(entrees, 1):
            for phrase in valider_entree(schema, entree):
                yield _ou(nom, entree, rang) + phrase


def _erreurs_de_fond(fichiers: Fichiers) -> Iterator[str]:
    structures = frozenset(s["id"] for s in fichiers["structures.yaml"])
    for nom in PRATIQUES:
        for rang, pratique in enumerate(fichiers[nom], 1):
            for phrase in verification.erreurs_pratique(pratique, structures):
                yield _ou(nom, pratique, rang) + phrase
    for rang, structure in enumerate(fichiers["structures.yaml"], 1):
        for phrase in verification.codes_inconnus(structure, verification.CODES_STRUCTURE):
            yield _ou("structures.yaml", structure, rang) + phrase
    for nom, voc in PAROLES.items():
        for parole in fichiers[nom]:
            if parole["code"] not in vocabulaire(voc):
                yield (
                    f"{nom}, entrée « {parole['code']} », champ code : ce n’est pas un code du vocabulaire "
                    f"{voc}. Prenez un code de la liste."
                )
    yield from _erreurs_de_cles(fichiers)


def _erreurs_de_cles(fichiers: Fichiers) -> Iterator[str]:
    autres = (nom for nom in FORMATS if nom not in PRATIQUES and nom != "decisions_doublons.yaml")
    for groupe in (tuple(PRATIQUES), *((nom,) for nom in autres)):
        cles = ((nom, e["code" if nom in PAROLES else "id"]) for nom in groupe for e in fichiers[nom])
        for fichier, cle, premier in verification.doublons(cles):
            yield (
                f"{fichier}, entrée « {cle} », champ {'code' if fichier in PAROLES else 'id'} : "
                f"déjà pris dans {premier}. Changez-en un, ou retirez l’entrée en double."
            )


def _erreurs_des_pistes(pistes: list[Entree], pratiques: frozenset[str]) -> Iterator[str]:
    for rang, piste in enumerate(pistes, 1):
        for phrase in verification.erreurs_piste(piste, pratiques):
            yield _ou("pistes.yaml", piste, rang) + phrase
