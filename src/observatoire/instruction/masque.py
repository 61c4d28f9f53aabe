"""Hide the names of a file from a blind reader. Pure functions."""

import re
from collections.abc import Iterable

from observatoire.contributions.silence import passages

CACHE = "[…]"
"""What stands for a hidden name; it holds no letter, so it names nobody."""

_FORMES = re.compile(
    r"^(?:l['’]\s*)?(?:association|assoc\.?|asso|fondation|coopérative|cooperative|société|societe|scic|scop|sas|sarl|eurl|gip|mutuelle)\s+",
    re.IGNORECASE,
)
_PARENTHESES = re.compile(r"\(([^()]*)\)")


def noms_a_cacher(structures: Iterable[str], personnes: Iterable[str] = ()) -> list[str]:
    """Return everything that names them: with and without the legal form, acronyms in brackets, each word of a person's name."""
    noms: dict[str, None] = {}
    for structure in structures:
        court = _PARENTHESES.sub(" ", structure).strip()
        for nom in (structure, court, _FORMES.sub("", court), *_PARENTHESES.findall(structure)):
            noms[nom.strip()] = None
    for personne in personnes:
        mots = re.findall(r"[\w'’-]+", personne)
        for nom in (personne, " ".join(reversed(mots)), *(m for m in mots if len(m) >= 3)):
            noms[nom.strip()] = None
    noms.pop("", None)
    return sorted(noms, key=lambda n: (-len(n), n))


def cacher(texte: str, noms: Iterable[str]) -> str:
    """Return a text where none of the names is read, whatever their case, accents, hyphens and blanks; whole words only.

    What is left around a hidden name may make another one: it is looked for until none is there.
    """
    liste = list(noms)
    while trouves := sorted({p for nom in liste for p in passages(texte, nom, colle=True)}):
        morceaux, fin = [], 0
        for debut, apres in trouves:
            if debut >= fin:
                morceaux += [texte[fin:debut], CACHE]
            fin = max(fin, apres)
        texte = "".join(morceaux) + texte[fin:]
    return texte
