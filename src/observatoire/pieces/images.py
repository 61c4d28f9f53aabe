"""Take a photo again from its pixels alone: turned upright, bounded, without what the camera wrote in it."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from observatoire.errors import Invalide

FORMATS = ("JPEG", "PNG", "WEBP")
COTE = 1600
"""Pixels of the longer side of a photo on a sheet."""
COTE_VIGNETTE = 480
PIXELS_AU_PLUS = 60_000_000
QUALITE = 82
_ABIMEES = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError)
"""What the library raises on an image that is damaged, or of another kind than it says."""

PAS_UNE_PHOTO = (
    "Ce fichier n’est ni une photo (JPEG, PNG ou WebP) ni un PDF, quel que soit son nom\u00a0: "
    "enregistrez-le dans un de ces formats, puis joignez-le à nouveau."
)
TROP_GRANDE = (
    f"Cette image dépasse {PIXELS_AU_PLUS // 1_000_000}\u00a0millions de points\u00a0: "
    "réduisez-la avant de la joindre."
)
HEIC = (
    "Cette photo est au format HEIC, que tous les navigateurs ne lisent pas\u00a0: "
    "enregistrez-la en JPEG (sur iPhone\u00a0: Réglages, Appareil photo, Formats, « Le plus compatible »)."
)


def reprendre(octets: bytes) -> tuple[bytes, bytes, int, int]:
    """Return the photo as JPEG, the same made small, its width and its height (pixels).

    Neither EXIF (place, device, date), nor comment, nor embedded thumbnail is kept. Raises Invalide.
    """
    if octets[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheif"):
        raise Invalide({"pieces": HEIC})
    try:
        with Image.open(BytesIO(octets), formats=FORMATS) as lue:
            if lue.width * lue.height > PIXELS_AU_PLUS:
                raise Invalide({"pieces": TROP_GRANDE})
            lue.draft("RGB", (COTE, COTE))
            photo = _sur_blanc(ImageOps.exif_transpose(lue))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as cause:
        raise Invalide({"pieces": TROP_GRANDE}) from cause
    except _ABIMEES as cause:
        raise Invalide({"pieces": PAS_UNE_PHOTO}) from cause
    grande = _reduite(photo, COTE)
    return _jpeg(grande), _jpeg(_reduite(photo, COTE_VIGNETTE)), grande.width, grande.height


def _sur_blanc(image: Image.Image) -> Image.Image:
    """Return the pixels in RGB, what was transparent made white."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    avec = image.convert("RGBA")
    fond = Image.new("RGBA", avec.size, "white")
    return Image.alpha_composite(fond, avec).convert("RGB")


def _reduite(photo: Image.Image, cote: int) -> Image.Image:
    """Return a copy that fits in a square; a smaller one keeps its size. A new image carries no metadata."""
    copie = Image.new("RGB", photo.size)
    copie.paste(photo)
    copie.thumbnail((cote, cote), Image.Resampling.LANCZOS)
    return copie


def _jpeg(photo: Image.Image) -> bytes:
    sortie = BytesIO()
    photo.save(sortie, "JPEG", quality=QUALITE, optimize=True, progressive=True)
    return sortie.getvalue()
