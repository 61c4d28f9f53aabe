"""Read joined files: to the public those of published sheets, to a contribution's readers its own."""

from observatoire.pieces import sql
from observatoire.pieces.model import TYPES_MIME, VIGNETTE, Piece
from observatoire.store import Cursor


def lister_publiques(cur: Cursor, pratique_id: str) -> tuple[Piece, ...]:
    """Return what a published sheet shows, in order."""
    return tuple(Piece(**ligne) for ligne in cur.lignes(sql.PUBLIQUES, id=pratique_id))


def fichier_public(cur: Cursor, identifiant: str, taille: str) -> tuple[str, bytes] | None:
    """Return the MIME type and the bytes of a file that a published sheet shows; None for any other."""
    return _lire(cur, sql.CONTENU_PUBLIC, identifiant, taille)


def fichier_joint(cur: Cursor, identifiant: str, taille: str) -> tuple[str, bytes] | None:
    """Return the same for a file of a contribution; who may read the contribution is the caller's to check."""
    return _lire(cur, sql.CONTENU, identifiant, taille)


def _lire(cur: Cursor, requete: str, identifiant: str, taille: str) -> tuple[str, bytes] | None:
    ligne = cur.ligne(requete, id=identifiant)
    if ligne is None:
        return None
    octets = ligne["vignette"] if taille == VIGNETTE else ligne["octets"]
    return None if octets is None else (TYPES_MIME[ligne["genre"]], bytes(octets))
