"""What is derived from a pratique's partners and territories, whoever writes it (catalogue, contribution, demo)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, Protocol

from observatoire.territoires.normalisation import normaliser

Mixite = Literal["mixte", "non_mixte", "a_verifier"]
Fraicheur = Literal["confirmee", "a_reconfirmer", "non_confirmee"]
CONFIRMEE_ANNEES = 2
"""A confirmation older than this is no longer counted as one."""

OPERATIONNELS = frozenset({"porteur", "co_porteur", "partenaire_operationnel"})
"""Roles that act in the pratique; the others fund, host, refer, assess or back it."""
COTES = ("es", "ts", "les_deux", "public", "autre", "inconnu")
"""Sides, in the order they are listed."""


class Place(Protocol):
    """What these rules read of a partner; an unknown role is None or empty, an unknown side `inconnu` or empty."""

    @property
    def nom(self) -> str:
        """Name of the structure."""

    @property
    def cote(self) -> str:
        """Its side within this pratique."""

    @property
    def role(self) -> str | None:
        """Its role within this pratique."""


def cotes_de(partenaires: Iterable[Place]) -> tuple[str, ...]:
    """Return the sides present, each once, in the vocabulary's order: a partner on both sides brings both."""
    presents = {p.cote or "inconnu" for p in partenaires}
    if "les_deux" in presents:
        presents |= {"es", "ts"}
    return tuple(cote for cote in COTES if cote in presents)


def larges(declares: Sequence[str], parents: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return territories of a département or wider in the place of finer ones, for a place that must not be found."""
    fins = ("commune", "epci")
    rendus: list[str] = []
    for t in declares:
        if t.partition("-")[0] not in fins:
            rendus.append(t)
            continue
        departements = [a for a in parents[t] if a.startswith("departement-")]
        rendus += departements or [a for a in parents[t] if a.startswith("region-")]
    return tuple(dict.fromkeys(rendus))


def mixite_de(partenaires: Iterable[Place], *, liste_complete: bool = True) -> Mixite:
    """Tell whether an ES and a TS, two distinct structures, act together in a pratique.

    A role that is not known may be an operational one. A partner on both sides stands for either, never for
    both. `non_mixte` is said only when every side is known; `liste_complete=False` is for sources that do not
    claim to name every partner: a side they leave out is then unknown, not missing.
    """
    tous = list(partenaires)
    agissants = [p for p in tous if not p.role or p.role in OPERATIONNELS]
    es = {normaliser(p.nom) for p in agissants if p.cote in ("es", "les_deux")}
    ts = {normaliser(p.nom) for p in agissants if p.cote in ("ts", "les_deux")}
    if es and ts and len(es | ts) > 1:
        return "mixte"
    if tous and liste_complete and all(p.cote and p.cote != "inconnu" for p in tous):
        return "non_mixte"
    return "a_verifier"


def niveau_preuve(*, documentee: bool, paroles: bool) -> str:
    """Return the level that the proofs of a sheet give: a public page describes it, voices of the people served are shown."""
    if paroles:
        return "parole_des_personnes"
    return "documente" if documentee else "declare"


def confirmee_depuis(jour: date) -> date:
    """Return the day since which a confirmation counts, `jour` being today."""
    annee = jour.year - CONFIRMEE_ANNEES
    if (jour.month, jour.day) == (2, 29):
        return date(annee, 2, 28)
    return jour.replace(year=annee)


def fraicheur_de(confirmee_le: date | None, jour: date) -> Fraicheur:
    """Tell how long ago somebody who takes part confirmed a sheet."""
    if confirmee_le is None:
        return "non_confirmee"
    return "confirmee" if confirmee_le >= confirmee_depuis(jour) else "a_reconfirmer"


def a_confirmer(origine: str, confirmee_le: date | None, depose_le: date | None, jour: date) -> bool:
    """Tell whether those who take part must say again that a sheet is true: nothing from them for 24 months.

    A contribution was true the day it was deposited; nobody who takes part has said so of any other.
    """
    dernier = confirmee_le or (depose_le if origine == "contribution" else None)
    return dernier is not None and dernier < confirmee_depuis(jour)


def perimetre_de(territoires: Sequence[str], ancetres: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the declared territories followed by all that contain them, each once.

    `ancetres` gives each declared territory's ancestors. Raises KeyError on a territory it does not know.
    """
    au_dessus = [a for t in territoires for a in ancetres[t]]
    return tuple(dict.fromkeys([*territoires, *au_dessus]))
