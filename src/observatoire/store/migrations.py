"""Bring a store to the present schema: each migration in one transaction with its record."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from observatoire.clock import maintenant
from observatoire.errors import StoreIndisponible
from observatoire.store.cursor import Cursor, Transaction
from observatoire.store.scripts import Script, empreinte_vues, migrations, vues

Ouvrir = Callable[[], AbstractContextManager[Transaction]]

_REGISTRE = """
create table if not exists base.migration (
    numero int primary key, nom text not null, empreinte text not null, appliquee_a timestamp not null
)
"""
_REGISTRE_VUES = "create table if not exists base.vues (empreinte text primary key)"


def appliquer(ecrire: Ouvrir) -> list[str]:
    """Apply what is missing and return the names of the migrations applied now.

    Raises StoreIndisponible when the store comes from a newer version or an applied file was changed.
    """
    with ecrire() as tx:
        for schema in ("base", "public"):
            tx.executer(f"create schema if not exists {schema}")
        tx.executer(_REGISTRE)
        tx.executer(_REGISTRE_VUES)
    nouvelles = [m for m in migrations() if _appliquer_une(ecrire, m)]
    _appliquer_vues(ecrire)
    return [m.nom for m in nouvelles]


def a_jour(cur: Cursor) -> bool:
    """Tell whether nothing is left to apply: a store that is current opens without a write, on a full disk too."""
    if not _a_ses_registres(cur):
        return False
    appliquees = [m["empreinte"] for m in cur.lignes("select empreinte from base.migration order by numero")]
    vues_en_place = cur.valeur("select empreinte from base.vues")
    return appliquees == [m.empreinte for m in migrations()] and vues_en_place == empreinte_vues()


def en_retard(cur: Cursor) -> bool:
    """Tell whether a migration is missing (a snapshot is taken before)."""
    return _a_ses_registres(cur) and cur.valeur("select count(*) from base.migration") < len(migrations())


def _a_ses_registres(cur: Cursor) -> bool:
    tables = cur.valeur(
        "select count(*) from information_schema.tables where table_schema = 'base' and table_name in ('migration', 'vues')"
    )
    return bool(tables == 2)


def _appliquer_une(ecrire: Ouvrir, migration: Script) -> bool:
    with ecrire() as tx:
        _verifier_origine(tx)
        deja = tx.valeur(
            "select empreinte from base.migration where numero = $numero", numero=migration.numero
        )
        if deja is not None:
            if deja != migration.empreinte:
                raise StoreIndisponible(
                    f"La migration {migration.nom} a changé depuis qu’elle a été appliquée à cette base. "
                    "Reprenez la version de l’application qui l’a appliquée, puis mettez à jour."
                )
            return False
        for instruction in migration.instructions(tx.moteur):
            tx.executer(instruction)
        tx.executer(
            "insert into base.migration values ($numero, $nom, $empreinte, $a)",
            numero=migration.numero,
            nom=migration.nom,
            empreinte=migration.empreinte,
            a=maintenant(),
        )
        return True


def _verifier_origine(tx: Transaction) -> None:
    derniere = tx.valeur("select coalesce(max(numero), 0) from base.migration")
    if derniere > len(migrations()):
        raise StoreIndisponible(
            "Cette base vient d’une version plus récente de l’observatoire\u00a0: mettez l’application à jour, "
            "ou restaurez une sauvegarde de cette version."
        )


def _appliquer_vues(ecrire: Ouvrir) -> None:
    with ecrire() as tx:
        if tx.valeur("select empreinte from base.vues") == empreinte_vues():
            return
        for vue in tx.lignes(
            "select table_name from information_schema.views where table_schema = 'public' order by table_name"
        ):
            suite = " cascade" if tx.moteur == "postgresql" else ""
            tx.executer(f'drop view if exists public."{vue["table_name"]}"{suite}')
        for script in vues():
            for instruction in script.instructions(tx.moteur):
                tx.executer(instruction)
        tx.executer("delete from base.vues")
        tx.executer("insert into base.vues values ($empreinte)", empreinte=empreinte_vues())
