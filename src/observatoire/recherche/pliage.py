"""Fold French text into searchable words: accents, ligatures, elisions, stop words, stems."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("french")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)['’]")
_MOT = re.compile(r"[a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})

MOTS_VIDES = frozenset(
    [
        "a",
        "ai",
        "au",
        "aux",
        "avec",
        "ce",
        "ces",
        "cet",
        "cette",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "elle",
        "en",
        "entre",
        "est",
        "et",
        "eux",
        "il",
        "ils",
        "je",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "leurs",
        "lui",
        "ma",
        "mais",
        "me",
        "meme",
        "mes",
        "n",
        "ne",
        "nos",
        "notre",
        "nous",
        "on",
        "ont",
        "ou",
        "par",
        "pas",
        "plus",
        "pour",
        "qu",
        "que",
        "qui",
        "s",
        "sa",
        "sans",
        "se",
        "ses",
        "si",
        "son",
        "sont",
        "sur",
        "ta",
        "te",
        "tes",
        "toi",
        "ton",
        "tu",
        "un",
        "une",
        "vos",
        "votre",
        "vous",
        "y",
        "afin",
        "ainsi",
        "comme",
        "dont",
        "donc",
    ]
)


@lru_cache(maxsize=4096)
def plier(texte: str) -> str:
    """Return the text in lower case, without accents, ligatures or elisions."""
    sans_elision = _ELISION.sub(" ", texte.translate(_LIGATURES).lower())
    decompose = unicodedata.normalize("NFKD", sans_elision)
    return "".join(c for c in decompose if not unicodedata.combining(c))


def formes(texte: str) -> list[str]:
    """Return the folded words of a text in order, stop words left out."""
    return [m for m in _MOT.findall(plier(texte)) if m not in MOTS_VIDES]


@lru_cache(maxsize=200_000)
def racine(forme: str) -> str:
    """Return the stem of a folded word; acronyms and numbers stay whole."""
    if len(forme) <= 4 or forme[0].isdigit():
        return forme.rstrip("s") if len(forme) == 4 else forme
    if forme.endswith("aux") and not forme.endswith("eaux"):
        forme = forme[:-3] + "al"
    return str(_STEMMER.stemWord(forme))
