"""What a message is, and where it stands on its way."""

from dataclasses import dataclass
from datetime import datetime

A_ENVOYER, ENVOYE, REMIS, REJETE, ABANDONNE = "a_envoyer", "envoye", "remis", "rejete", "abandonne"
ETATS = {
    A_ENVOYER: "À envoyer",
    ENVOYE: "Envoyé",
    REMIS: "Envoyé à la main",
    REJETE: "Refusé par le destinataire",
    ABANDONNE: "Abandonné après trop d’essais",
}
"""State → what it is called."""
EN_ECHEC = (REJETE, ABANDONNE)


@dataclass(frozen=True, slots=True)
class Message:
    """What a model of message says, before any layout."""

    objet: str
    paragraphes: tuple[str, ...]
    citation: str = ""
    """Somebody's own words, set apart."""
    lien: tuple[str, str] | None = None
    """(what to do, whole address)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettre:
    """One message on its way. Its body is erased once it has gone."""

    cle: str
    modele: str
    destinataire: str
    objet: str
    texte: str
    html: str
    objet_type: str
    objet_id: str
    etat: str
    essais: int
    erreur: str | None
    """What the server answered last, in its own words."""
    cree_a: datetime
    prochain_a: datetime
    """Not tried before."""
    bail_a: datetime | None
    """Somebody is sending it until then."""
    envoye_a: datetime | None
