"""The proof of work of ALTCHA (protocol 2): nothing leaves the observatory, and a solution is good once."""

import hashlib
import json
import secrets
from base64 import b64decode
from datetime import UTC, timedelta
from typing import Any

from altcha import create_challenge, verify_solution

from observatoire.abus import sql
from observatoire.clock import maintenant
from observatoire.store import Cursor, Transaction

DUREE = timedelta(minutes=15)
ALGORITHME = "PBKDF2/SHA-256"
COUT = 3_000
"""Iterations of each try."""
ESSAIS = (200, 600)
"""Tries that the browser makes, drawn at random: about a second on a laptop, three on a phone."""
_SECRET = "secret_des_preuves"


def defi(tx: Transaction) -> dict[str, Any]:
    """Return a new challenge."""
    bas, haut = ESSAIS
    nouveau = create_challenge(
        ALGORITHME,
        COUT,
        counter=bas + secrets.randbelow(haut - bas),
        expires_at=int((maintenant() + DUREE).replace(tzinfo=UTC).timestamp()),
        hmac_secret=_secret(tx),
    )
    return nouveau.to_dict()


def empreinte(preuve: str) -> str:
    """Return what a spent solution is remembered by: the signature of its challenge, so that no other writing of it passes.

    Raises ValueError or KeyError or TypeError when the payload cannot be read.
    """
    signature = json.loads(b64decode(preuve, validate=True))["challenge"]["signature"]
    return hashlib.sha256(str(signature).encode()).hexdigest()


def verifiee(cur: Cursor, preuve: str) -> bool:
    """Tell whether a payload solves a challenge of ours that still runs."""
    secret = cur.valeur(sql.REGLAGE, nom=_SECRET)
    return bool(secret) and verify_solution(preuve, secret).verified is True


def _secret(tx: Transaction) -> str:
    connu = tx.valeur(sql.REGLAGE, nom=_SECRET)
    if connu is None:
        connu = secrets.token_urlsafe(32)
        tx.executer(sql.REGLER, nom=_SECRET, valeur=connu, acteur="observatoire", a=maintenant())
    return str(connu)
