"""Photos and PDF files for the tests, with what must not come through."""

from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

TRACES = (b"GPS-48.99-1.91", b"Canon EOS de Camille", b"Exif\x00\x00")
"""What a camera wrote: none of it comes through."""
GPS, APPAREIL, ORIENTATION = 0x8825, 0x0110, 0x0112


def photo(taille: tuple[int, int] = (64, 48), forme: str = "JPEG", couleur: str = "teal") -> bytes:
    """Return an image that tells where and by whom it was taken, lying on its side (EXIF orientation 6)."""
    exif = Image.Exif()
    exif[APPAREIL] = "Canon EOS de Camille"
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[0x1B] = b"GPS-48.99-1.91"
    sortie = BytesIO()
    Image.new("RGB", taille, couleur).save(sortie, forme, exif=exif)
    return sortie.getvalue()


def pdf(pages: int = 1) -> bytes:
    """Return a plain PDF."""
    ecrit = PdfWriter()
    for _ in range(pages):
        ecrit.add_blank_page(200, 200)
    return _octets(ecrit)


def pdf_piege() -> bytes:
    """Return a PDF that runs a script, launches a program, carries a file and names its author; one link is honest."""
    ecrit = PdfWriter()
    page = ecrit.add_blank_page(200, 200)
    ecrit.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/JavaScript"): _action("/JavaScript", "/JS", "PIEGE-SCRIPT")}
    )
    ecrit.add_attachment("secret.txt", b"PIEGE-FICHIER")
    ecrit.add_metadata({"/Author": "Camille Exemple", "/Title": "Bilan"})
    ecrit.root_object[NameObject("/OpenAction")] = _action("/JavaScript", "/JS", "PIEGE-OUVERTURE")
    page[NameObject("/AA")] = DictionaryObject(
        {NameObject("/O"): _action("/Launch", "/F", "PIEGE-PROGRAMME")}
    )
    ecrit.add_annotation(0, Link(rect=(0, 0, 50, 50), url="https://exemple.fr/bilan"))
    lien = Link(rect=(0, 60, 50, 90), url="https://exemple.fr")
    lien[NameObject("/A")] = _action("/Launch", "/F", "PIEGE-LIEN")
    ecrit.add_annotation(0, lien)
    ecrit.root_object[NameObject("/Lang")] = TextStringObject("fr-FR")
    ecrit.root_object[NameObject("/Kids2")] = ArrayObject([_action("/Launch", "/F", "PIEGE-LISTE")])
    return _octets(ecrit)


def pdf_protege() -> bytes:
    """Return a PDF that a password closes."""
    ecrit = PdfWriter()
    ecrit.add_blank_page(200, 200)
    ecrit.encrypt("secret", algorithm="RC4-128")
    return _octets(ecrit)


def _action(genre: str, cle: str, texte: str) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Action"),
            NameObject("/S"): NameObject(genre),
            NameObject(cle): TextStringObject(texte),
        }
    )


def _octets(ecrit: PdfWriter) -> bytes:
    sortie = BytesIO()
    ecrit.write(sortie)
    return sortie.getvalue()
