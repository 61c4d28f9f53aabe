"""Read the files of data/indicateurs, and the columns of the files of values that they name."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import yaml
from jsonschema import Draft202012Validator

from observatoire.errors import ErreurObservatoire
from observatoire.indicateurs.model import Condition, Definition, Donnees, Indicateur
from observatoire.indicateurs.rules import nombre_francais

DOSSIER = "indicateurs"
"""Folder of the definitions, inside the data folder."""
_LECTEUR = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_VIDES = ("", "nd", "NA", "null")
"""What a CSV file writes where nothing is known."""


def lire_definitions(donnees: Path) -> list[Definition]:
    """Return the definitions of a data folder, in the order of portraits.

    Raises ErreurObservatoire, which names the file and the field, when one of them is wrong.
    """
    fichiers = sorted((donnees / DOSSIER).glob("*.yaml"))
    return sorted(map(lire_definition, fichiers), key=lambda d: (d.indicateur.ordre, d.indicateur.code))


def lire_definition(fichier: Path) -> Definition:
    """Return the definition that a file holds.

    Raises ErreurObservatoire when it is not YAML, or not what the schema beside asks.
    """
    try:
        contenu = yaml.load(fichier.read_text(encoding="utf-8"), Loader=_LECTEUR)
    except (yaml.YAMLError, UnicodeDecodeError) as cause:
        raise ErreurObservatoire(
            f"{fichier.name} n’est pas du YAML correct en UTF-8\u00a0: vérifiez l’alignement, les deux-points et les guillemets."
        ) from cause
    if fautes := verifier(contenu, fichier):
        raise ErreurObservatoire(f"{fichier.name}\u00a0: {' '.join(fautes)}")
    return _definition(contenu)


def verifier(contenu: Any, fichier: Path) -> list[str]:
    """Return a French sentence for each thing that is wrong in a file; none when it is right."""
    texte = json.loads(json.dumps(contenu, default=str))
    erreurs = sorted(_validateur(fichier.parent / "schema").iter_errors(texte), key=lambda e: list(e.path))
    fautes = [_dire(e) for e in erreurs]
    if not fautes and contenu["code"] != fichier.stem:
        fautes.append(f"le code «\u00a0{contenu['code']}\u00a0» doit être le nom du fichier.")
    return fautes


@cache
def _validateur(dossier: Path) -> Draft202012Validator:
    schema = (dossier / "indicateur.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(schema))


def _dire(erreur: Any) -> str:
    ou = ".".join(map(str, erreur.path))
    dans = f" dans {ou}" if ou else ""
    if erreur.validator == "required":
        manquants = [nom for nom in erreur.validator_value if nom not in erreur.instance]
        return f"il manque {', '.join(manquants)}{dans}."
    if erreur.validator == "additionalProperties":
        return f"un champ est inconnu{dans}\u00a0: voyez le schéma."
    return f"le champ «\u00a0{ou}\u00a0» n’a pas la forme attendue\u00a0: voyez le schéma."


def _definition(c: dict[str, Any]) -> Definition:
    donnees = None
    if c["donnees"] != "import":
        d = dict(c["donnees"])
        si = d.pop("si", None)
        donnees = Donnees(**d, si=Condition(si["colonne"], tuple(si["parmi"])) if si else None)
    champs = {nom: v for nom, v in c.items() if nom not in ("donnees", "sens")}
    return Definition(Indicateur(**champs), donnees)


def lire_colonnes(fichier: Path, colonnes: tuple[str, ...]) -> dict[str, list[Any]]:
    """Return columns of a Parquet or CSV file; an empty cell is None.

    Raises ErreurObservatoire when the file or a column is missing.
    """
    if not fichier.is_file():
        raise ErreurObservatoire(
            f"Le fichier {fichier} manque\u00a0: un indicateur y prend ses valeurs. Reprenez-le d’une version complète."
        )
    lues = _parquet(fichier, colonnes) if fichier.suffix == ".parquet" else _csv(fichier, colonnes)
    if absentes := [c for c in colonnes if c not in lues]:
        raise ErreurObservatoire(f"{fichier.name} n’a pas de colonne «\u00a0{absentes[0]}\u00a0».")
    return lues


def _parquet(fichier: Path, colonnes: tuple[str, ...]) -> dict[str, list[Any]]:
    presentes = set(pq.read_schema(fichier).names)
    table = pq.read_table(fichier, columns=[c for c in colonnes if c in presentes])
    return dict(table.to_pydict())


def _csv(fichier: Path, colonnes: tuple[str, ...]) -> dict[str, list[Any]]:
    with fichier.open(encoding="utf-8-sig", newline="") as texte:
        separateur = ";" if ";" in texte.readline() else ","
        texte.seek(0)
        lignes = list(csv.DictReader(texte, delimiter=separateur))
    presentes = lignes[0].keys() if lignes else ()
    return {c: [_cellule(c, ligne[c]) for ligne in lignes] for c in colonnes if c in presentes}


def _cellule(colonne: str, texte: str | None) -> Any:
    texte = (texte or "").strip()
    if texte in _VIDES:
        return None
    nombre = None if colonne == "code" else nombre_francais(texte)
    return texte if nombre is None else nombre
