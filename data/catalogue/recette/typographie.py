"""French typography of the texts of the catalogue, applied without changing a word."""

import re

INSECABLE = "\u00a0"
FINE = "\u202f"

_REGLES = (
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"'"), "’"),
    (re.compile(r"« ?(?=\S)"), f"«{INSECABLE}"),
    (re.compile(r"(?<=\S) ?»"), f"{INSECABLE}»"),
    (re.compile(r"(?<=\S) :(?=\s|$)"), f"{INSECABLE}:"),
    (re.compile(r"(?<=\S) (?=[;!?])"), FINE),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), FINE),
    (re.compile(r"(?<=\d) (?=[€%]|m²|euros\b)"), INSECABLE),
)


def typographier(texte: str) -> str:
    """Return the text with French no-break spaces and curly apostrophes; applying it twice changes nothing.

    >>> typographier("L'idée : 150 000 € « utiles » !")
    'L’idée\\xa0: 150\\u202f000\\xa0€ «\\xa0utiles\\xa0»\\u202f!'
    """
    for motif, remplacement in _REGLES:
        texte = motif.sub(remplacement, texte)
    return texte
