"""The secret link's token: given once, kept as a hash."""

import hashlib
import secrets
from datetime import timedelta

DUREE = timedelta(days=180)
"""How long a link lasts after the last exchange."""


def nouveau() -> str:
    """Return a token of 32 random bytes, safe in an address."""
    return secrets.token_urlsafe(32)


def empreinte(jeton: str) -> str:
    """Return the SHA-256 kept in the store."""
    return hashlib.sha256(jeton.encode("utf-8", "surrogatepass")).hexdigest()
