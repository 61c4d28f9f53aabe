"""What of a pratique is searched, and how much each part weighs."""

from collections import Counter
from typing import Any

from observatoire.recherche.pliage import formes, racine
from observatoire.vocabulaires import libelle

POIDS = {"titre": 5.0, "lieux": 3.0, "partenaires": 2.5, "resume": 2.0, "etiquettes": 1.5, "texte": 1.0}
"""Weight of one word by the part of the sheet that holds it."""

_ETIQUETTES = {
    "forme": "forme",
    "objectifs": "objectif",
    "thematiques": "thematique",
    "publics": "public",
    "freins": "frein",
    "leviers": "levier",
}


def parties(pratique: dict[str, Any]) -> dict[str, str]:
    """Return the searched text of each part of a row of `SQL_A_INDEXER`."""
    etiquettes = list(pratique["mots_libres"])
    for colonne, vocabulaire in _ETIQUETTES.items():
        codes = pratique[colonne] or []
        etiquettes += [libelle(vocabulaire, c) for c in ([codes] if isinstance(codes, str) else codes)]
    return {
        "titre": pratique["titre"],
        "lieux": pratique["lieux"] or "",
        "partenaires": pratique["partenaires"] or "",
        "resume": pratique["resume"],
        "etiquettes": " ".join(etiquettes),
        "texte": " ".join(filter(None, (pratique["recit"], pratique["resultats"], pratique["difficultes"]))),
    }


def peser(textes: dict[str, str]) -> tuple[Counter[str], dict[str, str]]:
    """Return the weight of each stem and the stem of each form."""
    poids: Counter[str] = Counter()
    racines: dict[str, str] = {}
    for partie, texte in textes.items():
        for forme in formes(texte):
            racines[forme] = racine(forme)
            poids[racines[forme]] += POIDS[partie]  # type: ignore[assignment]
    return poids, racines
