"""Find a name in a text as people read it, and take it out: for a partner who refused to be named."""

import re
import unicodedata
from dataclasses import replace
from typing import Any

from observatoire.contributions.model import Contenu
from observatoire.contributions.nettoyage import BILAN, REPRISE

QUI = "un partenaire"
"""What stands for a name taken out."""
_LIGATURES = {"œ": "oe", "æ": "ae"}
_LETTRE = r"[^\W_]"
TEXTES = ("titre", "resume", "recit", "resultats", "difficultes", *BILAN)


def nomme(texte: str, nom: str) -> bool:
    """Tell whether a text holds a name, whatever its accents, case and punctuation."""
    return bool(passages(texte, nom))


def taire(texte: str, nom: str) -> str:
    """Return a text where a name is never read."""
    for debut, fin in reversed(passages(texte, nom)):
        texte = f"{texte[:debut]}{QUI}{texte[fin:]}"
    return texte


def nomme_dans_l_adresse(adresse: str, nom: str) -> bool:
    """Tell whether an address on the web is made with a name."""
    colle = "".join(_mots(nom))
    return len(colle) >= 4 and colle in "".join(_mots(adresse))


def taire_contenu(contenu: Contenu, noms: list[str]) -> Contenu:
    """Return a content whose texts name none of these; its list of partners is left as it is."""
    for nom in noms:
        textes: dict[str, Any] = {champ: taire(getattr(contenu, champ), nom) for champ in TEXTES}
        contenu = replace(
            contenu,
            **textes,
            site="" if nomme_dans_l_adresse(contenu.site, nom) else contenu.site,
            pieces=tuple(
                replace(
                    p,
                    **{
                        champ: taire(getattr(p, champ), nom) for champ in ("legende", "credit", "description")
                    },
                )
                for p in contenu.pieces
            ),
            liens=tuple(
                replace(x, **{champ: taire(getattr(x, champ), nom) for champ in REPRISE})
                for x in contenu.liens
            ),
        )
    return contenu


def _plier(texte: str) -> tuple[str, list[int]]:
    """Return a text folded, and for each of its characters the index it comes from.

    What is not seen (soft hyphen, zero-width blanks) goes, so that it cannot cut a word in two.
    """
    plie, origines = [], []
    for i, c in enumerate(texte):
        for base in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", c).casefold()):
            for lettre in _LIGATURES.get(base, base):
                if unicodedata.category(lettre) not in ("Mn", "Cf"):
                    plie.append(lettre)
                    origines.append(i)
    return "".join(plie), origines


def _mots(texte: str) -> list[str]:
    return re.findall(_LETTRE + "+", _plier(texte)[0])


def passages(texte: str, nom: str, *, colle: bool = False) -> list[tuple[int, int]]:
    """Return where a text holds a name, as whole words; `colle`: written in one word too, if it has four letters."""
    mots = _mots(nom)
    if not mots:
        return []
    plie, origines = _plier(texte)
    entre = r"[\W_]*" if colle and len("".join(mots)) >= 4 else r"[\W_]+"
    motif = rf"(?<!{_LETTRE})" + entre.join(map(re.escape, mots)) + rf"(?!{_LETTRE})"
    return [(origines[t.start()], origines[t.end() - 1] + 1) for t in re.finditer(motif, plie)]
