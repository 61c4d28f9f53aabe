"""How much a sheet says, explained: points per criterion, what is missing, and what each card of the form would add.

Pure functions, on a draft as on a published sheet. Adding information never lowers the share of points: while nobody
said whether the pratique goes on, what is asked of an end counts as not said; once it is known to go on, it is not
asked any more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

Fiche = Any
"""A `Pratique` or a `Contenu`: both have the attributes read here, empty when nothing is said."""

SE_POURSUIT = frozenset({"en_projet", "active"})
PAS_TERMINEE = SE_POURSUIT | {"en_pause"}


@dataclass(frozen=True, slots=True)
class Critere:
    """One thing a reader looks for."""

    code: str
    libelle: str
    points: int
    lire: Callable[[Fiche], int]
    """Points of what is said, from 0 to `points`."""
    sauf: frozenset[str] = frozenset()
    """Activities of which it is not asked."""

    def concerne(self, fiche: Fiche) -> bool:
        """Tell whether it is asked of this sheet."""
        return (fiche.activite or "") not in self.sauf

    def compte(self, fiche: Fiche) -> bool:
        """Tell whether saying it gives points: what is asked of an end gives none while no end is declared."""
        return self.concerne(fiche) and bool(not self.sauf or fiche.activite)

    def obtenus(self, fiche: Fiche) -> int:
        """Return the points of a sheet, from 0 to `points`."""
        return self.lire(fiche) if self.compte(fiche) else 0


def _dit(champ: str, points: int, fiche: Fiche) -> int:
    return points if attrgetter(champ)(fiche) else 0


def _nommes(points: int, fiche: Fiche) -> int:
    return min(sum(bool(p.nom) for p in fiche.partenaires), points)


def _apports(points: int, fiche: Fiche) -> int:
    return min(sum(bool(p.apporte) for p in fiche.partenaires), points)


def _simple(
    code: str, libelle: str, points: int, sauf: frozenset[str] = frozenset(), champ: str = ""
) -> Critere:
    return Critere(code, libelle, points, partial(_dit, champ or code, points), sauf)


CRITERES = {
    c.code: c
    for c in (
        _simple("resume", "Le résumé", 1),
        _simple("recit", "Ce qui a été fait", 3),
        _simple("forme", "La forme de la collaboration", 1),
        _simple("objectifs", "Ce qui était cherché", 1),
        _simple("publics", "Les personnes concernées", 1),
        Critere("partenaires", "Deux partenaires nommés", 2, partial(_nommes, 2)),
        _simple("lieu", "Le lieu", 1, champ="territoires_declares"),
        _simple("activite", "Où en est la collaboration", 1),
        _simple("causes_arret", "Pourquoi cela s’est arrêté", 2, PAS_TERMINEE),
        _simple("resultats", "Ce que cela a donné", 3),
        _simple("difficultes", "Ce qui n’a pas marché", 3),
        _simple("annee_fin", "L’année de fin", 1, PAS_TERMINEE),
        _simple("acquis", "Ce qui a marché quand même", 2, SE_POURSUIT),
        _simple("a_refaire", "Ce qu’on referait", 2, SE_POURSUIT),
        _simple("condition_manquante", "La condition qui a manqué", 2, SE_POURSUIT),
        Critere("apports", "Ce qu’apportent deux partenaires", 2, partial(_apports, 2)),
        _simple("freins", "Ce qui a freiné", 1),
        _simple("leviers", "Ce qui a aidé", 1),
        _simple("effets", "Ce que chaque levier a changé", 1),
        _simple("thematiques", "Les thèmes", 1),
        _simple("annee_debut", "L’année de début", 1),
        _simple("pieces", "Une photo ou un document", 1),
        _simple("site", "Une page à lire", 1),
    )
}
"""What is looked for, in the order of the form."""


@dataclass(frozen=True, slots=True)
class Qualite:
    """How much a sheet says."""

    points: int
    sur: int
    """Points of the criteria that concern it."""
    manques: tuple[Critere, ...]
    """Those without all their points, in the order of the form."""

    @property
    def pour_cent(self) -> int:
        """Return the share of points, rounded down: 100 only when nothing is missing."""
        return self.points * 100 // self.sur


def qualite(fiche: Fiche) -> Qualite:
    """Return the points of a sheet and what is missing."""
    concernes = [c for c in CRITERES.values() if c.concerne(fiche)]
    return Qualite(
        points=sum(c.obtenus(fiche) for c in concernes),
        sur=sum(c.points for c in concernes),
        manques=tuple(c for c in concernes if c.obtenus(fiche) < c.points),
    )


@dataclass(frozen=True, slots=True)
class Carte:
    """A few fields of the form that are filled together."""

    code: str
    titre: str
    criteres: tuple[str, ...]
    secondes: int
    """About how long it takes."""


CARTES = (
    Carte("resultats", "Ce que cela a donné", ("resultats",), 60),
    Carte("difficultes", "Ce qui n’a pas marché", ("difficultes",), 60),
    Carte(
        "fin", "Ce que cette fin enseigne", ("annee_fin", "acquis", "a_refaire", "condition_manquante"), 120
    ),
    Carte("apports", "Ce que chacun apporte", ("apports",), 40),
    Carte("freins", "Freins et leviers", ("freins", "leviers", "effets"), 90),
    Carte("reperes", "Thèmes et année de début", ("thematiques", "annee_debut"), 30),
    Carte("montrer", "Photos, documents, page à lire", ("pieces", "site"), 90),
)


def gain(fiche: Fiche, carte: Carte) -> int:
    """Return the points that filling a card would add."""
    voulus = (CRITERES[code] for code in carte.criteres)
    return sum(c.points - c.obtenus(fiche) for c in voulus if c.compte(fiche))


def cartes(fiche: Fiche, parmi: Sequence[Carte] = CARTES) -> list[Carte]:
    """Return the cards by what they add, the most first; at equal gain, the shortest first."""
    return sorted(parmi, key=lambda c: (-gain(fiche, c), c.secondes))


SECONDES = {
    "titre": 15, "resume": 40, "recit": 90, "forme": 10, "objectifs": 15, "publics": 15, "partenaires": 60, "portee": 15,
    "territoires": 15, "activite": 10, "causes_arret": 15,
}  # fmt: skip
"""About how long each of the first fields takes."""


def secondes_restantes(champs: Iterable[str]) -> int:
    """Return about how long the fields left to fill take (`partenaires.1.nom` is a partner's)."""
    return sum(SECONDES.get(champ, 10) for champ in {c.partition(".")[0] for c in champs})
