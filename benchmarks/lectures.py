"""The explorer's readings at 1,000, 10,000 and 100,000 pratiques: milliseconds each, and how they grow."""

import os
import time
from collections.abc import Callable
from typing import Any

from benchmarks.banc import centile, construire, environnement

TAILLES = (1_000, 10_000, 100_000)


def _chronometrer(lecture: Callable[[Any], Any], fois: int = 15) -> float:
    from observatoire.store import lire

    durees = []
    for _ in range(fois):
        with lire() as cur:
            depart = time.perf_counter()
            lecture(cur)
            durees.append((time.perf_counter() - depart) * 1000)
    return centile(durees, 50)


def _changer_de_filtre(cur: Any, r: Any) -> None:
    """Read what the explorer shows of a question: counts, list, map, and the facet of the panel that is open."""
    from observatoire import pratiques as p

    totaux = p.compter(cur, r)
    p.lister(cur, r)
    p.lieux(cur, r, totaux=totaux)
    p.facettes(cur, r, ("forme",))


def mesurer() -> None:
    """Print the median of each reading for each size."""
    from observatoire import pratiques as p
    from observatoire.analyses import zones
    from observatoire.ops import preparation
    from observatoire.settings import settings

    r, filtree = p.Recherche(), p.Recherche(territoire="departement-69", mixite=("mixte",))
    texte = p.Recherche(q="logement solidaire nantes")
    lectures: dict[str, Callable[[Any], Any]] = {
        "compter": lambda c: p.compter(c, r),
        "lister": lambda c: p.lister(c, r),
        "facettes, les dix-sept": lambda c: p.facettes(c, r),
        "facettes, une à une": lambda c: [p.facettes(c, r, (nom,)) for nom in p.FILTRES],
        "facettes filtrées": lambda c: p.facettes(c, filtree),
        "par département": lambda c: p.par_territoire(c, r, "departement"),
        "lieux": lambda c: p.lieux(c, r),
        "répartitions": lambda c: p.repartir(c, r),
        "répartitions filtrées": lambda c: p.repartir(c, filtree),
        "recherche plein texte": lambda c: p.lister(c, texte),
        "zones d’une région": lambda c: zones.lire_matrice(c, "region-11"),
        "zones d’un département": lambda c: zones.lire_matrice(c, "departement-69"),
        "zones, une case ouverte": lambda c: zones.lire_detail(c, "departement-69", "logement-hebergement"),
    }
    for nom, question in {
        "un département": filtree,
        "deux côtés, active": p.Recherche(cote=("es", "ts"), activite=("active",)),
        "30 km autour de Lyon": p.Recherche(territoire="commune-69123", rayon=30),
        "depuis 2018": p.Recherche(periode=("2018-",)),
    }.items():
        lectures[f"filtre : {nom}"] = lambda c, r=question: _changer_de_filtre(c, r)
    resultats: dict[str, list[float]] = {nom: [] for nom in lectures}
    for taille in TAILLES:
        construire(taille)
        os.environ.update(environnement(taille))
        settings.cache_clear()
        store = preparation.ouvrir(settings())
        for nom, lecture in lectures.items():
            resultats[nom].append(_chronometrer(lecture))
        preparation.fermer(store)
    print(f"lectures (ms, médiane) à {' / '.join(map(str, TAILLES))} pratiques")
    for nom, mesures in resultats.items():
        print(
            f"  {nom:24} {' / '.join(f'{m:6.1f}' for m in mesures)}   croissance × {mesures[-1] / mesures[0]:.1f}"
        )
