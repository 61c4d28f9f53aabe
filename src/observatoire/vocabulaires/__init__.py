"""Published vocabularies: one source for forms, filters, API, dictionary and docs.

The observatory's own are `valeurs/<name>.yaml`; themes and publics come from data·inclusion.
"""

from types import MappingProxyType

from observatoire.vocabulaires import data_inclusion, loading
from observatoire.vocabulaires.model import Categorie, Valeur, Vocabulaire

__all__ = ["VOCABULAIRES", "Categorie", "Valeur", "Vocabulaire", "libelle", "vocabulaire"]

VOCABULAIRES = MappingProxyType(
    {v.nom: v for v in [*loading.lire_tous(), data_inclusion.thematiques(), data_inclusion.publics()]}
)
"""Every vocabulary by its name."""


def vocabulaire(nom: str) -> Vocabulaire:
    """Return a vocabulary by its name; an unknown name is a programming error (KeyError)."""
    return VOCABULAIRES[nom]


def libelle(nom: str, code: str | None) -> str:
    """Return the name of a value, the code itself when the vocabulary does not know it, '' for None."""
    if code is None:
        return ""
    valeur = VOCABULAIRES[nom].get(code)
    return valeur.libelle if valeur else code
