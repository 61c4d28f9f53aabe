"""Keep a spreadsheet from taking a text for a formula when it opens a CSV file.

An apostrophe goes before `= + - @` TAB CR LF (and their full-width twins) at the beginning of a cell, numbers left
alone. Inside a text, the same goes after `;`, `,` or TAB: a file opened with the other separator would cut there.
`retirer` gives the text back exactly.
"""

import re

_NOMBRE = r"[+-]?[0-9]+(?:[.,][0-9]+)?"
_EST_NOMBRE = re.compile(_NOMBRE)
_DECLENCHEURS = "=+\\-@＝＋－＠"
_AU_DEBUT = re.compile(f"('*)(?=[{_DECLENCHEURS}\t\r\n])")
_A_LA_COUPE = re.compile(f"(?<=[;,\t])('*)(?=[{_DECLENCHEURS}])(?!{_NOMBRE}(?:[;,\t\r\n]|\\Z))")
_A_LA_LIGNE = re.compile("(?<=[\r\n])('*)(?=[=+@＝＋＠])")
"""A dash that begins a line stays as it is: lists are written so."""
_SUSPECT = re.compile(f"^'*[{_DECLENCHEURS}\t\r\n]|[;,\t\r\n]'*[{_DECLENCHEURS}]")
"""Most texts hold nothing to guard: one look tells."""


def proteger(texte: str) -> str:
    """Return the text with the apostrophes it needs; most texts need none."""
    if _SUSPECT.search(texte) is None or _EST_NOMBRE.fullmatch(texte):
        return texte
    texte = _A_LA_LIGNE.sub(r"'\1", _A_LA_COUPE.sub(r"'\1", texte))
    return f"'{texte}" if _AU_DEBUT.match(texte) else texte


def retirer(texte: str) -> str:
    """Return the text that `proteger` was given."""
    if _SUSPECT.search(texte) is None or _EST_NOMBRE.fullmatch(texte):
        return texte
    if (debut := _AU_DEBUT.match(texte)) and debut.group(1):
        texte = texte[1:]
    for motif in (_A_LA_LIGNE, _A_LA_COUPE):
        texte = motif.sub(lambda m: m.group(1)[1:], texte)
    return texte
