"""Decide what a load does of each entry: pure, so that the promise on edited rows can be read and tested."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from observatoire.catalogue.lignes import Fiche
from observatoire.catalogue.model import Compte


@dataclass(frozen=True, slots=True)
class Tri:
    """The entries of one kind, by what is to be done."""

    creees: list[Fiche] = field(default_factory=list)
    modifiees: list[tuple[Fiche, int]] = field(default_factory=list)
    """Entry and the version its row will have."""
    inchangees: list[str] = field(default_factory=list)
    conservees: list[str] = field(default_factory=list)
    absentes: list[str] = field(default_factory=list)

    @property
    def compte(self) -> Compte:
        """Return the figures of the load."""
        return Compte(
            len(self.creees),
            len(self.modifiees),
            len(self.inchangees),
            tuple(sorted(self.conservees)),
            tuple(sorted(self.absentes)),
        )


def marque(empreinte: str, version: int) -> str:
    """Return what a load leaves in `empreinte_source`: the entry's hash and the version it wrote."""
    return f"{empreinte}:{version}"


def trier(
    fiches: Iterable[Fiche],
    existantes: Mapping[str, Mapping[str, Any]],
    intouchables: frozenset[str] = frozenset(),
) -> Tri:
    """Compare the entries with the rows there are (id → version, empreinte_source).

    A row is the loader's own while its version is the one the loader wrote. Whoever edits a row raises its
    version (and may erase the mark): from then on, a changed entry is only reported. `intouchables` are rows
    that people have answered for (a partner's confirmation) without a new version.
    """
    tri = Tri()
    vues = set()
    for fiche in fiches:
        vues.add(fiche.id)
        ligne = existantes.get(fiche.id)
        if ligne is None:
            tri.creees.append(fiche)
            continue
        empreinte, _, version = (ligne["empreinte_source"] or "").partition(":")
        if empreinte == fiche.empreinte:
            tri.inchangees.append(fiche.id)
        elif version == str(ligne["version"]) and fiche.id not in intouchables:
            tri.modifiees.append((fiche, ligne["version"] + 1))
        else:
            tri.conservees.append(fiche.id)
    tri.absentes.extend(i for i, ligne in existantes.items() if ligne["empreinte_source"] and i not in vues)
    return tri
