"""What may be joined: how many, how heavy, and what must be said of each."""

OCTETS_AU_PLUS = 10_000_000
PIECES_AU_PLUS = 6
EN_ATTENTE_AU_PLUS = 400_000_000
"""Bytes of files that no contribution names yet: beyond, no other is taken."""
ORPHELIN_HEURES = 24
"""Hours after which a file that nothing names is forgotten."""

VIDE = "Ce fichier est vide\u00a0: vérifiez-le, puis joignez-le à nouveau."
TROP_LOURD = f"Ce fichier dépasse {OCTETS_AU_PLUS // 1_000_000}\u00a0Mo\u00a0: réduisez-le, ou donnez l’adresse où le voir."
TROP_EN_ATTENTE = (
    "Trop de fichiers arrivent en même temps\u00a0: gardez le vôtre et joignez-le dans une heure. "
    "Votre texte, lui, est enregistré."
)


def erreur_poids(octets: bytes) -> str:
    """Return what is wrong with a file's size, or an empty text."""
    if not octets:
        return VIDE
    return TROP_LOURD if len(octets) > OCTETS_AU_PLUS else ""


def est_un_pdf(octets: bytes) -> bool:
    """Tell whether the content, not the name, is a PDF's."""
    return octets.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-")
