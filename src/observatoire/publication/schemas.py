"""Standard descriptions of the declared resources: Table Schema (frictionless) and JSON Schema."""

from typing import Any

from observatoire.publication.fichiers_csv import MENTIONS
from observatoire.publication.mentions import LICENCE, LICENCE_URL
from observatoire.publication.model import Colonne, Ressource
from observatoire.publication.ressources import RESSOURCES
from observatoire.settings import settings
from observatoire.vocabulaires import vocabulaire

_TABLE = {
    "texte": {"type": "string"},
    "entier": {"type": "integer"},
    "nombre": {"type": "number"},
    "date": {"type": "date"},
    "instant": {"type": "datetime", "format": "any"},
    "booleen": {"type": "boolean"},
    "objets": {"type": "array"},
}
_JSON = {
    "texte": {"type": "string"},
    "entier": {"type": "integer"},
    "nombre": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "instant": {"type": "string", "format": "date-time"},
    "booleen": {"type": "boolean"},
}


def table_schema(ressource: Ressource) -> dict[str, Any]:
    """Return the Table Schema of the resource's technical CSV."""
    champs = [_champ(c) for c in ressource.des_fichiers]
    if ressource.nom == "pratiques":
        champs += [
            {
                "name": nom,
                "title": libelle,
                "description": texte,
                "type": "date" if nom == "extrait_le" else "string",
            }
            for nom, libelle, texte in MENTIONS
        ]
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": ressource.nom,
        "title": ressource.libelle,
        "description": ressource.description,
        "homepage": f"{settings().public_url}/donnees",
        "licenses": [{"name": "etalab-2.0", "title": LICENCE, "path": LICENCE_URL}],
        "fields": champs,
        "primaryKey": list(ressource.cle),
        "missingValues": [""],
    }


def _champ(colonne: Colonne) -> dict[str, Any]:
    champ: dict[str, Any] = {
        "name": colonne.nom,
        "title": colonne.libelle,
        "description": colonne.description,
    }
    if colonne.liste and colonne.type != "objets":
        champ |= {
            "type": "string",
            "description": f"{colonne.description} Valeurs séparées par une barre verticale.",
        }
    else:
        champ |= _TABLE[colonne.type]
    contraintes: dict[str, Any] = {"required": True} if colonne.requise else {}
    if colonne.vocabulaire and not colonne.liste:
        contraintes["enum"] = list(vocabulaire(colonne.vocabulaire).codes)
    if colonne.vocabulaire:
        champ["vocabulaire"] = f"{settings().public_url}/api/v1/vocabulaires/{colonne.vocabulaire}"
    return champ | ({"constraints": contraintes} if contraintes else {})


def json_schema(ressource: Ressource, *, sans: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the JSON Schema of one record of the resource; `sans` leaves columns out."""
    colonnes = [c for c in ressource.colonnes if c.nom not in sans]
    return {
        "type": "object",
        "title": ressource.libelle,
        "description": ressource.description,
        "additionalProperties": False,
        "required": [c.nom for c in colonnes],
        "properties": {c.nom: _propriete(c) for c in colonnes},
    }


def _propriete(colonne: Colonne) -> dict[str, Any]:
    if colonne.type == "objets":
        valeur = json_schema(RESSOURCES[colonne.ressource or ""], sans=("pratique_id",))
    else:
        valeur = dict(_JSON[colonne.type])
        if colonne.vocabulaire:
            valeur["enum"] = list(vocabulaire(colonne.vocabulaire).codes)
    dit = {"title": colonne.libelle, "description": colonne.description}
    if colonne.liste:
        return {"type": "array", "items": valeur} | dit
    if not colonne.requise:
        valeur["type"] = [valeur["type"], "null"]
        if "enum" in valeur:
            valeur["enum"] = [*valeur["enum"], None]
    return valeur | dit
