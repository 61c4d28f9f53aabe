"""How near two records are, and why, in words. Pure functions, symmetric."""

from rapidfuzz import fuzz

from observatoire.doublons.model import Ressemblance, Trait
from observatoire.territoires.normalisation import normaliser

TITRE, LIEU, PARTENAIRES = 0.5, 0.2, 0.3
"""What each counts for."""
TITRE_PROCHE, TITRE_IDENTIQUE = 0.72, 0.93
SEUIL = 0.6
"""From which it is asked whether they are the same."""
SEUIL_PROCHE = 0.3
"""From which one is worth reading before telling another."""
_NIVEAUX = {"commune": 1.0, "epci": 0.9, "departement": 0.6, "region": 0.2}
_DITS = {
    "commune": "la même commune",
    "epci": "la même intercommunalité",
    "departement": "le même département",
}


def comparer(une: Trait, autre: Trait) -> Ressemblance:
    """Return how near `autre` is to `une`."""
    titre, niveau, partages = (
        _titres(une, autre),
        _niveau_commun(une, autre),
        une.partenaires & autre.partenaires,
    )
    memes_siret = une.sirets & autre.sirets
    lieu = _NIVEAUX.get(niveau, 0.0)
    partenaires = 1.0 if memes_siret else min(1.0, 0.6 * len(partages))
    note = TITRE * titre + LIEU * lieu + PARTENAIRES * partenaires
    raisons = []
    if titre >= TITRE_PROCHE:
        raisons.append("le même titre" if titre >= TITRE_IDENTIQUE else "un titre proche")
    if niveau in _DITS:
        raisons.append(_DITS[niveau])
    if memes_siret:
        raisons.append("un partenaire au même SIRET")
    elif partages:
        raisons.append(
            "un partenaire commun" if len(partages) == 1 else f"{len(partages)} partenaires communs"
        )
    sans_lieu = not une.perimetre or not autre.perimetre
    identique = titre >= TITRE_IDENTIQUE and (
        sans_lieu or bool(lieu) or bool(partages) or une.perimetre == autre.perimetre
    )
    return Ressemblance(autre, round(note, 4), tuple(raisons), identique or note >= SEUIL)


def _titres(une: Trait, autre: Trait) -> float:
    """Return how near two titles are, 0 to 1, whatever the order of their words."""
    a, b = normaliser(une.titre), normaliser(autre.titre)
    return fuzz.token_sort_ratio(a, b) / 100 if a and b else 0.0


def _niveau_commun(une: Trait, autre: Trait) -> str:
    """Return the level of the nearest territory that both declare or stand in."""
    niveaux = {t.partition("-")[0] for t in une.perimetre & autre.perimetre}
    return next((n for n in _NIVEAUX if n in niveaux), "")


def parente(une: Trait, autre: Trait, rang: int) -> tuple[float, tuple[str, ...]]:
    """Return how worth reading `autre` is before telling `une`: shared codes, place, and its rank among near texts."""
    communs = une.codes & autre.codes
    lieu = _NIVEAUX.get(_niveau_commun(une, autre), 0.0)
    return 0.15 * min(4, len(communs)) + 0.3 * lieu + 0.4 / (1 + rang / 5), tuple(sorted(communs))


def ordonnee(une: str, autre: str) -> tuple[str, str]:
    """Return two keys in the order a decision is kept."""
    return (une, autre) if une <= autre else (autre, une)
