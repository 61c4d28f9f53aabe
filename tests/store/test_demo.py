"""The demonstration: exactly what was asked, the same from the same seed, everywhere, marked, never open data."""

import csv
import io
from typing import Any

import pytest

from observatoire.demo import charger_demo, retirer_demo
from observatoire.ops.verification import verifier
from observatoire.pratiques import Recherche
from observatoire.publication import FORMATS
from observatoire.publication.exports import exporter
from observatoire.store import Store, lire

NOMBRE = 150
TABLES = ("pratique", "partenariat", "source")


def muet(_: str) -> None:
    """Say nothing."""


def contenu(filtre: str = "est_demo") -> dict[str, list[dict[str, Any]]]:
    """Return every row of the pratiques that `filtre` selects, by table."""
    ids = f"select id from base.pratique where {filtre}"
    with lire() as cur:
        return {
            "pratique": cur.lignes(f"select * from base.pratique where {filtre} order by id"),
            **{
                table: cur.lignes(
                    f"select * from base.{table} where pratique_id in ({ids}) order by pratique_id, rang"
                )
                for table in ("partenariat", "source")
            },
        }


@pytest.fixture
def demo(store_territoires: Store) -> Store:
    """The territories and a demonstration."""
    charger_demo(NOMBRE, 7, muet)
    return store_territoires


def test_le_nombre_demande_et_un_marquage_partout(demo: Store) -> None:
    lignes = contenu()
    assert len(lignes["pratique"]) == NOMBRE
    assert {p["origine"] for p in lignes["pratique"]} == {"demo"}
    assert all("démonstration" in p["licence"] for p in lignes["pratique"])
    assert {s["titre"] for s in lignes["source"]} == {"Donnée de démonstration, inventée"}
    assert all("(démonstration)" in p["nom"] for p in lignes["partenariat"])
    assert contenu("not est_demo")["pratique"] == []


def test_la_meme_graine_donne_les_memes_pratiques(demo: Store) -> None:
    avant = contenu()
    charger_demo(NOMBRE, 7, muet)
    assert contenu() == avant
    charger_demo(NOMBRE, 8, muet)
    assert contenu() != avant
    charger_demo(NOMBRE - 20, 7, muet)
    assert contenu()["pratique"] == avant["pratique"][:-20], "fewer are the first of more"


def test_chaque_departement_en_a(demo: Store) -> None:
    with lire() as cur:
        servis = {
            ligne["d"]
            for ligne in cur.lignes("select distinct unnest(perimetre) as d from public.pratique")
            if ligne["d"].startswith("departement-")
        }
        attendus = {
            ligne["id"]
            for ligne in cur.lignes(
                "select id from base.territoire where niveau = 'departement' and lon is not null"
            )
        }
    assert {f"departement-97{n}" for n in (1, 2, 3, 4, 6)} <= attendus
    assert servis == attendus


def test_verifiee_et_trouvable(demo: Store) -> None:
    with lire() as cur:
        assert [c for c in verifier(cur) if c.ecarts] == []
        assert cur.valeur("select count(*) from public.pratique") == NOMBRE


@pytest.mark.parametrize("format", FORMATS)
def test_aucune_dans_les_donnees_ouvertes(demo: Store, format: str) -> None:
    with lire() as cur:
        export = exporter(cur, Recherche(), format)
        fichier = b"".join(export.morceaux)
    assert (export.nombre, export.demo_exclues) == (0, NOMBRE)
    assert b"demo-0" not in fichier
    if format.startswith("csv"):
        assert len(list(csv.reader(io.StringIO(fichier.decode("utf-8-sig"))))) == 1


def test_zero_les_retire_toutes_et_elles_seules(store_catalogue: Store) -> None:
    reelles = contenu("not est_demo")
    with lire() as cur:
        index = cur.lignes("select doc, longueur from base.document order by doc")
    charger_demo(NOMBRE, 2021, muet)
    charger_demo(0, 2021, muet)
    assert contenu("not est_demo") == reelles
    assert contenu() == {table: [] for table in TABLES}
    with lire() as cur:
        assert cur.lignes("select doc, longueur from base.document order by doc") == index
        assert [c for c in verifier(cur) if c.ecarts] == []
        assert cur.valeur("select count(*) from base.partenariat where pratique_id like 'demo-%'") == 0
    assert retirer_demo(muet) == 0
