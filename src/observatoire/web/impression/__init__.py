"""Documents to print and keep: tagged PDF (PDF/UA-1) made by Typst from our own templates, without the network.

What people wrote goes in as JSON, never as source: a text is shown, whatever it holds.
The fonts are those of web/ressources/polices unpacked to TrueType, which Typst reads; the Latin extension has a
family name of its own, so that it can be asked for after the first.
"""

import json
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import anyio.to_thread
import typst
from anyio import CapacityLimiter

from observatoire.web import couleurs

__all__ = ["ABSENT", "composer", "imprimable", "imprimer"]

DOSSIER = Path(__file__).parent
ABSENT = "\u25a1"
"""Stands for a character that the fonts have not."""

_COUVERTS = (
    *((0x20, 0x7E), (0xA0, 0x4FF), (0x590, 0x5FF), (0x1E00, 0x1EFF), (0x2000, 0x2027), (0x202F, 0x2040)),
    *((0x2070, 0x20C0), (0x2190, 0x22FF), (0x2500, 0x25FF)),
)
"""Blocks that the fonts cover whole: PDF/UA refuses a document where one character cannot be drawn."""
_TUS = frozenset(map(chr, (0xAD, *range(0x200B, 0x2010))))
"""Invisible characters: nothing to print."""
_MUETTES = ("Cc", "Cf", "Mn", "Me", "Mc")
"""Categories without a drawing of their own; a mark that no letter composes with may have none on its letter."""
_IMPRESSIONS = CapacityLimiter(2)
"""Documents composed at once; others wait here, without holding the threads that serve the pages."""


async def imprimer(faire: Callable[[], Any]) -> Any:
    """Run what composes a document in a thread, a few at a time."""
    return await anyio.to_thread.run_sync(faire, limiter=_IMPRESSIONS)


def composer(gabarit: str, donnees: dict[str, Any], a: datetime) -> bytes:
    """Return the PDF of a template of this folder; `a` (naive UTC) dates it, so that the same data give the same file.

    `donnees` is JSON-ready; every text in it goes through `imprimable`. The template reads it in `sys.inputs.donnees`.
    """
    dites = _imprimables(donnees)
    entree = dites | {
        "palette": {nom: c.clair for nom, c in couleurs.JETONS.items()},
        "absent": ABSENT if ABSENT in json.dumps(dites, ensure_ascii=False) else "",
    }
    pdf = typst.compile(
        DOSSIER / gabarit,
        root=DOSSIER,
        font_paths=_polices(),
        ignore_system_fonts=True,
        sys_inputs={"donnees": json.dumps(entree)},
        pdf_standards="ua-1",
        timestamp=a.replace(microsecond=0, tzinfo=UTC),
    )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _polices() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[DOSSIER / "polices"]
    )


def imprimable(texte: str) -> str:
    """Return a text that the fonts can draw: compatible letters for exotic ones, `ABSENT` for what they have not."""
    return "".join(map(_dessinable, unicodedata.normalize("NFC", texte)))


def _dessinable(c: str) -> str:
    if _couvert(c):
        return c
    if c in "\t\n\r\u2028\u2029":
        return " "
    if c in _TUS or unicodedata.category(c) in _MUETTES:
        return ""
    compatible = unicodedata.normalize("NFKC", c)
    return compatible if all(map(_couvert, compatible)) else ABSENT


def _couvert(c: str) -> bool:
    if c in _TUS or unicodedata.category(c) in ("Cn", *_MUETTES):
        return False
    return any(debut <= ord(c) <= fin for debut, fin in _COUVERTS)


def _imprimables(valeur: Any) -> Any:
    if isinstance(valeur, str):
        return imprimable(valeur)
    if isinstance(valeur, dict):
        return {nom: _imprimables(v) for nom, v in valeur.items()}
    if isinstance(valeur, (list, tuple)):
        return [_imprimables(v) for v in valeur]
    return valeur
