"""Read the files of data/connecteurs: one reviewed YAML file a connector."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from observatoire.connecteurs.model import DATA_INCLUSION, FORMATS, GEOJSON, TABLEUR, Connecteur
from observatoire.connecteurs.schema import SCHEMA
from observatoire.errors import ErreurObservatoire, Introuvable

DOSSIER = "connecteurs"
"""Folder of the connectors, inside the data folder."""
_ATTENDU = {
    "code": "des minuscules sans accent, des chiffres et des tirets bas, comme le nom du fichier",
    "actif": "oui ou non",
    "format": f"l’un de {', '.join(FORMATS)}",
    "adresse": "une adresse https:// sans mot de passe ni «\u00a0#\u00a0»",
    "services": "une adresse https:// ou un fichier du dossier, comme l’offre de structures",
    "fichier": "le nom d’un fichier de data/connecteurs, sans «\u00a0..\u00a0»",
    "pages": "oui ou non",
    "jeton": "oui ou non",
    "delai_s": "un nombre de secondes entre 1 et 600",
    "territoires": "une liste d’identifiants comme departement-69",
    "champs": "un nom de champ de la source, en texte, pour chacun des nôtres",
    "revu_le": "un jour comme 2026-11-27",
    "constantes": "type_structure et cote_defaut, chacun une valeur de son vocabulaire",
}
_LECTEUR = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def lire_connecteurs(donnees: Path) -> list[Connecteur]:
    """Return the connectors of a data folder, by code.

    Raises ErreurObservatoire, which names the file and the field, when one of them is wrong.
    """
    return [lire_connecteur(fichier) for fichier in sorted((donnees / DOSSIER).glob("*.yaml"))]


def trouver_connecteur(donnees: Path, code: str) -> Connecteur:
    """Return one connector. Raises Introuvable, ErreurObservatoire."""
    for connecteur in lire_connecteurs(donnees):
        if connecteur.code == code:
            return connecteur
    raise Introuvable(
        f"Aucun connecteur ne s’appelle «\u00a0{code[:60]}\u00a0»\u00a0: voyez ./observatoire connecteur lister."
    )


def lire_connecteur(fichier: Path) -> Connecteur:
    """Return the connector that a file describes. Raises ErreurObservatoire."""
    try:
        contenu = yaml.load(fichier.read_text(encoding="utf-8"), Loader=_LECTEUR)
    except (yaml.YAMLError, UnicodeDecodeError) as cause:
        raise ErreurObservatoire(
            f"{fichier.name} n’est pas du YAML correct en UTF-8\u00a0: vérifiez l’alignement, les deux-points et les guillemets."
        ) from cause
    if fautes := verifier(contenu, fichier):
        raise ErreurObservatoire(f"{fichier.name}\u00a0: {' '.join(fautes)}")
    lus = {nom: contenu.get(nom, "non") == "oui" for nom in ("actif", "pages", "jeton")}
    lus |= {"territoires": tuple(contenu.get("territoires", ()))}
    lus |= {"revu_le": date.fromisoformat(str(contenu["revu_le"]))}
    return Connecteur(**contenu | lus)


def verifier(contenu: Any, fichier: Path) -> list[str]:
    """Return a French sentence for each thing that is wrong in a file; none when it is right."""
    texte = json.loads(json.dumps(contenu, default=str))
    erreurs = sorted(_validateur().iter_errors(texte), key=lambda e: list(map(str, e.path)))
    fautes = [_dire(e) for e in erreurs]
    return fautes or [*_fautes_d_ensemble(texte, fichier)]


def _fautes_d_ensemble(c: dict[str, Any], fichier: Path) -> list[str]:
    """Return what no field alone shows."""
    fautes = []
    if not _est_un_jour(c["revu_le"]):
        fautes.append(f"le champ «\u00a0revu_le\u00a0» doit être {_ATTENDU['revu_le']}.")
    if c["code"] != fichier.stem:
        fautes.append(f"le code «\u00a0{c['code']}\u00a0» doit être le nom du fichier.")
    if ("adresse" in c) == ("fichier" in c):
        fautes.append("donnez soit «\u00a0adresse\u00a0», soit «\u00a0fichier\u00a0».")
    if c["format"] in (GEOJSON, TABLEUR) and not {"id", "nom"} <= set(c.get("champs", {})):
        fautes.append("dites dans «\u00a0champs\u00a0» où la source donne au moins id et nom.")
    if c["format"] == DATA_INCLUSION and "champs" in c:
        fautes.append(
            "retirez «\u00a0champs\u00a0»\u00a0: le format data·inclusion dit déjà le sens des siens."
        )
    if c["format"] != DATA_INCLUSION and (propres := {"services", "pages"} & set(c)):
        fautes.append(f"retirez {', '.join(sorted(propres))}\u00a0: le format data·inclusion seul en a.")
    if "adresse" not in c and (propres := {"pages", "jeton"} & set(c)):
        fautes.append(f"retirez {', '.join(sorted(propres))}\u00a0: un fichier n’en a pas besoin.")
    return fautes


def _est_un_jour(texte: str) -> bool:
    try:
        date.fromisoformat(texte)
    except ValueError:
        return False
    return True


@cache
def _validateur() -> Draft202012Validator:
    return Draft202012Validator(SCHEMA)


def _dire(erreur: Any) -> str:
    ou = ".".join(map(str, erreur.path))
    dans = f" dans {ou}" if ou else ""
    if erreur.validator == "required":
        manquants = [nom for nom in erreur.validator_value if nom not in erreur.instance]
        return f"il manque {', '.join(manquants)}{dans}."
    if erreur.validator == "additionalProperties":
        connus = erreur.schema.get("properties", {})
        inconnus = [nom for nom in erreur.instance if nom not in connus]
        return f"on n’attend pas {', '.join(map(str, inconnus))}{dans}\u00a0: les champs sont {', '.join(connus)}."
    champ = ou.partition(".")[0]
    if not ou:
        return "on attend une suite de lignes «\u00a0champ: valeur\u00a0»."
    return f"le champ «\u00a0{ou}\u00a0» doit être {_ATTENDU.get(champ, 'un texte, non vide')}."
