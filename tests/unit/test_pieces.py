"""Files are known by their content, and only pixels and pages come through."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from tests.factories_pieces import TRACES, pdf, pdf_piege, pdf_protege, photo

from observatoire.errors import Invalide
from observatoire.pieces import documents, images, rules
from observatoire.pieces.actions import lire_fichier
from observatoire.pieces.model import DOCUMENT, PHOTO


def refus(octets: bytes) -> str:
    with pytest.raises(Invalide) as levee:
        lire_fichier(octets)
    return levee.value.champs["pieces"]


def png_immense() -> bytes:
    """A PNG of a few bytes that says it is 50,000 pixels wide and high."""
    entete = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    morceaux = [(b"IHDR", entete), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    corps = b"".join(
        struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in morceaux
    )
    return b"\x89PNG\r\n\x1a\n" + corps


@pytest.mark.parametrize("forme", images.FORMATS)
def test_une_photo_est_redressee_et_ne_dit_rien_de_qui_l_a_prise(forme: str) -> None:
    origine = photo((640, 480), forme)
    assert b"Canon EOS de Camille" in origine
    lue = lire_fichier(origine)
    assert lue.genre == PHOTO
    for octets in (lue.octets, lue.vignette):
        assert not [trace for trace in TRACES if trace in octets]
        with Image.open(BytesIO(octets)) as image:
            assert image.format == "JPEG"
            assert not image.getexif()
            assert "icc_profile" not in image.info
            assert "comment" not in image.info
    with Image.open(BytesIO(lue.octets)) as image:
        assert image.size == (480, 640) == (lue.largeur, lue.hauteur)


def test_une_grande_photo_est_reduite_une_petite_garde_sa_taille() -> None:
    grande = lire_fichier(photo((4000, 3000)))
    assert (grande.largeur, grande.hauteur) == (1200, 1600)
    with Image.open(BytesIO(grande.vignette or b"")) as vignette:
        assert vignette.size == (360, 480)
    petite = lire_fichier(photo((30, 20)))
    assert (petite.largeur, petite.hauteur) == (20, 30)


def test_ce_qui_est_transparent_devient_blanc() -> None:
    sortie = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(sortie, "PNG")
    with Image.open(BytesIO(lire_fichier(sortie.getvalue()).octets)) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


def test_le_meme_contenu_est_le_meme_fichier() -> None:
    assert lire_fichier(photo()).id == lire_fichier(photo()).id
    assert lire_fichier(photo()).id != lire_fichier(photo(couleur="red")).id


@pytest.mark.parametrize(
    ("octets", "dit"),
    [
        (b"", rules.VIDE),
        (b"\xff\xd8\xff" + b"0" * rules.OCTETS_AU_PLUS, rules.TROP_LOURD),
        (png_immense(), images.TROP_GRANDE),
        (photo()[:300], images.PAS_UNE_PHOTO),
        (b"GIF89a" + b"\0" * 100, images.PAS_UNE_PHOTO),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", images.PAS_UNE_PHOTO),
        (b"<html><script>alert(1)</script></html>", images.PAS_UNE_PHOTO),
        (b"PK\x03\x04" + b"\0" * 100, images.PAS_UNE_PHOTO),
        (b"\0\0\0\x18ftypheic" + b"\0" * 100, images.HEIC),
        (b"%PDF-1.7\n" + b"x" * 200, documents.ABIME),
        (pdf()[:200], documents.ABIME),
        (pdf_protege(), documents.PROTEGE),
        (pdf(documents.PAGES_AU_PLUS + 1), documents.TROP_LONG),
    ],
    ids=["vide", "lourd", "bombe", "coupee", "gif", "svg", "html", "zip", "heic", "faux-pdf", "pdf-coupe", "protege", "long"],
)  # fmt: skip
def test_un_fichier_refuse_dit_pourquoi(octets: bytes, dit: str) -> None:
    assert refus(octets) == dit


def test_un_pdf_garde_ses_pages_et_son_lien_rien_d_autre() -> None:
    origine = pdf_piege()
    lu = lire_fichier(origine)
    assert (lu.genre, lu.nb_pages, lu.vignette) == (DOCUMENT, 1, None)
    assert b"PIEGE" in origine
    assert b"PIEGE" not in lu.octets
    assert b"Camille" not in lu.octets
    propre = PdfReader(BytesIO(lu.octets))
    assert not propre.attachments
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Metadata"} & propre.trailer["/Root"].keys()
    assert propre.trailer["/Root"]["/Lang"] == "fr-FR"
    adresses = [a.get_object().get("/A", {}).get("/URI") for a in propre.pages[0]["/Annots"]]
    assert adresses == ["https://exemple.fr/bilan", None]
    assert lire_fichier(lu.octets).octets == lu.octets, "a cleaned file has nothing left to clean"


def test_un_pdf_tague_le_reste() -> None:
    tague = lire_fichier(open_rapport())
    racine = PdfReader(BytesIO(tague.octets)).trailer["/Root"]
    assert "/StructTreeRoot" in racine
    assert racine["/MarkInfo"]["/Marked"]


def open_rapport() -> bytes:
    """Return a tagged PDF, made by the tool that prints the sheets."""
    import typst

    return typst.compile(b"#set document(title: [Bilan])\n= Bilan\nDouze repas.", pdf_standards=["ua-1"])


DEBUTS = (b"", b"%PDF-1.4\n", photo()[:40], pdf()[:60])


@given(st.sampled_from(DEBUTS), st.binary(max_size=400))
def test_n_importe_quels_octets_sont_lus_ou_refuses_avec_une_phrase(debut: bytes, suite: bytes) -> None:
    try:
        dit = lire_fichier(debut + suite).id
    except Invalide as refus:
        dit = refus.champs["pieces"]
    assert dit
