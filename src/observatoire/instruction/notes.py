"""What a reader thinks of an application, and what the opinions make together. Pure functions, in exact fractions.

A mark is a whole number from 0 to 5, or « sans objet » (None): the weight of such a criterion goes to the others of the same
opinion, in proportion. A file's score is the mean over its readers, each counting the same whatever the college. A reader in
conflict never counts, nor does an opinion that is not finished. Equal scores are exactly equal.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from observatoire.appels import Critere

COLLEGES = {
    "es": "Entrepreneurs sociaux",
    "ts": "Travailleurs sociaux",
    "financeur": "Financeurs",
    "usager": "Personnes concernées",
}
RECOMMANDATIONS = {"oui": "À retenir", "peut_etre": "À discuter", "non": "À ne pas retenir"}
NOTE_MAX = 5
ECART_MAX = 2
"""Two readers who differ by that much or more disagree, on the whole or on one criterion."""
ENSEMBLE = ""
"""The criterion of a disagreement on the whole."""

Poids = Mapping[str, int]
"""Criterion → weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Avis:
    """One reader's opinion of one file; there is one at most for a reader and a file."""

    relecteur: str
    college: str
    notes: Mapping[str, int | None]
    """Criterion → mark, None for « sans objet »; a criterion that is not there has no mark yet."""
    recommandation: str = ""
    """A key of RECOMMANDATIONS, empty while nothing is said."""
    conflit: bool = False


@dataclass(frozen=True, slots=True)
class Desaccord:
    """Two readers far apart."""

    critere: str
    """ENSEMBLE for the whole score."""
    mini: Fraction
    maxi: Fraction

    @property
    def phrase(self) -> str:
        """Return it in words."""
        sur = f"Sur «\u00a0{self.critere}\u00a0»" if self.critere else "Sur l’ensemble"
        return f"{sur}, les notes vont de {ecrire_note(self.mini)} à {ecrire_note(self.maxi)}\u00a0: à discuter ensemble."


@dataclass(frozen=True, slots=True)
class Avancement:
    """How far the reading of a file is."""

    demandes: int
    """Readers asked, without those in conflict."""
    rendus: int
    conflits: int
    """Readers in conflict, to be replaced."""

    @property
    def complet(self) -> bool:
        """Tell whether every opinion asked is given."""
        return 0 < self.demandes <= self.rendus


@dataclass(frozen=True, slots=True)
class Synthese:
    """What the opinions on one file make; without any that counts, nothing but how far the reading is."""

    score: Fraction | None
    mini: Fraction | None
    maxi: Fraction | None
    note_basse: int | None
    """The lowest single mark, of any reader on any criterion that has a weight."""
    desaccords: tuple[Desaccord, ...]
    recommandations: Mapping[str, int]
    avancement: Avancement

    @property
    def etendue(self) -> Fraction | None:
        """Return how far apart the readers are on the whole."""
        return None if self.mini is None or self.maxi is None else self.maxi - self.mini


def poids_de(criteres: Iterable[Critere]) -> dict[str, int]:
    """Return the weights of a call's grid, by the criteria's names."""
    return {c.nom: c.poids for c in criteres}


def erreurs(avis: Avis, criteres: Collection[str]) -> dict[str, str]:
    """Return what prevents giving this opinion, all at once: criterion or `recommandation` → what to do."""
    if avis.conflit:
        return {}
    fautes = {}
    for critere in criteres:
        if critere not in avis.notes:
            fautes[critere] = f"Donnez une note de 0 à {NOTE_MAX}, ou dites que ce critère est sans objet."
        elif not _permise(avis.notes[critere]):
            fautes[critere] = f"La note est un nombre entier de 0 à {NOTE_MAX}."
    if avis.recommandation not in RECOMMANDATIONS:
        choix = ", ".join(f"«\u00a0{nom}\u00a0»" for nom in RECOMMANDATIONS.values())
        fautes["recommandation"] = f"Choisissez une recommandation\u00a0: {choix}."
    return fautes


def _permise(note: int | None) -> bool:
    return note is None or (type(note) is int and 0 <= note <= NOTE_MAX)


def score_avis(avis: Avis, poids: Poids) -> Fraction | None:
    """Return the weighted mean of an opinion, 0 to 5; None in conflict, unfinished, or when nothing with a weight applies."""
    if avis.conflit or not set(poids) <= set(avis.notes):
        return None
    applicables = [(n, p) for c, p in poids.items() if (n := avis.notes[c]) is not None]
    total = sum(p for _, p in applicables)
    return Fraction(sum(n * p for n, p in applicables), total) if total else None


def comptes(avis: Iterable[Avis], poids: Poids) -> list[tuple[Avis, Fraction]]:
    """Return the opinions that count, each with its score, in the order of their readers."""
    lus = sorted(avis, key=lambda a: a.relecteur)
    return [(a, s) for a in lus if (s := score_avis(a, poids)) is not None]


def synthese(avis: Sequence[Avis], poids: Poids, demandes: Collection[str] = ()) -> Synthese:
    """Return what the opinions on a file make; `demandes` are the readers asked, opinions given count as asked."""
    comptent = comptes(avis, poids)
    scores = [s for _, s in comptent]
    return Synthese(
        score=Fraction(sum(scores), len(scores)) if scores else None,
        mini=min(scores, default=None),
        maxi=max(scores, default=None),
        note_basse=note_basse((a for a, _ in comptent), poids),
        desaccords=tuple(_desaccords([a for a, _ in comptent], scores, poids)),
        recommandations=_recommandations(a for a, _ in comptent),
        avancement=_avancement(avis, poids, demandes),
    )


def note_basse(comptent: Iterable[Avis], poids: Poids) -> int | None:
    """Return the lowest mark of opinions that count, on the criteria that have a weight."""
    return min(
        (n for a in comptent for c, p in poids.items() if p and (n := a.notes[c]) is not None), default=None
    )


def _recommandations(comptent: Iterable[Avis]) -> dict[str, int]:
    dites = Counter(a.recommandation for a in comptent)
    return {code: dites[code] for code in RECOMMANDATIONS}


def _desaccords(comptent: list[Avis], scores: list[Fraction], poids: Poids) -> Iterable[Desaccord]:
    par_critere = {
        c: [Fraction(n) for a in comptent if (n := a.notes[c]) is not None] for c, p in poids.items() if p
    }
    for critere, notes in {ENSEMBLE: scores, **par_critere}.items():
        if notes and max(notes) - min(notes) >= ECART_MAX:
            yield Desaccord(critere, min(notes), max(notes))


def _avancement(avis: Sequence[Avis], poids: Poids, demandes: Collection[str]) -> Avancement:
    en_conflit = {a.relecteur for a in avis if a.conflit}
    donnes = {a.relecteur for a in avis if not a.conflit and set(poids) <= set(a.notes)}
    attendus = (set(demandes) | {a.relecteur for a in avis}) - en_conflit
    return Avancement(len(attendus), len(donnes), len(en_conflit))


def ecrire_note(note: Fraction) -> str:
    """Return a score as it is shown: two decimals at most, rounded half up, `3,5`."""
    centiemes = (note * 200 + 1) // 2
    entier, reste = divmod(centiemes, 100)
    return f"{entier},{reste:02d}".rstrip("0").rstrip(",")
