"""Passwords: which are accepted, how they are kept (argon2id) and checked."""

import re
import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MINIMUM = 12
MAXIMUM = 200
"""Characters; beyond, hashing would be a way to keep the server busy."""
RESTE_MINIMAL = 5
"""Distinct characters that must remain once common words and the person's own are taken out."""

COURANTS = (
    "1234567890",
    "0123456789",
    "123456789",
    "12345678",
    "1234567",
    "123456",
    "12345",
    "1234",
    "abcdefghijkl",
    "abcdef",
    "administrateur",
    "administrator",
    "admin",
    "azertyuiop",
    "azerty",
    "bienvenue",
    "bonjour",
    "changeme",
    "changezmoi",
    "chocolat",
    "doudou",
    "football",
    "iloveyou",
    "jetaime",
    "letmein",
    "loulou",
    "marseille",
    "monmotdepasse",
    "motdepasse",
    "nicolas",
    "observatoire",
    "password",
    "passw0rd",
    "princesse",
    "qsdfghjklm",
    "qwertyuiop",
    "qwerty",
    "secret",
    "soleil",
    "welcome",
    "wxcvbn",
)
"""What the commonest passwords of French lists are made of, folded (letters and digits only)."""

_HACHEUR = PasswordHasher()  # argon2id, RFC 9106: 64 MiB, 3 passes, 4 lanes
_ENSEMBLE = BoundedSemaphore(2)
"""Hashes at once: each takes 64 MiB and a core."""


def erreur_mot_de_passe(mot_de_passe: str, email: str, nom: str) -> str | None:
    """Return what is wrong with a new password and what to do, or None."""
    if len(mot_de_passe) < MINIMUM:
        return (
            f"Le mot de passe a {len(mot_de_passe)} caractère{'s' if len(mot_de_passe) > 1 else ''} : "
            f"choisissez-en {MINIMUM} au moins, par exemple quatre mots sans lien entre eux."
        )
    if len(mot_de_passe) > MAXIMUM:
        return f"Le mot de passe dépasse {MAXIMUM} caractères : raccourcissez-le."
    sans_courants = _retirer(_plier(mot_de_passe), COURANTS)
    if len(set(sans_courants)) < RESTE_MINIMAL:
        return "Ce mot de passe est trop courant : choisissez par exemple quatre mots sans lien entre eux."
    if len(set(_retirer(sans_courants, _mots_de_la_personne(email, nom)))) < RESTE_MINIMAL:
        return (
            "Ce mot de passe reprend votre nom ou votre courriel : choisissez-en un qui ne parle pas de vous."
        )
    return None


def _plier(texte: str) -> str:
    """Fold to lower case, without accents nor punctuation."""
    return re.sub(r"[\W_]", "", _sans_accents(texte))


def _sans_accents(texte: str) -> str:
    decompose = unicodedata.normalize("NFKD", texte.casefold())
    return "".join(c for c in decompose if not unicodedata.combining(c))


def _retirer(plie: str, mots: tuple[str, ...]) -> str:
    for mot in sorted(mots, key=len, reverse=True):
        plie = plie.replace(mot, "")
    return plie


def _mots_de_la_personne(email: str, nom: str) -> tuple[str, ...]:
    local, _, domaine = email.partition("@")
    morceaux = re.split(r"[\W_]+", _sans_accents(f"{local} {domaine} {nom}"))
    entiers = [_plier(email), _plier(local), _plier(nom)]
    return tuple({m for m in (*morceaux, *entiers) if len(m) > 2})


def hacher(mot_de_passe: str) -> str:
    """Return the argon2id hash to keep."""
    with _ENSEMBLE:
        return _HACHEUR.hash(_normaliser(mot_de_passe))


def correspond(mot_de_passe: str, empreinte: str | None) -> bool:
    """Tell whether a password is the one hashed; without a hash, do the same work and answer no."""
    leurre = _leurre()
    if len(mot_de_passe) > MAXIMUM:
        return False
    with _ENSEMBLE:
        try:
            _HACHEUR.verify(empreinte or leurre, _normaliser(mot_de_passe))
        except (VerificationError, InvalidHashError):
            return False
    return empreinte is not None


def a_rehacher(empreinte: str) -> bool:
    """Tell whether a hash was made with older parameters."""
    return _HACHEUR.check_needs_rehash(empreinte)


@cache
def _leurre() -> str:
    return hacher("ni un compte ni un mot de passe")


def _normaliser(mot_de_passe: str) -> str:
    """The same password typed on another keyboard may compose its accents otherwise."""
    return unicodedata.normalize("NFC", mot_de_passe)
