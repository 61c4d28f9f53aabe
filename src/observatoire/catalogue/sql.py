"""The only SQL of the catalogue's load. Table and column names come from this module, never from a file."""

from dataclasses import dataclass
from typing import Any

from observatoire.store import Transaction


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows come from the catalogue: its name, its list columns, the columns a load never changes."""

    nom: str
    listes: dict[str, str]
    """Type of each list column, for the cast of its parameter."""
    a_la_creation: tuple[str, ...] = ()
    """Columns written once: what people did since (withdrawal, anonymity) stays."""


PRATIQUE = Table(
    "base.pratique",
    dict.fromkeys(
        (
            "objectifs",
            "familles",
            "thematiques",
            "publics",
            "freins",
            "leviers",
            "mots_libres",
            "causes_arret",
            "territoires",
            "perimetre",
            "cotes",
        ),
        "text[]",
    ),
    a_la_creation=("statut", "publication", "causes_arret"),
)
STRUCTURE = Table("base.structure", {"territoires": "text[]", "tables_rapport": "int[]"})
PISTE = Table("base.piste", {"pratiques": "text[]", "tables_rapport": "int[]"})
TERME = Table("base.terme", {"synonymes": "text[]"})

PAROLES = "select vocabulaire || ':' || code as id, empreinte_source from base.parole_rapport"
OUBLIER_PAROLES = "delete from base.parole_rapport where vocabulaire || ':' || code = any($ids::text[])"
OUBLIER_PARTENARIATS = "delete from base.partenariat where pratique_id = any($ids::text[])"
OUBLIER_SOURCES = "delete from base.source where pratique_id = any($ids::text[])"
CONFIRMEES = "select distinct pratique_id from base.partenariat where confirmation is not null"

JOURNALISER = """
insert into base.journal (id, a, acteur, verbe, objet_type, objet_id, details)
select nextval('base.journal_id'), $a, 'catalogue', $verbe, $objet_type, v.objet_id, '{}'
from (select unnest($ids::text[]) as objet_id) v
"""


def existantes(tx: Transaction, table: Table) -> dict[str, dict[str, Any]]:
    """Return version and hash of every row of a table, by id."""
    return {r["id"]: r for r in tx.lignes(f"select id, version, empreinte_source from {table.nom}")}


def modifier(tx: Transaction, table: Table, ligne: dict[str, Any]) -> None:
    """Write the columns of `ligne` on the row of its id, but those written at creation only."""
    colonnes = [c for c in ligne if c != "id" and c not in table.a_la_creation]
    valeurs = ", ".join(f"{c} = ${c}{_type(table, c)}" for c in colonnes)
    tx.executer(
        f"update {table.nom} set {valeurs} where id = $id", id=ligne["id"], **{c: ligne[c] for c in colonnes}
    )


def _type(table: Table, colonne: str) -> str:
    return f"::{table.listes[colonne]}" if colonne in table.listes else ""
