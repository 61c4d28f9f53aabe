"""Read accounts. Whoever shows them checks `gerer_comptes` first."""

from observatoire.comptes import sql
from observatoire.comptes.model import Compte
from observatoire.errors import Introuvable
from observatoire.store import Cursor


def normaliser_email(email: str) -> str:
    """Return the e-mail as accounts keep it: trimmed, lower case."""
    return email.strip().lower()


def lister_comptes(cur: Cursor) -> list[Compte]:
    """Return every account by name, closed ones included."""
    return [Compte(**ligne) for ligne in cur.lignes(sql.COMPTES)]


def trouver_par_email(cur: Cursor, email: str) -> Compte | None:
    """Return the account of an e-mail, or None."""
    ligne = cur.ligne(sql.COMPTE_DE, email=normaliser_email(email))
    return Compte(**ligne) if ligne else None


def obtenir_compte(cur: Cursor, compte_id: str) -> Compte:
    """Return an account; raise Introuvable when there is none."""
    ligne = cur.ligne(sql.COMPTE, id=compte_id)
    if ligne is None:
        raise Introuvable("Ce compte n’existe pas : vérifiez l’adresse dans la liste des comptes.")
    return Compte(**ligne)
