"""Read the sheet that an address names."""

from observatoire.errors import Introuvable
from observatoire.pratiques import Pratique, obtenir
from observatoire.store import Cursor


def lire_fiche(cur: Cursor, identifiant: str) -> Pratique:
    """Return a published pratique. Raises Introuvable; an id that no pratique can have is not asked of the store."""
    if not identifiant.isprintable():
        raise Introuvable("Cette fiche n’existe pas\u00a0: vérifiez l’adresse.")
    return obtenir(cur, identifiant)
