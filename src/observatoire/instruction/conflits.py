"""Who may read which file, and who reads what. Pure functions.

The readers of each college are given out so that their loads are as even as the conflicts allow: each reading goes to the
least loaded reader that can be reached by moving readings already given (a shortest augmenting path of a flow whose costs are
convex), so that no other way of giving them out has more even loads.
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from observatoire.instruction.notes import COLLEGES
from observatoire.territoires.normalisation import normaliser

Lecture = tuple[str, str]
"""(file, reader)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relecteur:
    """Somebody who reads for a college, and the structure they come from."""

    id: str
    college: str
    siren: str = ""
    structure: str = ""
    """Its name; empty for somebody who comes for no structure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierALire:
    """What tells who may not read a file."""

    id: str
    titre: str = ""
    sirens: frozenset[str] = frozenset()
    """Those of its partners."""
    structures: frozenset[str] = frozenset()
    """Their names, for the partners whose SIREN nobody gave."""


@dataclass(frozen=True, slots=True)
class Repartition:
    """Who reads what; what could not be given out is told."""

    lectures: tuple[Lecture, ...]
    charges: Mapping[str, int]
    """Reader → number of files."""
    impossibles: tuple[str, ...]


def obstacle(relecteur: Relecteur, dossier: DossierALire) -> str:
    """Return why this reader may not read this file, '' when nothing that is known forbids it."""
    siren = _chiffres(relecteur.siren)
    if siren and siren in {_chiffres(s) for s in dossier.sirens}:
        return "Sa structure est partenaire de cette candidature (même SIREN)\u00a0: une autre personne doit la lire."
    nom = normaliser(relecteur.structure)
    if nom and nom in {normaliser(s) for s in dossier.structures}:
        return "Sa structure est partenaire de cette candidature (même nom)\u00a0: une autre personne doit la lire."
    return ""


def _chiffres(siren: str) -> str:
    return "".join(c for c in siren if c.isdigit())[:9]


def repartir(
    dossiers: Iterable[DossierALire],
    relecteurs: Iterable[Relecteur],
    besoins: Mapping[str, int],
    *,
    deja: Collection[Lecture] = (),
    ecartes: Collection[Lecture] = (),
) -> Repartition:
    """Give each file `besoins` readers of each college; `deja` is kept as it is, `ecartes` declared a conflict.

    The answer does not depend on the order of what is given. A reading of `deja` that is also in `ecartes` is dropped.
    """
    fichiers = sorted(dossiers, key=lambda d: d.id)
    lecteurs = sorted(relecteurs, key=lambda r: r.id)
    lectures: list[Lecture] = []
    phrases: list[str] = []
    for college, nombre in sorted(besoins.items()):
        du_college = [r for r in lecteurs if r.college == college]
        table = _Table(fichiers, du_college, frozenset(deja) - frozenset(ecartes), frozenset(ecartes))
        for d in fichiers:
            if manque := table.donner(d.id, nombre):
                phrases.append(_impossible(d, college, nombre, manque, table.permis[d.id]))
        lectures.extend(table.lectures())
    charges = dict.fromkeys((r.id for r in lecteurs), 0)
    for _, relecteur in lectures:
        charges[relecteur] += 1
    return Repartition(tuple(sorted(lectures)), charges, tuple(phrases))


def _impossible(d: DossierALire, college: str, nombre: int, manque: int, permis: Sequence[str]) -> str:
    peuvent = {0: "aucun ne peut", 1: "un seul peut"}.get(len(permis), f"{len(permis)} peuvent")
    return (
        f"«\u00a0{d.titre or d.id}\u00a0»\u00a0: il faut {nombre} lecteur{'s' if nombre > 1 else ''} du collège "
        f"«\u00a0{COLLEGES.get(college, college)}\u00a0», {peuvent} la lire\u00a0: nommez-en {manque} de plus, sans lien avec les partenaires."
    )


class _Table:
    """The readings of one college while they are given out."""

    def __init__(
        self,
        dossiers: Sequence[DossierALire],
        relecteurs: Sequence[Relecteur],
        deja: frozenset[Lecture],
        ecartes: frozenset[Lecture],
    ) -> None:
        self.permis = {
            d.id: sorted(
                (r.id for r in relecteurs if (d.id, r.id) not in ecartes and not obstacle(r, d)),
                key=lambda r, d=d: _hasard(d.id, r),  # type: ignore[misc]
            )
            for d in dossiers
        }
        self.fixes = {(d, r) for d, r in deja if r in self.permis.get(d, ())}
        self.lus: dict[str, set[str]] = {r.id: set() for r in relecteurs}
        for d, r in sorted(self.fixes):
            self.lus[r].add(d)

    def lectures(self) -> list[Lecture]:
        """Return the readings given out."""
        return [(d, r) for r, ds in self.lus.items() for d in ds]

    def donner(self, dossier: str, nombre: int) -> int:
        """Give a file its readers; returns how many could not be found."""
        deja = sum(dossier in lus for lus in self.lus.values())
        for donne in range(deja, nombre):
            if not self._un_de_plus(dossier):
                return nombre - donne
        return 0

    def _un_de_plus(self, dossier: str) -> bool:
        libres = [r for r in self.permis[dossier] if dossier not in self.lus[r]]
        if not libres:
            return False
        moindre = min(map(len, self.lus.values()))
        direct = min(libres, key=lambda r: len(self.lus[r]))
        venu = dict.fromkeys(libres, (dossier, ""))
        bout = direct if len(self.lus[direct]) == moindre else self._moins_charge(venu, deque(libres))
        while bout:
            pris, de = venu[bout]
            self.lus[bout].add(pris)
            if de:
                self.lus[de].discard(pris)
            bout = de
        return True

    def _moins_charge(self, venu: dict[str, Lecture], file: deque[str]) -> str:
        """Return the least loaded reader that can be reached; fills `venu` with reader → (file taken, from whom)."""
        while file:
            r = file.popleft()
            for d in sorted(self.lus[r]):
                if (d, r) in self.fixes:
                    continue
                for autre in self.permis[d]:
                    if autre not in venu and d not in self.lus[autre]:
                        venu[autre] = (d, r)
                        file.append(autre)
        return min(venu, key=lambda r: len(self.lus[r]))


def _hasard(dossier: str, relecteur: str) -> bytes:
    """Return an order of readers that changes with the file, so that the same people do not always read together."""
    return sha256(f"{dossier}\0{relecteur}".encode()).digest()
