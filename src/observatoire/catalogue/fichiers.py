"""Read the YAML files of the catalogue as they are written: a key once, dates left as text."""

from pathlib import Path
from typing import Any

import yaml

from observatoire.catalogue.errors import ErreurCatalogue

_BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml: eight times faster
_DATE = "tag:yaml.org,2002:timestamp"


class _CleDouble(Exception):
    """A key is written twice in one mapping."""


class _Lecteur(_BASE):  # type: ignore[misc, valid-type]
    """Leaves dates as text (2025-07 and 2025-07-03 alike) and refuses a key written twice."""

    yaml_implicit_resolvers = {
        premier: [(marque, motif) for marque, motif in regles if marque != _DATE]
        for premier, regles in _BASE.yaml_implicit_resolvers.items()
    }


def _mapping(lecteur: Any, noeud: Any) -> dict[str, Any]:
    cles = [cle.value for cle, _ in noeud.value]
    for cle, _ in noeud.value:
        if cles.count(cle.value) > 1:
            raise _CleDouble(f"{cle.value}\n{cle.start_mark.line + 1}")
    return dict(lecteur.construct_pairs(noeud, deep=True))


_Lecteur.add_constructor("tag:yaml.org,2002:map", _mapping)


def lire_entrees(fichier: Path) -> list[Any]:
    """Return the list that a file of the catalogue holds.

    Raises ErreurCatalogue when the file is missing, is not YAML, or is not a list.
    """
    try:
        contenu = yaml.load(fichier.read_text(encoding="utf-8"), Loader=_Lecteur)
    except FileNotFoundError as cause:
        raise ErreurCatalogue(
            f"Le fichier {fichier.name} manque dans {fichier.parent} : il est livré avec l’observatoire. "
            "Reprenez-le d’une version complète."
        ) from cause
    except UnicodeDecodeError as cause:
        raise ErreurCatalogue(
            f"{fichier.name} n’est pas écrit en UTF-8 : réenregistrez-le dans cet encodage."
        ) from cause
    except _CleDouble as cause:
        cle, ligne = str(cause).split("\n")
        raise ErreurCatalogue(
            f"{fichier.name}, ligne {ligne} : le champ « {cle} » est écrit deux fois dans la même entrée. "
            "Gardez-en un seul."
        ) from cause
    except yaml.YAMLError as cause:
        raise ErreurCatalogue(
            f"{fichier.name}{_ligne(cause)} : le fichier n’est pas du YAML correct. "
            "Vérifiez l’alignement, les deux-points et les guillemets."
        ) from cause
    if not isinstance(contenu, list):
        raise ErreurCatalogue(
            f"{fichier.name} doit contenir une liste d’entrées, chacune commençant par « - »."
        )
    return contenu


def _ligne(erreur: yaml.YAMLError) -> str:
    marque = getattr(erreur, "problem_mark", None)
    return f", ligne {marque.line + 1}" if marque is not None else ""
