"""From a value of a record to what one cell of a file holds."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from observatoire.clock import a_paris
from observatoire.publication.model import Colonne, Ressource
from observatoire.vocabulaires import libelle, vocabulaire

SEPARATEUR = " | "
"""Between the values of a list, in files for people."""

Cellule = str | int | float | date | datetime | None
Convertisseur = Callable[[Any], Cellule]


def convertisseurs(ressource: Ressource, fabrique: Callable[[Colonne], Convertisseur]) -> list[Convertisseur]:
    """Return what turns each column of the files into a cell, in order."""
    return [fabrique(colonne) for colonne in ressource.des_fichiers]


def en_clair(colonne: Colonne) -> Convertisseur:
    """Return the converter of files for people: names instead of codes, Paris time; numbers and dates as such."""
    if colonne.type == "objets":
        return _OBJETS_EN_CLAIR[colonne.ressource or ""]
    if colonne.type == "instant":
        return lambda v: None if v is None else a_paris(v).replace(tzinfo=None, microsecond=0)
    noms = {v.code: v.libelle for v in vocabulaire(colonne.vocabulaire)} if colonne.vocabulaire else {}
    if colonne.liste:
        return lambda v: SEPARATEUR.join([noms.get(x, x) for x in v]) if v else ""
    return (lambda v: noms.get(v, v)) if noms else (lambda v: v)


def technique(colonne: Colonne) -> Convertisseur:
    """Return the converter of the technical CSV: codes, ISO 8601, JSON for records, `|` between values."""
    if colonne.type == "objets":
        return en_json
    if colonne.liste:
        return joindre
    if colonne.type == "instant":
        return lambda v: None if v is None else f"{v.isoformat()}Z"
    if colonne.type == "date":
        return lambda v: None if v is None else v.isoformat()
    return lambda v: v


def joindre(valeurs: Sequence[str] | None) -> str:
    r"""Join values with `|`; a `|` or `\` inside a value is preceded by `\`."""
    return "|".join(v.replace("\\", "\\\\").replace("|", "\\|") for v in valeurs or ())


def separer(texte: str) -> list[str]:
    """Return the values that `joindre` joined (no value for an empty text)."""
    if not texte:
        return []
    valeurs, echappe = [""], False
    for caractere in texte:
        if not echappe and caractere == "|":
            valeurs.append("")
        elif not echappe and caractere == "\\":
            echappe = True
        else:
            valeurs[-1] += caractere
            echappe = False
    return valeurs


def en_json(valeur: Any) -> str:
    """Return compact JSON; instants are UTC and end with Z."""
    return json.dumps(valeur, ensure_ascii=False, separators=(",", ":"), default=_iso)


def _iso(valeur: Any) -> str:
    if isinstance(valeur, datetime):
        return f"{valeur.isoformat()}Z"
    if isinstance(valeur, date):
        return valeur.isoformat()
    raise TypeError(f"not JSON: {type(valeur).__name__}")


def _partenaires_en_clair(partenaires: list[dict[str, Any]]) -> str:
    return SEPARATEUR.join(
        f"{p['nom']} ({', '.join(filter(None, (libelle('cote', p['cote']), libelle('role', p['role']))))})"
        for p in partenaires
    )


def _sources_en_clair(sources: list[dict[str, Any]]) -> str:
    return SEPARATEUR.join(f"{s['titre']} ({s['url']})" if s["url"] else s["titre"] for s in sources)


def _effets_en_clair(effets: list[dict[str, Any]]) -> str:
    return SEPARATEUR.join(
        f"{libelle('frein', e['frein'])} / {libelle('levier', e['levier'])} ({libelle('effet', e['effet'])})"
        for e in effets
    )


def _inspirations_en_clair(inspirations: list[dict[str, Any]]) -> str:
    return SEPARATEUR.join(i["source_titre"] for i in inspirations)


_OBJETS_EN_CLAIR: dict[str, Convertisseur] = {
    "partenaires": _partenaires_en_clair,
    "effets": _effets_en_clair,
    "inspirations": _inspirations_en_clair,
    "sources": _sources_en_clair,
}
