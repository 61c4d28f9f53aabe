"""What a sheet is worth, in one badge: who confirmed it and since when, or where it comes from."""

from datetime import date
from typing import Protocol

from observatoire.clock import aujourd_hui
from observatoire.pratiques import Confirmations, a_confirmer, fraicheur_de
from observatoire.web.fragments import badge, badge_origine

A_CONFIRMER = "À confirmer"


class Datee(Protocol):
    """A sheet or a line of a list."""

    @property
    def origine(self) -> str:
        """Where it comes from."""

    @property
    def confirmee_le(self) -> date | None:
        """Last confirmation by somebody who takes part."""

    @property
    def source_le(self) -> date | None:
        """Date of its source: of its deposit, for a contribution."""

    @property
    def confirmations(self) -> Confirmations:
        """How many partners confirmed."""


def dire(c: Confirmations) -> str:
    """Return « confirmée par 2 partenaires sur 3 »; '' when no partner did."""
    if not c.confirmes:
        return ""
    return f"confirmée par {c.confirmes}\u00a0partenaire{'s' if c.confirmes > 1 else ''} sur\u00a0{c.partenaires}"


def dire_le_badge(p: Datee) -> str:
    """Return the words of the badge of a sheet confirmed or to confirm again; '' when its origin says more."""
    jour = aujourd_hui()
    if fraicheur_de(p.confirmee_le, jour) == "confirmee":
        return dire(p.confirmations).capitalize() or "Confirmée"
    return A_CONFIRMER if a_confirmer(p.origine, p.confirmee_le, p.source_le, jour) else ""


def badge_confiance(p: Datee) -> str:
    """Return the badge: full once confirmed, hatched after 24 months, where it comes from otherwise."""
    mots = dire_le_badge(p)
    return badge(mots, "hachure" if mots == A_CONFIRMER else "plein") if mots else badge_origine(p.origine)
