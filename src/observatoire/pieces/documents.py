"""Clean a PDF: its pages and its tags stay; what acts, what is attached and who wrote it go."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from observatoire.errors import Invalide

PAGES_AU_PLUS = 60
INTERDITES = frozenset(
    {
        "/AA", "/AcroForm", "/AF", "/Collection", "/EF", "/EmbeddedFiles", "/JavaScript", "/JS", "/LastModified", "/Metadata",
        "/OpenAction", "/PieceInfo", "/RichMediaContent", "/XFA",
    }
)  # fmt: skip
"""Keys that act, attach, or tell about the author, wherever they are."""
ACTIONS_PERMISES = frozenset({"/URI", "/GoTo"})
_ABIMES = (
    PyPdfError,
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
    AssertionError,
)
"""What the library raises on a damaged file."""

ABIME = "Ce PDF est abîmé ou incomplet\u00a0: ouvrez-le, enregistrez-le à nouveau en PDF, puis joignez-le."
PROTEGE = "Ce PDF est protégé par un mot de passe\u00a0: enregistrez-le sans protection, puis joignez-le."
VIDE = "Ce PDF n’a aucune page."
TROP_LONG = (
    f"Ce PDF dépasse {PAGES_AU_PLUS}\u00a0pages\u00a0: gardez l’essentiel, ou donnez l’adresse où le lire."
)


def assainir(octets: bytes) -> tuple[bytes, int]:
    """Return the PDF without scripts, actions, attached files, forms nor author, and its number of pages. Raises Invalide."""
    try:
        lu = PdfReader(BytesIO(octets))
        if lu.is_encrypted:
            raise Invalide({"pieces": PROTEGE})
        nb_pages = len(lu.pages)
        if not 0 < nb_pages <= PAGES_AU_PLUS:
            raise Invalide({"pieces": TROP_LONG if nb_pages else VIDE})
        return _reecrire(lu), nb_pages
    except _ABIMES as cause:
        raise Invalide({"pieces": ABIME}) from cause


def _reecrire(lu: PdfReader) -> bytes:
    ecrit = PdfWriter(clone_from=lu)
    ecrit.metadata = None
    _nettoyer(ecrit.root_object)
    # Copied once more: a copy holds what the catalogue leads to, and leaves out what was just cut from it.
    return _octets(PdfWriter(clone_from=PdfReader(BytesIO(_octets(ecrit)))))


def _octets(ecrit: PdfWriter) -> bytes:
    sortie = BytesIO()
    ecrit.write(sortie)
    return sortie.getvalue()


def _nettoyer(racine: Any) -> None:
    """Remove what is forbidden from everything that the catalogue leads to."""
    vus: set[tuple[int, int]] = set()
    pile: list[Any] = [racine]
    while pile:
        objet = pile.pop()
        if isinstance(objet, IndirectObject):
            if (objet.idnum, objet.generation) in vus:
                continue
            vus.add((objet.idnum, objet.generation))
            objet = objet.get_object()
        if isinstance(objet, DictionaryObject):
            for cle in [c for c, v in objet.items() if c in INTERDITES or _agit(v)]:
                del objet[cle]
            pile.extend(objet.values())
        elif isinstance(objet, ArrayObject):
            objet[:] = [v for v in objet if not _agit(v)]
            pile.extend(objet)


def _agit(valeur: Any) -> bool:
    """Tell whether a value is an action other than following a link, or an annotation that plays or attaches."""
    objet = valeur.get_object() if isinstance(valeur, IndirectObject) else valeur
    if not isinstance(objet, DictionaryObject):
        return False
    if objet.get("/Subtype") in (
        "/FileAttachment",
        "/RichMedia",
        "/Movie",
        "/Screen",
        "/Sound",
        "/3D",
        "/Widget",
    ):
        return True
    action = objet.get("/S")
    est_action = objet.get("/Type") == "/Action" or action in (
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/ResetForm", "/Named",
        "/Hide", "/Movie", "/Sound", "/SetOCGState", "/Trans", "/Thread",
    )  # fmt: skip
    return est_action and action not in ACTIONS_PERMISES
