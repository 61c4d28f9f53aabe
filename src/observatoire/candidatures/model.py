"""What an application to a call is: several partners, a budget shared between them, and their signatures."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any, Self

BROUILLON, DEPOSEE, A_COMPLETER, EN_RELECTURE, A_DECIDER = (
    "brouillon",
    "deposee",
    "a_completer",
    "en_relecture",
    "a_decider",
)
ACCEPTEE, SOUS_RESERVE, REFUSEE, SANS_SUITE, RETIREE = (
    "acceptee",
    "acceptee_sous_reserve",
    "refusee",
    "classee_sans_suite",
    "retiree",
)
ETATS = {
    BROUILLON: "En préparation",
    DEPOSEE: "Déposée",
    A_COMPLETER: "À compléter",
    EN_RELECTURE: "En lecture",
    A_DECIDER: "À décider",
    ACCEPTEE: "Acceptée",
    SOUS_RESERVE: "Acceptée sous réserve",
    REFUSEE: "Refusée",
    SANS_SUITE: "Classée sans suite",
    RETIREE: "Retirée",
}
"""State → how it is called."""
ATTENDU, SIGNE, A_REVOIR = "attendu", "signe", "a_revoir"
"""Where a partner stands: not answered yet, signed, asks for a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MembreSaisi:
    """One partner as typed; the first one writes the application."""

    cle: str
    """What budget lines and signatures know it by; never shown."""
    nom: str = ""
    numero: str = ""
    """SIREN or SIRET as typed."""
    cote: str = ""
    role: str = ""
    apport: str = ""
    """What it does here, in its words."""
    decide: str = ""
    """Sits where one decides: `oui`, `non`, or nothing while it is not said. The same of the two below."""
    initiative: str = ""
    credite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PosteSaisi:
    """One line of expenses as typed: it goes to one partner."""

    intitule: str = ""
    montant: str = ""
    membre: str = ""
    """Key of the partner that receives it."""
    temps_de_lien: bool = False
    """It pays for time to know each other."""

    @property
    def vide(self) -> bool:
        """Tell whether nothing was typed."""
        return not (self.intitule.strip() or self.montant.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class RessourceSaisie:
    """Money from elsewhere as typed."""

    origine: str = ""
    montant: str = ""

    @property
    def vide(self) -> bool:
        """Tell whether nothing was typed."""
        return not (self.origine.strip() or self.montant.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class ContenuCandidature:
    """Everything an application says; amounts stay as typed until `rules` reads them."""

    titre: str = ""
    resume: str = ""
    besoins: str = ""
    """The needs, and who said them."""
    besoins_ensemble: str = ""
    """`oui`, `non`, or nothing while it is not said."""
    diagnostic_id: str = ""
    """A shared diagnosis that it rests on."""
    pratique_id: str = ""
    """The published practice that it comes from."""
    territoires: tuple[str, ...] = ()
    membres: tuple[MembreSaisi, ...] = ()
    demande: str = ""
    """What is asked of this call."""
    postes: tuple[PosteSaisi, ...] = ()
    ressources: tuple[RessourceSaisie, ...] = ()

    def to_json(self) -> str:
        """Return the text kept in the store, the one that is signed; `from_json` gives the same value back."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)

    @property
    def empreinte(self) -> str:
        """SHA-256 of that text: what a signature and a receipt are about."""
        return hashlib.sha256(self.to_json().encode("utf-8", "surrogatepass")).hexdigest()

    @classmethod
    def from_json(cls, texte: str) -> Self:
        """Read a stored text; a field of another version of the form is left out."""
        lu = json.loads(texte)
        connus = {c.name for c in fields(cls)}
        valeurs: dict[str, Any] = {
            n: tuple(v) if isinstance(v, list) else v for n, v in lu.items() if n in connus
        }
        for nom, modele in (
            ("membres", MembreSaisi),
            ("postes", PosteSaisi),
            ("ressources", RessourceSaisie),
        ):
            valeurs[nom] = tuple(modele(**ligne) for ligne in valeurs.get(nom, ()))
        return cls(**valeurs)


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget that was read: amounts in euros."""

    charges: Decimal
    demande: Decimal
    ressources: Decimal
    """Money from elsewhere."""
    par_membre: dict[str, Decimal]
    """Key of a partner → what it receives."""
    temps_de_lien: Decimal

    @property
    def ecart(self) -> Decimal:
        """What resources exceed expenses by; negative when money is missing."""
        return self.demande + self.ressources - self.charges

    def part(self, cle: str) -> float:
        """Return a partner's share of the expenses, 0 to 1."""
        return float(self.par_membre.get(cle, Decimal(0)) / self.charges) if self.charges else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Where one partner stands."""

    cle: str
    nom: str
    siren: str | None
    etat: str
    empreinte: str | None
    mot: str | None
    repondu_a: datetime | None
    invite: bool
    """It has a link of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidature:
    """An application as it is kept."""

    id: str
    appel_id: str
    etat: str
    contenu: ContenuCandidature
    compte_id: str | None
    version: int
    cree_a: datetime
    maj_a: datetime
    deposee_a: datetime | None
    empreinte: str | None
    demande_eur: Decimal | None
    complement: str | None
    complement_avant: datetime | None
    signatures: tuple[Signature, ...] = ()

    def signe_par(self, cle: str) -> bool:
        """Tell whether a partner signed what is written now; a change makes every signature fall."""
        return any(
            s.cle == cle and s.etat == SIGNE and s.empreinte == self.contenu.empreinte
            for s in self.signatures
        )

    @property
    def tombees(self) -> tuple[Signature, ...]:
        """Signatures of another content than the one written now."""
        return tuple(s for s in self.signatures if s.etat == SIGNE and s.empreinte != self.contenu.empreinte)


@dataclass(frozen=True, slots=True)
class Recu:
    """What a deposit gives: when, and the hash of what was received."""

    candidature_id: str
    depose_a: datetime
    empreinte: str
