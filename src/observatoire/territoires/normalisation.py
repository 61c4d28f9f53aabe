"""One folding for names stored and names typed, so that they meet."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})
_SEPARATEURS = re.compile(r"[^a-z0-9]+")
_ABREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def normaliser(texte: str, *, etendre: bool = True) -> str:
    """Fold a name: lower case, no accents, punctuation to one space, œ to oe, st/ste to saint/sainte.

    Without `etendre`, st and ste stay: they may be the beginning of another word.

    >>> normaliser("  St-Ouen-l’Aumône ")
    'saint ouen l aumone'
    """
    decompose = unicodedata.normalize("NFD", texte.translate(_LIGATURES))
    sans_accent = "".join(c for c in decompose if unicodedata.category(c) != "Mn").lower()
    mots = _SEPARATEURS.sub(" ", sans_accent).split()
    return " ".join(_ABREVIATIONS.get(mot, mot) if etendre else mot for mot in mots)
