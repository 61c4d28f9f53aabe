"""Every way to call the territories: their names, shorter ways to say them, former names, codes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from observatoire.territoires.model import Territoire
from observatoire.territoires.normalisation import normaliser

_ARTICLE = re.compile(r"^(le|la|les|l) ")
_TYPE_EPCI = re.compile(
    r"^(communaute (de communes|d agglomeration|urbaine)|(euro)?metropole)( (de la|de l|des|du|de|d))? "
)

Ancien = Mapping[str, str | None]
"""A row of territoire_ancien: code, nom, territoire_id."""


@dataclass(frozen=True, slots=True)
class Nom:
    """One way to call a territory."""

    texte: str
    """Folded."""
    cible: int
    """Rank of the territory in the index."""
    propre: bool
    """Its own name, not a variant or a former one."""
    ancien: str | None = None
    """The former name as people write it."""


def noms_actuels(territoires: Sequence[tuple[Territoire, str]]) -> Iterator[Nom]:
    """Give each territory's own name and, without its article or its kind of EPCI, the shorter one."""
    for cible, (territoire, texte) in enumerate(territoires):
        yield Nom(texte, cible, propre=True)
        court = (_TYPE_EPCI if territoire.niveau == "epci" else _ARTICLE).sub("", texte, count=1)
        if court != texte:
            yield Nom(court, cible, propre=False)


def noms_anciens(
    territoires: Sequence[tuple[Territoire, str]], anciens: Sequence[Ancien], rang: Mapping[str, int]
) -> Iterator[Nom]:
    """Give the former names that differ from the present one."""
    for ancien in anciens:
        cible = rang.get(ancien["territoire_id"] or "")
        if cible is not None and ancien["nom"]:
            texte = normaliser(ancien["nom"])
            if texte != territoires[cible][1]:
                yield Nom(texte, cible, propre=False, ancien=ancien["nom"])


def noms_par_code(
    territoires: Sequence[Territoire],
    propres: Sequence[Nom],
    anciens: Sequence[Ancien],
    rang: Mapping[str, int],
) -> dict[str, list[Nom]]:
    """Map a code as typed (lower case) to names: postal code, then official code, then former code.

    `propres` holds the own name of each territory, in their order.
    """
    par_code: dict[str, list[Nom]] = defaultdict(list)
    for nom in sorted(propres, key=lambda nom: -(territoires[nom.cible].population or 0)):
        for postal in territoires[nom.cible].codes_postaux:
            par_code[postal].append(nom)
    for nom in propres:
        territoire = territoires[nom.cible]
        if territoire.niveau != "region":
            par_code[territoire.code.lower()].append(nom)
    for ancien in anciens:
        cible = rang.get(ancien["territoire_id"] or "")
        if cible is not None and ancien["code"]:
            nom = Nom(propres[cible].texte, cible, propre=False, ancien=ancien["nom"])
            par_code[ancien["code"].lower()].append(nom)
    return dict(par_code)
