"""Clean what was typed, the same way for the checks, the preview and the store."""

import re
import unicodedata
from dataclasses import replace

from observatoire.contributions.model import Contenu, PartenaireSaisi, PieceSaisie

LIGNES = frozenset({"resume", "recit", "resultats", "difficultes"})
"""Texts that may hold several lines."""
_PUCE_DE_WORD = "\uf0b7"
"""Private character that word processors paste for a bullet."""


def nettoyer(contenu: Contenu) -> Contenu:
    """Return the content as it is kept: composed characters, no blank around, no empty row, a whole site address."""
    return replace(
        contenu,
        titre=nettoyer_texte(contenu.titre),
        resume=nettoyer_texte(contenu.resume, lignes=True),
        recit=nettoyer_texte(contenu.recit, lignes=True),
        resultats=nettoyer_texte(contenu.resultats, lignes=True),
        difficultes=nettoyer_texte(contenu.difficultes, lignes=True),
        site=_adresse_complete(nettoyer_texte(contenu.site)),
        partenaires=tuple(p for p in lignes_propres(contenu) if not p.vide),
        pieces=pieces_propres(contenu),
        causes_arret=contenu.causes_arret if contenu.terminee else (),
        territoires=() if contenu.portee == "sans_lieu" else tuple(dict.fromkeys(contenu.territoires)),
    )


def lignes_propres(contenu: Contenu) -> tuple[PartenaireSaisi, ...]:
    """Return every partner row as given, empty ones in their place, its name cleaned."""
    return tuple(replace(p, nom=nettoyer_texte(p.nom)) for p in contenu.partenaires)


def pieces_propres(contenu: Contenu) -> tuple[PieceSaisie, ...]:
    """Return every joined file, what is said of it cleaned."""
    return tuple(
        replace(
            p,
            legende=nettoyer_texte(p.legende),
            credit=nettoyer_texte(p.credit),
            description=nettoyer_texte(p.description),
        )
        for p in contenu.pieces
    )


def nettoyer_texte(texte: str, *, lignes: bool = False) -> str:
    """Return the text composed (NFC), its blanks collapsed; `lignes` keeps line breaks, two in a row at most."""
    compose = unicodedata.normalize("NFC", texte.replace(_PUCE_DE_WORD, "•"))
    if not lignes:
        return re.sub(r"[ \t\r\n\u2028\u2029]+", " ", compose).strip(" ")
    en_lignes = re.sub(r"[ \t]*(?:\r\n|[\r\n\u2028\u2029])[ \t]*", "\n", compose)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+", " ", en_lignes)).strip(" \n")


def _adresse_complete(site: str) -> str:
    """Return the address with https:// in front when it starts by its host."""
    return f"https://{site}" if re.match(r"[\w-]+(\.[\w-]+)+(?:[/?#]|$)", site) else site
