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
TEXTES = ("titre", "resume", "recit", "resultats", "difficultes", *BILAN)


def nomme(texte: str, nom: str) -> bool:
    """Tell whether a text holds a name, whatever its accents, case and punctuation."""
    return bool(_passages(texte, nom))


def taire(texte: str, nom: str) -> str:
    """Return a text where a name is never read."""
    for debut, fin in reversed(_passages(texte, nom)):
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
    """Return a text folded, and for each of its characters the index it comes from."""
    plie, origines = [], []
    for i, c in enumerate(texte):
        for base in unicodedata.normalize("NFD", _LIGATURES.get(c.lower(), c)).lower():
            if unicodedata.category(base) != "Mn":
                plie.append(base)
                origines.append(i)
    return "".join(plie), origines


def _mots(texte: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", _plier(texte)[0])


def _passages(texte: str, nom: str) -> list[tuple[int, int]]:
    mots = _mots(nom)
    if not mots:
        return []
    plie, origines = _plier(texte)
    motif = r"(?<![a-z0-9])" + r"[^a-z0-9]+".join(mots) + r"(?![a-z0-9])"
    return [(origines[t.start()], origines[t.end() - 1] + 1) for t in re.finditer(motif, plie)]
