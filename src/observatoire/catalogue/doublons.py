"""Records of the catalogue that look alike, for a person to settle in decisions_doublons.yaml."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz

from observatoire.territoires.normalisation import normaliser

SEUIL_TITRE = 85
"""From this closeness on (0 to 100), two titles are enough, unless the places exclude each other."""

SEUIL_TITRE_AVEC_INDICE = 70
"""From this closeness on, two titles need a place or a partner in common."""

PARTENAIRES_COMMUNS = 2
"""With a place in common, this many partners in common are enough, whatever the titles."""

PARTENAIRE_FREQUENT = 6
"""A partner named by more records than this (État…) says nothing of two of them."""

_MOTS_VIDES = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "par",
        "pour",
        "sur",
        "un",
        "une",
    ]
)


@dataclass(frozen=True)
class _Traits:
    """What is compared of a record."""

    id: str
    titre: str
    lieux: frozenset[str]
    communes: frozenset[str]
    partenaires: frozenset[str]


def cle_du_titre(titre: str) -> str:
    """Return the title folded, without its empty words."""
    return " ".join(mot for mot in normaliser(titre).split() if mot not in _MOTS_VIDES)


def paire(un: str, autre: str) -> tuple[str, str]:
    """Return two ids in the one order used everywhere."""
    return (un, autre) if un < autre else (autre, un)


def _traits(pratique: Mapping[str, Any]) -> _Traits:
    lieux = frozenset(pratique["territoires"])
    return _Traits(
        id=pratique["id"],
        titre=cle_du_titre(pratique["titre"]),
        lieux=lieux - {"pays-FR"},
        communes=frozenset(lieu for lieu in lieux if lieu.startswith("commune-")),
        partenaires=frozenset(normaliser(p["nom"]) for p in pratique["partenaires"]),
    )


def _se_ressemblent(un: _Traits, autre: _Traits, rares: frozenset[str]) -> bool:
    if un.communes and autre.communes and not un.communes & autre.communes:
        return False
    titre = fuzz.token_set_ratio(un.titre, autre.titre)
    meme_lieu = bool(un.lieux & autre.lieux)
    communs = un.partenaires & autre.partenaires
    return (
        titre >= SEUIL_TITRE
        or (titre >= SEUIL_TITRE_AVEC_INDICE and (meme_lieu or bool(communs & rares)))
        or (meme_lieu and len(communs) >= PARTENAIRES_COMMUNS)
    )


def candidats(pratiques: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return the pairs of ids to be read by a person, in order; two different communes are never a pair."""
    tous = [_traits(pratique) for pratique in pratiques]
    frequences = Counter(nom for traits in tous for nom in traits.partenaires)
    rares = frozenset(nom for nom, nombre in frequences.items() if nombre <= PARTENAIRE_FREQUENT)
    return sorted(
        paire(un.id, autre.id) for un, autre in combinations(tous, 2) if _se_ressemblent(un, autre, rares)
    )
