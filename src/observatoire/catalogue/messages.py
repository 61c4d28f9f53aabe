"""Say in French what a JSON Schema finds wrong: which file, which entry, which field, what to do."""

from collections.abc import Callable, Iterable
from typing import Any

from jsonschema import ValidationError

_TYPES = {
    "string": "un texte",
    "integer": "un nombre entier",
    "boolean": "true ou false",
    "array": "une liste, entre crochets",
    "object": "des champs, chacun avec son nom",
    "null": "null",
}
_FORMES = {
    "id": "des minuscules sans accent, des chiffres et des tirets, comme ptce-des-mureaux",
    "structure": "l’identifiant d’une entrée de structures.yaml, ou null",
    "date": '2021-12-13, 2021-12 ou "2021"',
    "url": "une adresse complète qui commence par https:// ou http://",
    "site": "une adresse complète qui commence par https:// ou http://",
    "territoires": "commune-78440, epci-200059889, departement-78, region-11 ou pays-FR",
    "siren": "neuf chiffres",
    "siret": "quatorze chiffres",
    "rna": "W suivi de neuf caractères",
}
_FORME_CODE = "un code de vocabulaire : minuscules sans accent, chiffres, traits"
_FORME_TEXTE = "un texte sur une ligne, sans espace au début ni à la fin"
_TEXTES = frozenset(
    {"nom", "titre", "resume", "texte", "texte_synthese", "citation", "terme", "source", "mots_libres"}
)


def dire(erreur: ValidationError) -> str:
    """Return the sentence about one finding, its field's name first."""
    champ, regle = chemin(erreur.absolute_path), str(erreur.validator)
    phrase = _FIXES.get(regle) or _PHRASES.get(regle, _inattendu)(erreur)
    return f"champ {champ} : {phrase}" if champ else phrase


def chemin(parties: Iterable[Any]) -> str:
    """Return a field's path, its lists counted from 1 as people do.

    >>> chemin(["partenaires", 0, "cote"])
    'partenaires[1].cote'
    """
    texte = ""
    for partie in parties:
        texte += f"[{partie + 1}]" if isinstance(partie, int) else f".{partie}" if texte else str(partie)
    return texte


def _champ(erreur: ValidationError) -> str:
    """Return the name of the field the value belongs to, list indexes apart."""
    noms = [partie for partie in erreur.absolute_path if isinstance(partie, str)]
    return noms[-1] if noms else ""


def _valeur(erreur: ValidationError) -> str:
    ecrits = {None: "null", True: "true", False: "false"}
    brut = erreur.instance
    texte = ecrits[brut] if brut is None or isinstance(brut, bool) else " ".join(str(brut).split())
    return f"« {texte[:60]}{'…' if len(texte) > 60 else ''} »"


def _manque(erreur: ValidationError) -> str:
    manquants = [nom for nom in erreur.validator_value if nom not in erreur.instance]
    return f"il manque {', '.join(manquants)}. Ajoutez-le ; s’il est inconnu, écrivez null ou []."


def _de_trop(erreur: ValidationError) -> str:
    inconnus = sorted(set(erreur.instance) - set(erreur.schema.get("properties", {})))
    return f"{', '.join(inconnus)} n’existe pas dans ce format. Corrigez le nom du champ ou retirez-le."


def _mauvais_type(erreur: ValidationError) -> str:
    attendus = (
        erreur.validator_value if isinstance(erreur.validator_value, list) else [erreur.validator_value]
    )
    return f"{_valeur(erreur)} n’est pas {' ou '.join(_TYPES[t] for t in attendus)}. Corrigez la valeur."


def _mauvaise_forme(erreur: ValidationError) -> str:
    champ = _champ(erreur)
    forme = _FORMES.get(champ) or (_FORME_TEXTE if champ in _TEXTES else _FORME_CODE)
    return f"{_valeur(erreur)} n’a pas la forme attendue. Écrivez {forme}."


def _trop_long(erreur: ValidationError) -> str:
    return f"le texte dépasse {erreur.validator_value} caractères ({len(erreur.instance)}). Raccourcissez-le."


def _hors_bornes(erreur: ValidationError) -> str:
    bornes = f"entre {erreur.schema['minimum']} et {erreur.schema['maximum']}"
    return f"{erreur.instance} n’est pas possible. Écrivez un nombre {bornes}."


def _inattendu(erreur: ValidationError) -> str:
    return f"{_valeur(erreur)} n’est pas accepté. Comparez avec le schéma du dossier schemas."


_FIXES = {
    "minLength": "le texte est vide. Écrivez-le, ou mettez null si le champ le permet.",
    "minItems": "la liste est vide. Il y faut au moins une valeur.",
    "uniqueItems": "une valeur est écrite deux fois. Gardez-la une seule fois.",
    "oneOf": (
        "les champs de l’entrée ne vont pas ensemble. Comparez-les avec une entrée voisine "
        "ou avec le schéma du dossier schemas."
    ),
}
_PHRASES: dict[str, Callable[[ValidationError], str]] = {
    "required": _manque,
    "additionalProperties": _de_trop,
    "type": _mauvais_type,
    "pattern": _mauvaise_forme,
    "maxLength": _trop_long,
    "minimum": _hors_bornes,
    "maximum": _hors_bornes,
}
