"""Load the delivered indicators into the store, once per content."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from observatoire.errors import ErreurObservatoire
from observatoire.indicateurs import rules, sql
from observatoire.indicateurs.fichiers import DOSSIER, lire_colonnes, lire_definitions
from observatoire.indicateurs.model import Definition, Donnees
from observatoire.journal import journaliser
from observatoire.store import Cursor, ecrire, lire
from observatoire.territoires import identifiant

_FORMAT = "1"
"""Raised when what is derived from the same files changes, so that stores load them again."""

Parents = dict[str, list[str]]


def charger_indicateurs(donnees: Path) -> bool:
    """Load the definitions of `donnees`/indicateurs and their values; idempotent. Territories are loaded before.

    Values imported since stay, as long as their indicator does. Returns whether anything was written. Raises
    ErreurObservatoire when a file is missing or wrong: nothing is loaded then.
    """
    definitions = lire_definitions(donnees)
    with lire() as cur:
        empreinte = _empreinte(cur, donnees, definitions)
        if sql.empreinte(cur, "indicateurs") == empreinte:
            return False
        parents = sql.parents(cur)
    with ecrire() as tx:
        sql.remplacer_definitions(tx, definitions)
        for definition in definitions:
            if definition.donnees is not None:
                ici = definition.indicateur
                sql.ajouter_valeurs(
                    tx, ici.code, ici.annee, calculer(donnees, definition, definition.donnees, parents)
                )
        sql.noter_chargement(tx, empreinte)
        journaliser(
            tx, "referentiel", "charge", "referentiel", "indicateurs", {"indicateurs": len(definitions)}
        )
    return True


def calculer(donnees: Path, definition: Definition, source: Donnees, parents: Parents) -> dict[str, float]:
    """Return the value of each territory that has one; a code that no territory has is left out."""
    colonnes = lire_colonnes(donnees / source.fichier, ("code", *source.colonnes))
    ids = [identifiant(source.niveau, str(code)) for code in colonnes["code"]]
    gardees = [rang for rang, i in enumerate(ids) if i in parents]
    choisies = {nom: [valeurs[rang] for rang in gardees] for nom, valeurs in colonnes.items()}
    niveaux = tuple(f"{niveau}-" for niveau in rules.DESSUS[source.niveau])
    au_dessus = {ids[r]: [a for a in parents[ids[r]] if a.startswith(niveaux)] for r in gardees}
    return rules.valeurs(definition, choisies | {"id": [ids[r] for r in gardees]}, au_dessus)


def _empreinte(cur: Cursor, donnees: Path, definitions: Sequence[Definition]) -> str:
    """Return the checksum of the definitions, of the files they read, and of the territories loaded."""
    somme = hashlib.sha256(f"{_FORMAT} {sql.empreinte(cur, 'territoires')}".encode())
    fichiers = {donnees / d.donnees.fichier for d in definitions if d.donnees}
    for fichier in sorted({*(donnees / DOSSIER).glob("*.yaml"), *fichiers}):
        if not fichier.is_file():
            raise ErreurObservatoire(
                f"Le fichier {fichier} manque\u00a0: un indicateur y prend ses valeurs. Reprenez-le d’une version complète."
            )
        somme.update(fichier.name.encode() + fichier.read_bytes())
    return somme.hexdigest()
