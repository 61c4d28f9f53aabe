"""What a joined file is, and its place on a sheet."""

from dataclasses import dataclass

PHOTO, DOCUMENT = "photo", "document"
GRANDE, VIGNETTE = "grande", "vignette"
"""Sizes a photo is kept in; a document has the first only."""
TYPES_MIME = {PHOTO: "image/jpeg", DOCUMENT: "application/pdf"}


@dataclass(frozen=True, slots=True)
class Fichier:
    """A cleaned file: `id` is the beginning of the SHA-256 of its bytes, so the same file is kept once."""

    id: str
    genre: str
    octets: bytes
    vignette: bytes | None
    """A photo made small; None for a document."""
    largeur: int | None
    """Pixels of a photo; None for a document."""
    hauteur: int | None
    nb_pages: int | None
    """Pages of a document; None for a photo."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file's place on a sheet: what is said of it, and whose it is."""

    fichier: str
    genre: str
    legende: str
    credit: str
    description: str
    """What a photo shows, for those who do not see it."""
    largeur: int | None = None
    hauteur: int | None = None
    poids: int = 0
    """Bytes of the file."""
