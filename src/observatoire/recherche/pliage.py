"""Fold French text into searchable words: accents, ligatures, elisions, inclusive endings, acronyms, stems."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from observatoire.recherche.mots_vides import MOTS_VIDES

_STEMMER = snowballstemmer.stemmer("french")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})
_SIMPLE = re.compile(r"[a-z0-9]+")
_MOT = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+")
"""A word, or an acronym with points (A.S.E.)."""
_COMPOSE = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+){1,2}(?![-‐‑\w])")
"""Two or three words joined by hyphens."""
_ELIDES = frozenset(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu"])
_FEMININ = "e|ne|le|se|ses|ère|euse|trice|rice|fe|ve|es|nes|les|ères|euses|trices|rices|fes|ves"
_INCLUSIF = re.compile(
    rf"(?<=[^\W\d_])(?:[·•‧](?:[^\W\d_]+)|\((?:{_FEMININ}|s)\)s?|\.(?:{_FEMININ}|s)(?:\.s)?\b)+"
)
"""« accompagné·e·s », « salarié(e)s », « bénévole.s »: what is added to the first form."""

_COURT = 4
"""Up to so many letters, a word is left whole: stems that short would meet by chance."""
_PLURIELS_EN_X = ("lieux", "jeux", "feux", "voeux")


class Mot(NamedTuple):
    """A word of a text, and where it stands in it."""

    ecrit: str
    """In lower case, accents kept."""
    plie: str
    """Without accents nor ligatures: a to z and digits."""
    debut: int
    fin: int


def normaliser(texte: str) -> str:
    """Return the text with composed accents: the one whose words `decouper` places."""
    return unicodedata.normalize("NFC", texte)


@lru_cache(maxsize=100_000)
def plier(mot: str) -> str:
    """Return a text in lower case, without accents nor ligatures."""
    decompose = unicodedata.normalize("NFKD", mot.translate(_LIGATURES).lower())
    return "".join(c for c in decompose if not unicodedata.combining(c))


def decouper(texte: str) -> list[Mot]:
    """Return the words of a normalised text in order, elisions and stop words left out."""
    mots = []
    for trouve in _MOT.finditer(_INCLUSIF.sub(_blanchir, texte)):
        debut, fin = trouve.span()
        ecrit = trouve.group().replace(".", "").lower()
        if ecrit in _ELIDES and texte[fin : fin + 1] in ("'", "’"):
            continue
        morceaux = _morceaux(ecrit)
        for plie in morceaux:
            if plie not in MOTS_VIDES:
                mots.append(Mot(ecrit if len(morceaux) == 1 else plie, plie, debut, fin))
    return mots


@lru_cache(maxsize=100_000)
def _morceaux(ecrit: str) -> tuple[str, ...]:
    return tuple(_SIMPLE.findall(plier(ecrit)))


def _blanchir(trouve: re.Match[str]) -> str:
    return " " * len(trouve.group())


def composes(texte: str) -> list[Mot]:
    """Return the words joined by hyphens, written as one: « tiers-lieu » gives « tierslieu »."""
    mots: list[Mot] = []
    if not any(trait in texte for trait in "-‐‑"):
        return mots
    for trouve in _COMPOSE.finditer(texte):
        joint = re.sub(r"[-‐‑]", "", trouve.group()).lower()
        if _SIMPLE.fullmatch(plier(joint)):
            mots.append(Mot(joint, plier(joint), *trouve.span()))
    return mots


def formes(texte: str) -> list[str]:
    """Return the folded words of a text in order, stop words left out."""
    return [mot.plie for mot in decouper(normaliser(texte))]


@lru_cache(maxsize=200_000)
def racine(plie: str) -> str:
    """Return the stem of a folded word; short words (acronyms) and numbers only lose their plural."""
    if plie[0].isdigit():
        return plie
    if len(plie) >= _COURT and (plie.endswith(_PLURIELS_EN_X) or _au_pluriel(plie)):
        plie = plie[:-1]
    if len(plie) <= _COURT:
        return plie.removesuffix("e") if plie.endswith("ee") else plie
    if plie.endswith("aux") and not plie.endswith("eaux"):
        plie = plie[:-3] + "al"
    elif plie.endswith("euse"):
        plie = plie[:-4] + "eur"
    elif plie.endswith(("ee", "iere")):  # without its accent, the stemmer does not know the feminine
        plie = plie[:-1]
    souche = str(_STEMMER.stemWord(plie))
    if souche.endswith("ois"):  # « lilloise »: « lillois » has lost the same letter
        souche = souche[:-1]
    return souche if len(souche) >= _COURT else f"{souche}e"


def _au_pluriel(plie: str) -> bool:
    """Tell whether a final s may go before the stem is taken: the stemmer reads « foyer » and « foyers » differently.

    Adjectives in -ais and -is keep it: their feminine has it too.
    """
    if not plie.endswith("s"):
        return False
    return len(plie) <= _COURT + 1 or plie.endswith("ois") or not plie.endswith(("is", "ss"))
