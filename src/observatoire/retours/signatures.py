"""What makes an answer count once without knowing who answers: signed, short-lived, and nothing of the person in it."""

import hashlib
import hmac
import secrets
from datetime import date, datetime, timedelta

ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
"""Of short addresses: no two characters read alike, and no vowel, hence no word."""
LONGUEUR = 6
DUREE_FORMULAIRE = timedelta(hours=6)
DUREE_DEJA = timedelta(hours=12)
"""How long a browser is told that it has answered."""
MOIS_DU_LIEN = 3
"""Whole months after the present one during which a side's link opens."""
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


def fin_du_lien(jour: date) -> date:
    """Return the last day on which a link given that day opens: the same for all those of a month."""
    mois = jour.year * 12 + jour.month + MOIS_DU_LIEN  # of the month after the last one, counted from zero
    return date(mois // 12, mois % 12 + 1, 1) - timedelta(days=1)


def lien(adresse_code: str, secret: str, voix: str, jour: date) -> str:
    """Return the path where one side answers, as given on a day."""
    fin = f"{fin_du_lien(jour):%Y%m%d}"
    return f"/r/{adresse_code}/{voix}/{fin}-{signer(secret, 'lien', voix, fin)}"


def lien_jusqu_au(secret: str, voix: str, signature: str) -> date | None:
    """Return the last day of a link by its last part; None when we did not write it."""
    fin, _, signee = signature.partition("-")
    if not signe(secret, signee, "lien", voix, fin):
        return None
    return date(int(fin[:4]), int(fin[4:6]), int(fin[6:]))
