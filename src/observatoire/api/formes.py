"""The small pieces of JSON Schema that the description of the API is made of."""

from typing import Any

Json = dict[str, Any]
TEXTE: Json = {"type": "string"}
NOMBRE: Json = {"type": "integer", "minimum": 0}


def objet(proprietes: Json, *, facultatives: tuple[str, ...] = ()) -> Json:
    """Return the schema of an object that has these properties and no other."""
    return {
        "type": "object",
        "properties": proprietes,
        "required": [nom for nom in proprietes if nom not in facultatives],
        "additionalProperties": False,
    }


def liste(schema: Json) -> Json:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def ou_rien(schema: Json) -> Json:
    """Return the same schema, null allowed."""
    return schema | {"type": [schema["type"], "null"]}
