"""What a connector's file may hold, as a JSON Schema whose lists come from the vocabularies."""

from typing import Any

from observatoire.connecteurs.model import FORMATS
from observatoire.vocabulaires import vocabulaire

CORRESPONDANCES = (
    "id", "nom", "description", "siret", "rna", "site", "lien", "code_insee", "code_postal", "commune", "lon", "lat", "maj",
    "thematiques", "publics",
)  # fmt: skip
"""What a source may be asked for, by the name we give it."""
_ADRESSE = r"^(https://[a-z0-9][a-z0-9.-]*|http://(127\.0\.0\.1|localhost))(:[0-9]{1,5})?(/[^\s\"'<>\\#]*)?$"
"""Encrypted; or on this very machine, where tests serve their files."""
_FICHIER = r"^(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_.\-/]*$"
_TEXTE = {"type": "string", "minLength": 1, "maxLength": 300, "pattern": r"\S"}
_OUI_NON = {"enum": ["oui", "non"]}

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["code", "libelle", "actif", "format", "source", "licence", "relecteur", "revu_le"],
    "properties": {
        "code": {"type": "string", "pattern": "^[a-z][a-z0-9_]{1,40}$"},
        "libelle": _TEXTE,
        "actif": _OUI_NON,
        "format": {"enum": list(FORMATS)},
        "adresse": {"type": "string", "maxLength": 500, "pattern": _ADRESSE},
        "fichier": {"type": "string", "maxLength": 200, "pattern": _FICHIER},
        "services": {"type": "string", "maxLength": 500, "pattern": f"({_ADRESSE})|({_FICHIER})"},
        "pages": _OUI_NON,
        "jeton": _OUI_NON,
        "delai_s": {"type": "integer", "minimum": 1, "maximum": 600},
        "source": _TEXTE,
        "licence": _TEXTE,
        "territoires": {
            "type": "array",
            "items": {
                "type": "string",
                "pattern": "^(commune|epci|departement|region)-[0-9A-Z]{2,9}$",
            },
        },
        "champs": {
            "type": "object",
            "additionalProperties": False,
            "properties": dict.fromkeys(CORRESPONDANCES, _TEXTE),
        },
        "constantes": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "type_structure": {"enum": list(vocabulaire("type_structure").codes)},
                "cote_defaut": {"enum": list(vocabulaire("cote").codes)},
            },
        },
        "relecteur": _TEXTE,
        "revu_le": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    },
}
