"""The only SQL of the territories."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from observatoire.clock import maintenant
from observatoire.store import Cursor, Transaction
from observatoire.territoires.model import NIVEAUX, Territoire

_COLONNES = "id, niveau, code, nom, ancetres, zone, codes_postaux, population, lon, lat"


def par_ids(cur: Cursor, ids: Iterable[str]) -> list[Territoire]:
    """Return the territories that exist among `ids`, in no order."""
    sql = f"select {_COLONNES} from public.territoire where id = any($ids::text[])"
    return [_territoire(ligne) for ligne in cur.lignes(sql, ids=list(ids))]


def tous(cur: Cursor, niveau: str | None, parent: str | None) -> list[Territoire]:
    """Return the territories of a level, inside a parent (None: any), ordered by folded name then code."""
    sql = f"""
    select {_COLONNES}, nom_norm from public.territoire
    where ($niveau::text is null or niveau = $niveau::text)
        and ($parent::text is null or $parent::text = any(ancetres))
    """
    lignes = cur.lignes(sql, niveau=niveau, parent=parent)
    return [_territoire(ligne) for ligne in sorted(lignes, key=lambda t: (t["nom_norm"], t["code"]))]


def avec_noms_normalises(cur: Cursor) -> list[tuple[Territoire, str]]:
    """Return every territory with its folded name, for the search index; communes first, the country last."""
    lignes = cur.lignes(f"select {_COLONNES}, nom_norm from public.territoire order by id")
    lignes.sort(key=lambda ligne: list(NIVEAUX).index(ligne["niveau"]))
    return [(_territoire(ligne), ligne["nom_norm"]) for ligne in lignes]


def anciens(cur: Cursor) -> list[dict[str, Any]]:
    """Return former codes and names: code, nom (or None), territoire_id."""
    return cur.lignes(
        "select code, nom, territoire_id from public.territoire_ancien order by code, territoire_id"
    )


def successeurs(cur: Cursor, code: str) -> list[str]:
    """Return the ids of the communes that hold a former code now."""
    sql = "select distinct territoire_id from public.territoire_ancien where code = $code order by territoire_id"
    return [ligne["territoire_id"] for ligne in cur.lignes(sql, code=code)]


def empreinte(cur: Cursor) -> str | None:
    """Return the checksum of the referentiel loaded, None when none is."""
    return cur.valeur("select empreinte from public.referentiel where nom = 'territoires'")


def remplacer(
    tx: Transaction, territoires: list[dict[str, Any]], anciens: list[dict[str, Any]], empreinte: str
) -> None:
    """Replace every territory, and say so in the journal: caches are keyed on it."""
    tx.executer("delete from base.territoire")
    tx.executer("delete from base.territoire_ancien")
    tx.inserer("base.territoire", territoires)
    tx.inserer("base.territoire_ancien", anciens)
    tx.executer(
        """
        insert into base.referentiel (nom, empreinte, charge_a) values ('territoires', $empreinte, $a)
        on conflict (nom) do update set empreinte = excluded.empreinte, charge_a = excluded.charge_a
        """,
        empreinte=empreinte,
        a=maintenant(),
    )
    tx.executer(
        """
        insert into base.journal (id, a, acteur, verbe, objet_type, objet_id)
        values (nextval('base.journal_id'), $a, 'referentiel', 'charge', 'referentiel', 'territoires')
        """,
        a=maintenant(),
    )


def _territoire(ligne: dict[str, Any]) -> Territoire:
    return Territoire(
        id=ligne["id"],
        niveau=ligne["niveau"],
        code=ligne["code"],
        nom=ligne["nom"],
        ancetres=_partage(*ligne["ancetres"]),
        zone=ligne["zone"],
        codes_postaux=_partage(*ligne["codes_postaux"]),
        population=ligne["population"],
        lon=ligne["lon"],
        lat=ligne["lat"],
    )


@lru_cache(maxsize=16_384)
def _partage(*valeurs: str) -> tuple[str, ...]:
    """Return one tuple for equal values: communes of one EPCI share their ancestors in memory."""
    return valeurs
