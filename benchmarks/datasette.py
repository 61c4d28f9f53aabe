"""Datasette with its cluster map over the same pratiques: what the explorer is compared with.

An index on each column that filters, full-text search (FTS5), and either the facets of plain columns, Datasette as it is
delivered, or all the filters that our panels offer, lists of themes, publics and sides included.
"""

import csv
import io
import json
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.banc import RACINE, attendre, construire, environnement, port_libre

DATASETTE = RACINE / ".venv-bench" / "bin" / "datasette"
COLONNES = ("forme", "mixite", "activite", "region")
FICHIER, FORME = "fichier", "Forme"
"""The table that holds our CSV, and its column of forms."""
LISTES = ("thematiques", "publics", "cotes")
"""Columns of JSON arrays, each counted by value."""
_LIRE = """
    select p.id, p.titre, p.resume, p.forme, p.mixite, p.activite, p.annee_debut, r.nom, p.lat, p.lon,
        to_json(p.thematiques), to_json(p.publics), to_json(p.cotes)
    from public.pratique p
    left join public.territoire r
        on r.niveau = 'region' and r.id = list_filter(p.perimetre, lambda t: t like 'region-%')[1]
"""
_ECRIRE = """
    create table pratique (
        id text primary key, titre text, resume text, forme text, mixite text, activite text, annee_debut integer,
        region text, latitude real, longitude real, thematiques text, publics text, cotes text
    )
"""


def exporter(nombre: int) -> Path:
    """Write the pratiques of the demonstration store in a SQLite file, unless it is there."""
    construire(nombre)
    dossier = Path(environnement(nombre)["OBSERVATOIRE_LOCAL_DIR"])
    fichier = dossier / "pratiques.sqlite"
    if fichier.exists():
        return fichier
    import duckdb

    brouillon = fichier.with_suffix(".tmp")
    brouillon.unlink(missing_ok=True)
    with duckdb.connect(dossier / "observatoire.duckdb", read_only=True) as source:
        base = sqlite3.connect(brouillon)
        base.execute(_ECRIRE)
        lues = source.execute(_LIRE)
        while lot := lues.fetchmany(20_000):
            base.executemany(f"insert into pratique values ({', '.join('?' * 13)})", lot)
    for colonne in (*COLONNES, "annee_debut"):
        base.execute(f"create index par_{colonne} on pratique ({colonne})")
    base.execute('create virtual table pratique_fts using fts5 (titre, resume, content="pratique")')
    base.execute("insert into pratique_fts (pratique_fts) values ('rebuild')")
    base.execute("analyze")
    base.commit()
    base.close()
    brouillon.rename(fichier)
    return fichier


def copier_le_csv(nombre: int, csv_entier: str) -> Path:
    """Write our own CSV in a SQLite file, column for column, each cell a ready-made text; indexed on its form."""
    fichier = Path(environnement(nombre)["OBSERVATOIRE_LOCAL_DIR"]) / f"{FICHIER}.sqlite"
    brouillon = fichier.with_suffix(".tmp")
    brouillon.unlink(missing_ok=True)
    with urllib.request.urlopen(csv_entier, timeout=600) as reponse:
        lignes = csv.reader(io.TextIOWrapper(reponse, "utf-8-sig", newline=""), delimiter=";")
        titres = next(lignes)
        base = sqlite3.connect(brouillon)
        cle, *autres = (f'"{titre}" text' for titre in titres)
        base.execute(f"create table {FICHIER} ({cle} primary key, {', '.join(autres)})")
        base.executemany(f"insert into {FICHIER} values ({', '.join('?' * len(titres))})", lignes)
    base.execute(f'create index par_forme on {FICHIER} ("{FORME}")')
    base.execute("analyze")
    base.commit()
    base.close()
    brouillon.rename(fichier)
    return fichier


@contextmanager
def servir(nombre: int, *, complet: bool = False) -> Iterator[str]:
    """Run Datasette on loopback; gives the address of the table. `complet` counts lists too."""
    fichier = exporter(nombre)
    reglages = fichier.with_name("datasette.json")
    facettes = [*COLONNES, *({"array": nom} for nom in LISTES if complet)]
    reglages.write_text(
        json.dumps({"databases": {"pratiques": {"tables": {"pratique": {"facets": facettes}}}}})
    )
    with lancer(fichier, "-m", str(reglages)) as adresse:
        yield f"{adresse}/pratiques/pratique"


@contextmanager
def lancer(fichier: Path, *options: str) -> Iterator[str]:
    """Run Datasette over a SQLite file; gives its address.

    Its time limits are raised: beyond them it would leave counts out.
    """
    if not DATASETTE.exists():
        sys.exit("Datasette manque : lancez « ./observatoire bench », qui l’installe dans .venv-bench.")
    port = port_libre()
    adresse = f"http://127.0.0.1:{port}"
    limites = ("--setting", "facet_time_limit_ms", "20000", "--setting", "sql_time_limit_ms", "20000")
    processus = subprocess.Popen(
        [DATASETTE, "serve", fichier, *options, "-p", str(port), "--setting", "max_csv_mb", "0", *limites],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        attendre(f"{adresse}/-/versions.json", processus)
        yield adresse
    finally:
        processus.terminate()
        processus.wait(timeout=20)
