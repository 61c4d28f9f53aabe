"""What makes an answer count once without knowing who answers: signed, short-lived, and nothing of the person in it."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
"""Of short addresses: no two characters read alike, and no vowel, hence no word."""
LONGUEUR = 6
DUREE_FORMULAIRE = timedelta(hours=6)
DUREE_DEJA = timedelta(hours=12)
"""How long a browser is told that it has answered."""
TEMPS_MINIMUM = timedelta(seconds=2)
"""Between the form served and its answer: nobody reads three questions faster."""


def nouveau_code() -> str:
    """Return a short address, drawn at random."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LONGUEUR))


def nouveau_secret() -> str:
    """Return what signs, for one pratique."""
    return secrets.token_urlsafe(32)


def signer(secret: str, *parties: str) -> str:
    """Return a short signature of what is said."""
    dit = "\n".join(parties).encode()
    return hmac.new(secret.encode(), dit, hashlib.sha256).hexdigest()[:20]


def signe(secret: str, signature: str, *parties: str) -> bool:
    """Tell whether a signature is of what is said."""
    return hmac.compare_digest(signer(secret, *parties).encode(), signature.encode("utf-8", "replace"))


def jeton(secret: str, usage: str, a: datetime) -> str:
    """Return a token for one use, good once and for a while: instant, random, signature."""
    instant, hasard = f"{int(a.timestamp())}", secrets.token_hex(8)
    return f"{instant}.{hasard}.{signer(secret, usage, instant, hasard)}"


def age(secret: str, usage: str, texte: str, a: datetime) -> timedelta | None:
    """Return how old a token is, None when it is not one of ours for this use."""
    instant, _, reste = texte.partition(".")
    hasard, _, signature = reste.partition(".")
    if not (instant.isascii() and instant.isdigit() and len(instant) < 12):
        return None
    if not signe(secret, signature, usage, instant, hasard):
        return None
    return timedelta(seconds=int(a.timestamp()) - int(instant))


def utilisable(depuis: timedelta | None) -> bool:
    """Tell whether a form served that long ago may still be sent."""
    return depuis is not None and timedelta(0) <= depuis <= DUREE_FORMULAIRE


def lien(adresse_code: str, secret: str, voix: str) -> str:
    """Return the path where one side answers."""
    return f"/r/{adresse_code}/{voix}/{signer(secret, 'lien', voix)}"
