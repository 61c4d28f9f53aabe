"""The only SQL of the indicators."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from observatoire.clock import maintenant
from observatoire.indicateurs.model import Definition, Indicateur
from observatoire.store import Cursor, Transaction

_COLONNES = (
    "code, rubrique, ordre, libelle, definition, unite, nature, decimales, annee, source, limites, semblables, "
    "relecteur, revu_le"
)
_AVEC_VALEURS = "exists (select 1 from public.indicateur_valeur v where v.indicateur = i.code)"
_DERNIERES = """
select indicateur, territoire_id, annee, valeur
from (
    select indicateur, territoire_id, annee, valeur,
        row_number() over (partition by indicateur, territoire_id order by annee desc) as rang
    from public.indicateur_valeur where {ou}
) v
where rang = 1
"""


def indicateurs(cur: Cursor, *, avec_valeurs: bool) -> list[Indicateur]:
    """Return the indicators in the order of portraits: all, or those that have at least one value."""
    ou = f"where {_AVEC_VALEURS}" if avec_valeurs else ""
    lignes = cur.lignes(f"select {_COLONNES} from public.indicateur i {ou} order by ordre, code")
    return [Indicateur(**ligne) for ligne in lignes]


def des_territoires(cur: Cursor, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Return the newest value of each indicator for each territory of `ids`: indicateur, territoire_id, annee, valeur."""
    return cur.lignes(_DERNIERES.format(ou="territoire_id = any($ids::text[])"), ids=list(ids))


def d_un_niveau(cur: Cursor, niveau: str, codes: Collection[str]) -> list[dict[str, Any]]:
    """Return the newest value of some indicators for every territory of a level."""
    ou = "indicateur = any($codes::text[]) and starts_with(territoire_id, $prefixe)"
    return cur.lignes(_DERNIERES.format(ou=ou), codes=list(codes), prefixe=f"{niveau}-")


def parents(cur: Cursor) -> dict[str, list[str]]:
    """Map every territory to what contains it, from near to far."""
    return {t["id"]: t["ancetres"] for t in cur.lignes("select id, ancetres from public.territoire")}


def territoires(cur: Cursor) -> list[dict[str, Any]]:
    """Return every territory: id, niveau, code, nom."""
    return cur.lignes("select id, niveau, code, nom from public.territoire")


def anciens_codes(cur: Cursor) -> dict[str, list[str]]:
    """Map each former code to the communes that hold it now."""
    par_code: dict[str, list[str]] = {}
    for ligne in cur.lignes(
        "select distinct code, territoire_id from public.territoire_ancien order by code, territoire_id"
    ):
        par_code.setdefault(ligne["code"], []).append(ligne["territoire_id"])
    return par_code


def empreinte(cur: Cursor, nom: str) -> str | None:
    """Return the checksum of what was loaded under a name ('indicateurs', 'territoires'), None when nothing was."""
    return cur.valeur("select empreinte from public.referentiel where nom = $nom", nom=nom)


def remplacer_definitions(tx: Transaction, definitions: Collection[Definition]) -> None:
    """Replace the definitions; delivered values go with them, imported ones stay while their indicator does."""
    importes = [d.indicateur.code for d in definitions if d.donnees is None]
    tx.executer(
        """
        delete from base.indicateur_valeur
        where indicateur not in (select code from base.indicateur where origine = 'importee' and code = any($importes::text[]))
        """,
        importes=importes,
    )
    tx.executer("delete from base.indicateur")
    tx.inserer(
        "base.indicateur",
        [asdict(d.indicateur) | {"origine": "livree" if d.donnees else "importee"} for d in definitions],
    )


def ajouter_valeurs(tx: Transaction, code: str, annee: int, valeurs: Mapping[str, float]) -> None:
    """Add the values of one indicator and year, by territory."""
    tx.inserer(
        "base.indicateur_valeur",
        [{"indicateur": code, "territoire_id": i, "annee": annee, "valeur": v} for i, v in valeurs.items()],
    )


def retirer_valeurs(tx: Transaction, code: str) -> None:
    """Take every value of an indicator away."""
    tx.executer("delete from base.indicateur_valeur where indicateur = $code", code=code)


def origine(cur: Cursor, code: str) -> str | None:
    """Return 'livree' or 'importee', None for an indicator that has no file."""
    return cur.valeur("select origine from base.indicateur where code = $code", code=code)


def compter_valeurs(cur: Cursor, code: str) -> int:
    """Count the values of an indicator."""
    return int(
        cur.valeur("select count(*) from public.indicateur_valeur where indicateur = $code", code=code)
    )


def toutes_les_valeurs(cur: Cursor, code: str) -> list[dict[str, Any]]:
    """Return every value of an indicator, each year: territoire_id, valeur, annee."""
    return cur.lignes(
        "select territoire_id, valeur, annee from public.indicateur_valeur where indicateur = $code order by territoire_id, annee",
        code=code,
    )


def noter_chargement(tx: Transaction, empreinte: str) -> None:
    """Remember what was loaded."""
    tx.executer(
        """
        insert into base.referentiel (nom, empreinte, charge_a) values ('indicateurs', $empreinte, $a)
        on conflict (nom) do update set empreinte = excluded.empreinte, charge_a = excluded.charge_a
        """,
        empreinte=empreinte,
        a=maintenant(),
    )
