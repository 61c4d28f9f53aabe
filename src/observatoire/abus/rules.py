"""How much is too much, and what looks like a machine. Pure functions."""

import ipaddress
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

FENETRE = timedelta(hours=1)
"""Over which everything below is counted."""
TEMPS_MINIMUM = timedelta(seconds=8)
"""Between the form drawn and its deposit: nobody fills ten fields faster."""

DEPOTS_PAR_PLAGE, BROUILLONS_PAR_PLAGE = 30, 90
"""A whole training session behind one address passes."""
DEPOTS_PAR_COURRIEL = 10
DEPOTS_EN_TOUT, BROUILLONS_EN_TOUT = 300, 1_500
"""Of visitors without account."""
PREUVE_DES = 60
"""Deposits of visitors in the window from which a proof of work is asked."""
FILE_PLEINE = 2_000
"""Contributions waiting to be read from which visitors without account wait too."""
SUSPECTE = 2
"""Signs from which a contribution is read after the others."""

GESTES = {
    "deposer": (DEPOTS_PAR_PLAGE, DEPOTS_EN_TOUT),
    "commencer": (BROUILLONS_PAR_PLAGE, BROUILLONS_EN_TOUT),
}

FERMES = (
    "Les dépôts sont fermés pour le moment\u00a0: {raison} Votre texte est gardé\u00a0: conservez l’adresse de cette page, "
    "et déposez-le quand ils rouvriront."
)
TROP_PLAGE = (
    "Beaucoup de contributions viennent d’arriver depuis votre réseau. Votre texte est gardé\u00a0: conservez l’adresse de "
    "cette page, et déposez-le dans une heure. Avec un compte, il n’y a pas d’attente."
)
TROP_COURRIEL = (
    "Ce courriel a déjà servi à beaucoup de contributions\u00a0: attendez une heure, ou retirez-le."
)
TROP_EN_TOUT = (
    "L’observatoire reçoit en ce moment plus de contributions qu’il ne peut en lire. Votre texte est gardé\u00a0: conservez "
    "l’adresse de cette page, et déposez-le dans une heure."
)
TROP_VITE = (
    "Ce dépôt suit l’ouverture du formulaire de très près. Relisez votre texte, puis déposez-le dans quelques secondes\u00a0: "
    "rien n’est perdu."
)
PREUVE = (
    "Beaucoup de contributions arrivent\u00a0: pour écarter les envois automatiques, votre appareil fait un petit calcul "
    "avant le dépôt. Vous n’avez rien à faire."
)


def plage(adresse: str | None) -> str | None:
    """Return the range of an address, /24 or /48; None for no address, or a private one (a relay's, not a visitor's)."""
    try:
        lue = ipaddress.ip_address(adresse or "")
    except ValueError:
        return None
    if isinstance(lue, ipaddress.IPv6Address) and lue.ipv4_mapped:
        lue = lue.ipv4_mapped
    if lue.is_private or lue.is_loopback or lue.is_link_local:
        return None
    return str(ipaddress.ip_network(f"{lue}/{24 if lue.version == 4 else 48}", strict=False))


_LIENS = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)
_REPETITIONS = re.compile(r"(.)\1{7,}|(\b\w+\b)(?:\W+\2\b){4,}", re.IGNORECASE)
_VENTES = re.compile(
    r"\b(?:casino|viagra|cialis|bitcoin|crypto\w*|forex|seo|backlinks?|escort|porn\w*|betting|jackpot|"
    r"payday|loans?|replica|essay writing)\b",
    re.IGNORECASE,
)
_MOTS = re.compile(r"[^\W\d_]+")
_FRANCAIS = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "de",
        "des",
        "du",
        "d",
        "un",
        "une",
        "et",
        "à",
        "au",
        "aux",
        "en",
        "dans",
        "pour",
        "avec",
        "par",
        "sur",
        "est",
        "sont",
        "qui",
        "que",
        "nous",
        "ont",
    ]
)
MOTS_POUR_JUGER = 25
LIENS_AU_PLUS = 2
PART_FRANCAISE = 0.08
"""Of the words of a French text, at least these are among the commonest."""

LIENS, VENTE, REPETITION, CAPITALES, AUTRE_LANGUE = (
    "plusieurs adresses de sites dans le texte",
    "des mots de publicité",
    "des répétitions",
    "surtout des capitales",
    "peu de mots français",
)


def soupcons(textes: Iterable[str]) -> tuple[str, ...]:
    """Return what, in free texts, looks like an automatic sending: each sign once, in French words. Never a reason to refuse."""
    return tuple(_soupcons("\n".join(textes)))


def _soupcons(texte: str) -> Iterator[str]:
    mots = _MOTS.findall(texte)
    lettres = [c for c in texte if c.isalpha()]
    if len(_LIENS.findall(texte)) > LIENS_AU_PLUS:
        yield LIENS
    if _VENTES.search(texte):
        yield VENTE
    if _REPETITIONS.search(texte):
        yield REPETITION
    if len(mots) < MOTS_POUR_JUGER:
        return
    if sum(c.isupper() for c in lettres) > len(lettres) / 2:
        yield CAPITALES
    if sum(m.casefold() in _FRANCAIS for m in mots) < PART_FRANCAISE * len(mots):
        yield AUTRE_LANGUE
