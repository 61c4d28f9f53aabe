"""Contributing on 100,000 published pratiques: opening the form, looking for duplicates while typing, importing 5,000 rows.

Each figure is the server's own time, on a copy of the store, thrown away. The form is drawn by Streamlit's own runner,
without a browser; the first drawing, which compiles the page, is left out.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.banc import RACINE, centile, construire, environnement

NOMBRE = 100_000
FOIS = 30
PLAFONDS = {
    "ouvrir le formulaire": 200,
    "chercher les doublons": 30,
    "relire 5 000 lignes": 3_000,
    "écrire 5 000 lignes": 5_000,
}
TITRES = (
    "Une cuisine partagée au centre social", "Le garage solidaire de la régie de quartier", "Un atelier vélo et le service social",
    "Accueil de jour et chantier d’insertion", "Des logements partagés pour les jeunes",
)  # fmt: skip


def mesurer() -> None:
    """Print the median and the 95th centile of each, beside its ceiling."""
    construire(NOMBRE)
    with tempfile.TemporaryDirectory() as dossier:
        fichier = Path(dossier) / "observatoire.duckdb"
        shutil.copyfile(Path(environnement(NOMBRE)["OBSERVATOIRE_LOCAL_DIR"]) / fichier.name, fichier)
        os.environ["OBSERVATOIRE_LOCAL_DIR"] = dossier
        from observatoire.settings import settings
        from observatoire.store import installer, open_store

        settings.cache_clear()
        store = open_store(fichier)
        installer(store)
        try:
            print(f"contribuer, {NOMBRE} pratiques publiées")
            _dire("chercher les doublons", _repeter(_doublons))
            _dire("ouvrir le formulaire", _formulaire())
            relire, ecrire = _import()
            _dire("relire 5 000 lignes", [relire])
            _dire("écrire 5 000 lignes", [ecrire])
        finally:
            installer(None)
            store.fermer()


def _dire(nom: str, durees: list[float]) -> None:
    triees = sorted(durees)
    print(
        f"  {nom:24} médiane {centile(triees, 50):7.1f} ms   p95 {centile(triees, 95):7.1f} ms   "
        f"plafond {PLAFONDS[nom]} ms   rapport {centile(triees, 50) / PLAFONDS[nom]:.2f}"
    )


def _repeter(agir: Callable[[int], Any]) -> list[float]:
    durees = []
    for n in range(FOIS):
        depart = time.perf_counter()
        agir(n)
        durees.append((time.perf_counter() - depart) * 1000)
    return durees


def _doublons(n: int) -> None:
    """Look for what may be the same as a draft whose title is new each time."""
    from observatoire import doublons
    from observatoire.contributions import Contenu, PartenaireSaisi
    from observatoire.store import lire

    contenu = Contenu(
        titre=f"{TITRES[n % len(TITRES)]} numéro {n}",
        resume="Une entreprise d’insertion et un centre social agissent ensemble chaque semaine.",
        publics=("familles",),
        partenaires=(PartenaireSaisi(nom="Centre social des Tilleuls", cote="ts", role="porteur"),),
        portee="locale",
        territoires=("commune-78440",),
    )
    with lire() as cur:
        doublons.reconnaitre(cur, contenu, 3)


def _formulaire() -> list[float]:
    from streamlit.testing.v1 import AppTest

    from observatoire.web import session

    session.jeton_de_la_page = lambda: ""  # nobody is signed in

    def ouvrir() -> float:
        onglet = AppTest.from_file(str(RACINE / "app.py"), default_timeout=60)
        onglet.switch_page("pages/proposer.py")
        depart = time.perf_counter()
        onglet.run()
        duree = (time.perf_counter() - depart) * 1000
        assert not onglet.exception
        return duree

    ouvrir()
    return [ouvrir() for _ in range(FOIS)]


def _import() -> tuple[float, float]:
    """Preview then write the 4,700 right rows of the tests' workbook of 5,000; return both times in milliseconds."""
    from tests.factories_importation import cinq_mille, en_xlsx

    from observatoire import importation
    from observatoire.comptes.model import Personne
    from observatoire.store import lire

    fichier, personne = en_xlsx(cinq_mille()[0]), Personne("compte-banc", "Banc", "contributeur")
    depart = time.perf_counter()
    with lire() as cur:
        vu = importation.previsualiser(cur, personne, fichier)
    milieu = time.perf_counter()
    importation.importer(personne, vu, valides_seulement=True)
    return (milieu - depart) * 1000, (time.perf_counter() - milieu) * 1000
