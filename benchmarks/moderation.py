"""The moderation queue of 10,000 contributions and 500 reported sheets: milliseconds of each page of it."""

import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.banc import centile

CONTRIBUTIONS, FICHES = 10_000, 500
PLAFOND_MS = 150


def mesurer() -> None:
    """Print the median and the worst of each reading, on a store made for it and thrown away."""
    from observatoire.store import installer, open_store

    with tempfile.TemporaryDirectory() as dossier:
        store = open_store(Path(dossier) / "observatoire.duckdb")
        installer(store)
        _remplir()
        print(
            f"file de modération, {CONTRIBUTIONS} contributions et {FICHES} fiches signalées (plafond {PLAFOND_MS} ms)"
        )
        for nom, options in {
            "première page": {},
            "page 100": {"page": 100},
            "une seule raison": {"raison": "donnee_personnelle"},
        }.items():
            durees = sorted(_chronometrer(options) for _ in range(25))
            print(f"  {nom:18} médiane {centile(durees, 50):6.1f} ms   pire {durees[-1]:6.1f} ms")
        installer(None)
        store.fermer()


def _chronometrer(options: dict[str, Any]) -> float:
    from observatoire.comptes.model import OPERATEUR
    from observatoire.moderation import lire_file
    from observatoire.store import lire

    with lire() as cur:
        depart = time.perf_counter()
        lire_file(cur, OPERATEUR, **options)
        return (time.perf_counter() - depart) * 1000


def _remplir() -> None:
    """Fill the queue with every reason: late, personal, amending, reported."""
    from observatoire.clock import maintenant
    from observatoire.contributions import Contenu
    from observatoire.store import ecrire

    a = maintenant()
    contenu = Contenu(titre="Une cuisine partagée", resume="r" * 300, recit="Le récit. " * 200).to_json()
    with ecrire() as tx:
        tx.inserer("base.pratique", [_fiche(n, a) for n in range(FICHES)])
        tx.inserer("base.signalement", [
            {"id": f"s{n}", "pratique_id": f"p{n}", "etat": "ouvert", "version": 1, "cree_a": a,
             "motif": ("doublon", "information_fausse", "donnee_personnelle")[n % 3]}
            for n in range(FICHES)
        ])  # fmt: skip
        tx.inserer("base.contribution", [
            {"id": f"c{n}", "statut": "a_relire", "pratique_id": f"p{n % 900}" if n % 4 == 0 else None, "contenu": contenu,
             "titre": f"Une cuisine partagée {n}", "jeton": f"j{n}", "jeton_expire_a": a + timedelta(days=99), "version": 2,
             "cree_a": a, "maj_a": a, "deposee_a": a - timedelta(hours=n % 500), "suspicion": n % 5,
             "donnee_personnelle": n % 7 == 0}
            for n in range(CONTRIBUTIONS)
        ])  # fmt: skip


def _fiche(n: int, a: Any) -> dict[str, Any]:
    listes = ("objectifs", "familles", "thematiques", "publics", "freins", "leviers", "mots_libres", "causes_arret",
              "territoires", "perimetre", "cotes")  # fmt: skip
    return {
        "id": f"p{n}", "statut": "publiee", "publication": "nominative", "origine": "contribution", "titre": f"Fiche {n}",
        "resume": "r", "niveau_preuve": "declare", "mixite": "mixte", "licence": "x", "est_demo": True, "version": 1,
        "cree_a": a, "maj_a": a, "publiee_a": a, **{nom: [] for nom in listes},
    }  # fmt: skip
