"""A thousand hostile deposits a minute from two hundred addresses: what readers feel of it, and what is left to be read.

Readers and attack share the process, as they do in production: pages are asked over loopback, deposits go through the real
verbs with the addresses they would come from. Calm and attack alternate in one run, so that only their ratio is told.
"""

import os
import shutil
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.banc import attendre, centile, construire, environnement, port_libre

PRATIQUES, DEPOTS, ADRESSES = 1_000, 1_000, 200
TRANCHES, TRANCHE_S = 4, 15
"""As many slices of calm as of attack: a minute of each."""
LECTURES_PAR_S = 20
RAPPORT_AU_PLUS = 2.0
PAGES = (
    "/fiches", "/api/v1/pratiques?par_page=20", "/territoires/departement-78", "/api/v1/pratiques?q=cuisine",
)  # fmt: skip


def mesurer() -> None:
    """Print the median and 95th centile of readers in calm and under attack, their ratio, and the queue."""
    construire(PRATIQUES)
    with tempfile.TemporaryDirectory() as dossier, _servi(dossier) as base:
        calme: list[float] = []
        assaut: list[float] = []
        issues: Counter[str] = Counter()
        _lire(base, 2)  # compiles, warms
        for tranche in range(TRANCHES):
            calme += _lire(base, TRANCHE_S)
            envoi = threading.Thread(target=_assaillir, args=(tranche, issues))
            envoi.start()
            assaut += _lire(base, TRANCHE_S)
            envoi.join()
        _dire(calme, assaut, issues)


def _dire(calme: list[float], assaut: list[float], issues: Counter[str]) -> None:
    from observatoire.abus.rules import FILE_PLEINE
    from observatoire.store import lire

    with lire() as cur:
        file = cur.valeur("select count(*) from base.contribution where statut = 'a_relire'")
        brouillons = cur.valeur("select count(*) from base.contribution where statut = 'brouillon'")
    print(f"assaut, {issues.total()} dépôts depuis {ADRESSES} adresses en {TRANCHES * TRANCHE_S} s")
    for nom, durees in (("au calme", calme), ("sous l’assaut", assaut)):
        print(
            f"  {nom:14} {len(durees):5} lectures   médiane {centile(durees, 50):6.1f} ms   p95 {centile(durees, 95):6.1f} ms"
        )
    for p in (50, 95):
        rapport = centile(assaut, p) / centile(calme, p)
        print(f"  rapport p{p}     {rapport:5.2f}   plafond {RAPPORT_AU_PLUS}")
    print(f"  file à relire   {file} (plafond {FILE_PLEINE}), brouillons {brouillons}; {dict(issues)}")


def _assaillir(tranche: int, issues: Counter[str]) -> None:
    """Send one slice of the deposits, evenly over its time."""
    from tests.factories_contributions import CONTENU

    from observatoire import contributions
    from observatoire.abus import Provenance
    from observatoire.comptes.model import ANONYME
    from observatoire.errors import Refus

    nombre = DEPOTS // TRANCHES
    depart = time.perf_counter()
    for n in range(nombre):
        time.sleep(max(0.0, depart + n * TRANCHE_S / nombre - time.perf_counter()))
        ici = Provenance(adresse=f"80.{(tranche * nombre + n) % ADRESSES}.33.7")
        try:
            c, jeton = contributions.commencer_brouillon(ANONYME, provenance=ici)
            contributions.deposer(ANONYME, c.id, c.version, CONTENU, jeton=jeton, provenance=ici)
            issues["reçue"] += 1
        except Refus as refus:
            issues[type(refus).__name__] += 1


def _lire(base: str, duree_s: float) -> list[float]:
    """Ask for pages at a steady pace; return how long each took, in milliseconds."""
    durees = []
    depart = time.perf_counter()
    for n in range(int(duree_s * LECTURES_PAR_S)):
        time.sleep(max(0.0, depart + n / LECTURES_PAR_S - time.perf_counter()))
        debut = time.perf_counter()
        with urllib.request.urlopen(base + PAGES[n % len(PAGES)], timeout=20) as reponse:
            reponse.read()
        durees.append((time.perf_counter() - debut) * 1000)
    return durees


@contextmanager
def _servi(dossier: str) -> Iterator[str]:
    """Serve a copy of the store, thrown away, from a thread of this process; gives its address."""
    fichier = Path(dossier) / "observatoire.duckdb"
    shutil.copyfile(Path(environnement(PRATIQUES)["OBSERVATOIRE_LOCAL_DIR"]) / fichier.name, fichier)
    os.environ["OBSERVATOIRE_LOCAL_DIR"] = dossier
    import uvicorn
    from starlette.applications import Starlette

    from observatoire.settings import settings
    from observatoire.store import installer, open_store
    from observatoire.web.routes import cadre
    from observatoire.web.serveur import toutes_les_routes

    settings.cache_clear()
    store = open_store(fichier)
    installer(store)
    port = port_libre()
    application = Starlette(routes=[*cadre(), *toutes_les_routes()])
    serveur = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=port, log_level="error"))
    fil = threading.Thread(target=serveur.run)
    fil.start()
    try:
        attendre(f"http://127.0.0.1:{port}/healthz", None)
        yield f"http://127.0.0.1:{port}"
    finally:
        serveur.should_exit = True
        fil.join(timeout=20)
        installer(None)
        store.fermer()
