"""Who acts: roles, the person behind a request, and the account that gives them a role."""

from dataclasses import dataclass
from datetime import datetime

VISITEUR, CONTRIBUTEUR, MODERATEUR = "visiteur", "contributeur", "moderateur"
FINANCEUR, ADMINISTRATEUR = "financeur", "administrateur"

ROLES = {
    VISITEUR: "Visiteur",
    CONTRIBUTEUR: "Contributeur",
    MODERATEUR: "Modérateur",
    FINANCEUR: "Financeur",
    ADMINISTRATEUR: "Administrateur",
}
"""Every role and its French name; a visiteur is anyone who has not signed in."""

ROLES_DE_COMPTE = tuple(role for role in ROLES if role != VISITEUR)


@dataclass(frozen=True, slots=True)
class Personne:
    """Whoever makes a request. How identity was proved does not matter here."""

    id: str | None
    """Account id; None for a visiteur."""
    nom: str
    role: str

    @property
    def acteur(self) -> str:
        """Return how the journal names this person; a visiteur acts through a secret link."""
        return self.id or CONTRIBUTEUR

    @property
    def connectee(self) -> bool:
        """Tell whether the person signed in."""
        return self.id is not None


ANONYME = Personne(None, "Visiteur", VISITEUR)
OPERATEUR = Personne("cli", "Ligne de commande", ADMINISTRATEUR)
"""Whoever runs commands on the server itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compte:
    """An account, without its password."""

    id: str
    email: str
    nom: str
    role: str
    actif: bool
    cree_a: datetime
    maj_a: datetime

    @property
    def personne(self) -> Personne:
        """Return the person that this account makes."""
        return Personne(self.id, self.nom, self.role)
