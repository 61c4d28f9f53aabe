"""Where a deposit comes from, and why it may have to wait. Nothing here is kept in clear."""

from dataclasses import dataclass
from datetime import datetime

from observatoire.errors import Refus


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a screen knows of who deposits."""

    adresse: str | None = None
    """Network address of the browser; None when it is not known, or is the machine's own."""
    courriel: str = ""
    ouvert_a: datetime | None = None
    """When the form was first drawn; None when nobody fills one."""
    piege: bool = False
    """The field that nobody sees was filled."""
    preuve: str = ""
    """Payload of a proof of work; empty when none was done."""


@dataclass(frozen=True, slots=True)
class Fermeture:
    """The observatory takes no deposit for a while."""

    raison: str
    """Shown to whoever comes to deposit."""
    par: str
    depuis: datetime


class DepotsFermes(Refus):
    """Moderation closed the deposits (HTTP 403)."""


class TropDeDepots(Refus):
    """Too many come in an hour, from one range of addresses, one e-mail, or in all (HTTP 429)."""


class TropVite(Refus):
    """The form was filled faster than anybody types (HTTP 429)."""


class PreuveDemandee(Refus):
    """Many deposits come: this one is taken once the browser has done a little work (HTTP 429)."""
