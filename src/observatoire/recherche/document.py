"""What of a pratique is searched, and how much each part weighs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from observatoire.recherche.pliage import composes, decouper, normaliser, plier, racine
from observatoire.vocabulaires import libelle

POIDS = {"titre": 5.0, "lieux": 3.0, "partenaires": 2.5, "resume": 2.0, "etiquettes": 1.5, "texte": 1.0}
"""Weight of one word by the part of the sheet that holds it."""
FIN_DE_PARTIE = "|"
"""Between two parts: words of one never follow words of another."""

_RECITS = ("recit", "resultats", "difficultes", "acquis", "a_refaire", "condition_manquante")
_ETIQUETTES = {
    "forme": "forme",
    "objectifs": "objectif",
    "thematiques": "thematique",
    "publics": "public",
    "freins": "frein",
    "leviers": "levier",
}


@dataclass(frozen=True, slots=True)
class Pesee:
    """A document as the index holds it."""

    poids: Counter[str]
    """Word as written in lower case → its weighted frequency."""
    suite: str
    """The stems in order, each between two spaces."""

    @property
    def longueur(self) -> float:
        """Sum of the weights."""
        return float(sum(self.poids.values()))


def parties(pratique: dict[str, Any]) -> dict[str, str]:
    """Return the searched text of each part of a row of `A_INDEXER`."""
    etiquettes = list(pratique["mots_libres"])
    for colonne, vocabulaire in _ETIQUETTES.items():
        codes = pratique[colonne] or []
        etiquettes += [libelle(vocabulaire, c) for c in ([codes] if isinstance(codes, str) else codes)]
    return {
        "titre": pratique["titre"],
        "lieux": pratique["lieux"] or "",
        "partenaires": pratique["partenaires"] or "",
        "resume": pratique["resume"],
        "etiquettes": f" {FIN_DE_PARTIE} ".join(etiquettes),
        "texte": f" {FIN_DE_PARTIE} ".join(filter(None, (pratique[champ] for champ in _RECITS))),
    }


def peser(textes: dict[str, str]) -> Pesee:
    """Return the weight of each word, and the stems in order."""
    poids: Counter[str] = Counter()
    suites = []
    for partie, texte in textes.items():
        valeur = POIDS[partie]
        for morceau in normaliser(texte).split(FIN_DE_PARTIE):
            mots = decouper(morceau)
            for mot in (*mots, *composes(morceau)):
                poids[mot.ecrit] += valeur  # type: ignore[assignment]
            if mots:
                suites.append(suite_de(racine(m.plie) for m in mots))
    return Pesee(poids, FIN_DE_PARTIE.join(suites))


def suite_de(racines: Iterable[str]) -> str:
    """Return stems as a text to be looked for in a document's own."""
    return f" {' '.join(racines)} "


def racine_de(ecrit: str) -> str:
    """Return the stem of a word as written."""
    return racine(plier(ecrit))
