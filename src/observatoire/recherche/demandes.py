"""What is asked of the index: for each thing typed, the words and the rows of words that stand for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from observatoire.recherche.document import suite_de
from observatoire.recherche.vocabulaire import Forme


class Demande(NamedTuple):
    """A word of the index that counts for a thing typed."""

    mid: int
    groupe: int
    """Rank of the thing typed; minus the rank (from 1) of the row of words that it belongs to."""
    element: int
    """Its place in the row."""
    force: float
    """Share of its weight that counts: 1 for the word typed."""


class Suite(NamedTuple):
    """Words that must follow each other."""

    texte: str
    """What a document's stems must hold."""
    taille: int
    """How many different words."""
    groupes: tuple[int, ...]
    """Ranks of the things typed that it stands for."""


@dataclass
class Demandes:
    """Gathers them; a word counts once, at its greatest force."""

    mots: dict[tuple[int, int], float] = field(default_factory=dict)
    """(thing typed, word) → force."""
    suites: list[Suite] = field(default_factory=list)
    des_suites: list[Demande] = field(default_factory=list)

    def mot(self, groupe: int, formes: Iterable[Forme], force: float) -> None:
        """Let words stand for a thing typed."""
        for forme in formes:
            cle = (groupe, forme.mid)
            self.mots[cle] = max(force, self.mots.get(cle, 0.0))

    def suite(
        self,
        groupes: Iterable[int],
        racines: Sequence[str],
        connus: Mapping[str, Sequence[Forme]],
        force: float,
    ) -> bool:
        """Let a row of words stand for things typed; False when the index lacks one of them."""
        if any(r not in connus for r in racines):
            return False
        if len(racines) == 1:
            for groupe in groupes:
                self.mot(groupe, connus[racines[0]], force)
            return True
        differents = list(dict.fromkeys(racines))
        self.suites.append(Suite(suite_de(racines), len(differents), tuple(groupes)))
        self.des_suites += [
            Demande(forme.mid, -len(self.suites), element, force)
            for element, r in enumerate(differents)
            for forme in connus[r]
        ]
        return True

    def tient(self, groupe: int) -> bool:
        """Tell whether something stands for a thing typed."""
        return any(g == groupe for g, _ in self.mots) or any(groupe in suite.groupes for suite in self.suites)

    def toutes(self) -> tuple[Demande, ...]:
        """Return them all, in a stable order."""
        seules = (Demande(mid, groupe, 0, force) for (groupe, mid), force in self.mots.items())
        return tuple(sorted([*seules, *self.des_suites]))
