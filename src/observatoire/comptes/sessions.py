"""Sessions kept on the server, looked up at each run: a closed account or a new role counts at the next click.

A session tells who a person is, however that was proved: another way to sign in only has to call `ouvrir_session`.
"""

import hashlib
import secrets
from datetime import timedelta

from observatoire.clock import maintenant
from observatoire.comptes import sql
from observatoire.comptes.model import Personne
from observatoire.store import Cursor, Transaction

DUREE = timedelta(hours=12)


def empreinte_de(jeton: str) -> str:
    """Return what is kept of a token: its SHA-256, so that reading the store opens no session."""
    return hashlib.sha256(jeton.encode()).hexdigest()


def ouvrir_session(tx: Transaction, compte_id: str) -> str:
    """Open a session of 12 hours and return its token (32 random bytes); expired sessions are forgotten."""
    a = maintenant()
    jeton = secrets.token_urlsafe(32)
    tx.executer(sql.PURGER_SESSIONS, a=a)
    tx.executer(
        sql.OUVRIR_SESSION, empreinte=empreinte_de(jeton), compte_id=compte_id, a=a, expire_a=a + DUREE
    )
    return jeton


def trouver_personne(cur: Cursor, jeton: str) -> Personne | None:
    """Return whose session this is; None when it is unknown, expired, closed, or its account is."""
    if not jeton:
        return None
    ligne = cur.ligne(sql.PERSONNE, empreinte=empreinte_de(jeton), a=maintenant())
    return Personne(**ligne) if ligne else None


def fermer_session(tx: Transaction, jeton: str) -> None:
    """Close one session; an unknown token changes nothing."""
    tx.executer(sql.FERMER_SESSION, empreinte=empreinte_de(jeton))


def fermer_sessions(tx: Transaction, compte_id: str) -> None:
    """Close every session of an account."""
    tx.executer(sql.FERMER_SESSIONS, compte_id=compte_id)
