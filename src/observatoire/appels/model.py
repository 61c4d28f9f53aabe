"""What a call for projects is: the form as one frozen value, its states, its rounds, and when each is open."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any, Self

from observatoire.alliance import Seuils

BROUILLON, PUBLIE, CLOS, RETIRE = "brouillon", "publie", "clos", "retire"
"""States that somebody decides; what is open now is told by the rounds (`Appel.phase`)."""
A_VENIR, OUVERT, FERME = "a_venir", "ouvert", "ferme"
PHASES = {OUVERT: "Ouvert", A_VENIR: "À venir", FERME: "Fermé", BROUILLON: "Brouillon", RETIRE: "Retiré"}
"""Phase → how it is called; the first ones are listed first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VagueSaisie:
    """One round as typed: ISO days, and the hour in Paris of its end."""

    ouvre_le: str = ""
    ferme_le: str = ""
    heure: str = "12:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class CritereSaisi:
    """One line of the grid as typed."""

    nom: str = ""
    poids: str = ""
    guide: str = ""
    """How to read it: what deserves a good mark, what does not."""

    @property
    def vide(self) -> bool:
        """Tell whether nothing was typed on this row."""
        return self == CritereSaisi()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContenuAppel:
    """Everything a funder writes of a call; amounts stay as they were typed until they are read by `rules`."""

    titre: str = ""
    financeur: str = ""
    presentation: str = ""
    candidats: str = ""
    """Who may apply."""
    themes: tuple[str, ...] = ()
    """Coarse themes (`analyses.zones.THEMES`); none is all of them."""
    territoires: tuple[str, ...] = ()
    """Territory ids; none is the whole country."""
    vagues: tuple[VagueSaisie, ...] = (VagueSaisie(),)
    enveloppe: str = ""
    plancher: str = ""
    plafond: str = ""
    criteres: tuple[CritereSaisi, ...] = ()
    clause: str = ""
    part_minimale: str = "20\u00a0%"
    exigees: tuple[str, ...] = ()
    """Those of the check's last three questions that are required."""
    marche_public: bool = False
    aveugle: bool = False
    """Readers do not see names."""

    def to_json(self) -> str:
        """Return the text kept in the store; `from_json` gives the same value back."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, texte: str) -> Self:
        """Read a stored text; a field of another version of the form is left out."""
        lu = json.loads(texte)
        connus = {c.name for c in fields(cls)}
        valeurs: dict[str, Any] = {
            n: tuple(v) if isinstance(v, list) else v for n, v in lu.items() if n in connus
        }
        for nom, modele in (("vagues", VagueSaisie), ("criteres", CritereSaisi)):
            if nom in valeurs:
                valeurs[nom] = tuple(modele(**ligne) for ligne in valeurs[nom])
        return cls(**valeurs)


@dataclass(frozen=True, slots=True)
class Vague:
    """One round: naive UTC instants; a deposit at `ferme_a` to the second is in time, one later is not."""

    ouvre_a: datetime
    ferme_a: datetime


@dataclass(frozen=True, slots=True)
class Critere:
    """One criterion of the grid; `poids` is a whole number, compared with the others'."""

    nom: str
    poids: int
    guide: str


@dataclass(frozen=True, slots=True)
class Termes:
    """What a complete content says, read: amounts in euros."""

    vagues: tuple[Vague, ...]
    enveloppe_eur: Decimal
    plancher_eur: Decimal | None
    plafond_eur: Decimal | None
    criteres: tuple[Critere, ...]
    seuils: Seuils


@dataclass(frozen=True, slots=True, kw_only=True)
class Appel:
    """A call as it is kept."""

    id: str
    etat: str
    contenu: ContenuAppel
    compte_id: str
    """Who wrote it; never public."""
    version: int
    cree_a: datetime
    maj_a: datetime
    publie_a: datetime | None
    clos_a: datetime | None
    vagues: tuple[Vague, ...] = ()
    """Empty in a draft."""

    def phase(self, a: datetime) -> str:
        """Return a key of PHASES at an instant."""
        if self.etat in (BROUILLON, RETIRE):
            return self.etat
        if self.etat == CLOS or not any(a <= v.ferme_a for v in self.vagues):
            return FERME
        return OUVERT if self.vague(a) else A_VENIR

    def vague(self, a: datetime) -> Vague | None:
        """Return the round that is open at an instant."""
        ouverte = self.etat == PUBLIE
        return next((v for v in self.vagues if ouverte and v.ouvre_a <= a <= v.ferme_a), None)

    def prochaine(self, a: datetime) -> Vague | None:
        """Return the round open at an instant, else the next one."""
        return next((v for v in self.vagues if a <= v.ferme_a), None)
