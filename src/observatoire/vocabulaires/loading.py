"""Read the vocabularies written in `valeurs/*.yaml`; a malformed file is a programming error (ValueError)."""

from datetime import date
from importlib.resources import files
from typing import Any

import yaml

from observatoire.vocabulaires.model import Valeur, Vocabulaire

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml: 4 ms for all files instead of 60
_CHAMPS = {"libelle", "description", "court", "cote_defaut", "retire_le"}


class _SansDoublon(_LOADER):  # type: ignore[misc, valid-type]
    """Refuses a key written twice, that YAML would silently override."""


def _mapping(loader: Any, noeud: Any) -> dict[str, Any]:
    cles = [cle.value for cle, _ in noeud.value]
    if doubles := {cle for cle in cles if cles.count(cle) > 1}:
        raise ValueError(f"key written twice: {sorted(doubles)}")
    return dict(loader.construct_pairs(noeud, deep=True))


_SansDoublon.add_constructor("tag:yaml.org,2002:map", _mapping)


def lire_vocabulaire(nom: str, texte: str) -> Vocabulaire:
    """Build a vocabulary from the text of its YAML file."""
    contenu = yaml.load(texte, Loader=_SansDoublon)
    return Vocabulaire(
        nom=nom,
        libelle=contenu["libelle"],
        description=contenu["description"],
        valeurs=tuple(_valeur(nom, code, champs) for code, champs in contenu["valeurs"].items()),
    )


def _valeur(nom: str, code: Any, champs: dict[str, Any]) -> Valeur:
    if (
        not isinstance(code, str)
        or not champs.keys() <= _CHAMPS
        or not {"libelle", "description"} <= champs.keys()
    ):
        raise ValueError(
            f"{nom}.yaml, {code!r}: needs a text code, libelle, description, then {sorted(_CHAMPS)}"
        )
    retire_le = champs.get("retire_le")
    if retire_le is not None and not isinstance(retire_le, date):
        raise ValueError(f"{nom}.yaml, {code!r}: retire_le is a date, 2027-01-31")
    return Valeur(
        code=code,
        court=champs.get("court", champs["libelle"]),
        **{c: v for c, v in champs.items() if c != "court"},
    )


def lire_tous() -> list[Vocabulaire]:
    """Return every vocabulary shipped in `valeurs/`, by name."""
    dossier = files("observatoire.vocabulaires") / "valeurs"
    fichiers = sorted((f for f in dossier.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return [lire_vocabulaire(f.name.removesuffix(".yaml"), f.read_text(encoding="utf-8")) for f in fichiers]
