"""Clean what was typed, the same way for the checks, the preview and the store."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from observatoire.contributions.model import (
    ADAPTEE,
    EMBARGO,
    Contenu,
    LienSaisi,
    PartenaireSaisi,
    PieceSaisie,
)
from observatoire.structures import numero_de

BILAN = ("acquis", "a_refaire", "condition_manquante")
"""Texts asked once it stopped."""
REPRISE = ("garde", "change", "abandonne")
"""What is said of a pratique that one comes from."""
LIGNES = frozenset({"resume", "recit", "resultats", "difficultes", *BILAN})
"""Texts that may hold several lines."""
_PUCE_DE_WORD = "\uf0b7"
"""Private character that word processors paste for a bullet."""


@lru_cache(maxsize=64)
def nettoyer(contenu: Contenu) -> Contenu:
    """Return the content as it is kept: composed characters, no blank around, no empty row, a whole site address."""
    effets = tuple(e for e in contenu.effets if not e.vide)
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
        liens=liens_propres(contenu),
        causes_arret=contenu.causes_arret if contenu.terminee else (),
        annee_fin=contenu.annee_fin if contenu.terminee else None,
        acquis=_du_bilan(contenu, contenu.acquis),
        a_refaire=_du_bilan(contenu, contenu.a_refaire),
        condition_manquante=_du_bilan(contenu, contenu.condition_manquante),
        freins=_avec(contenu.freins, (e.frein for e in effets)),
        leviers=_avec(contenu.leviers, (e.levier for e in effets)),
        effets=effets,
        embargo_jusqu_au=contenu.embargo_jusqu_au if contenu.publication == EMBARGO else "",
        territoires=() if contenu.portee == "sans_lieu" else tuple(dict.fromkeys(contenu.territoires)),
    )


def _du_bilan(contenu: Contenu, texte: str) -> str:
    """Return a text that is asked of what stopped, nothing of what goes on."""
    return nettoyer_texte(texte, lignes=True) if contenu.a_son_bilan else ""


def _avec(codes: tuple[str, ...], autres: Iterable[str]) -> tuple[str, ...]:
    """Return the codes, and those that only a row of effects names."""
    return tuple(dict.fromkeys([*codes, *filter(None, autres)]))


def lignes_propres(contenu: Contenu) -> tuple[PartenaireSaisi, ...]:
    """Return every partner row as given, empty ones in their place, its name cleaned."""
    return tuple(map(_partenaire_propre, contenu.partenaires))


def _partenaire_propre(p: PartenaireSaisi) -> PartenaireSaisi:
    """Return a partner with its name cleaned, and its number normalised when it is one; a protected one has none."""
    lu = numero_de(p.numero)
    numero = lu.valeur if lu else nettoyer_texte(p.numero)
    return replace(p, nom=nettoyer_texte(p.nom), numero="" if p.protege else numero)


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


def liens_propres(contenu: Contenu) -> tuple[LienSaisi, ...]:
    """Return every sheet that existed before, with what its kind of link says and nothing else."""
    return tuple(map(_lien_propre, contenu.liens))


def _lien_propre(lien: LienSaisi) -> LienSaisi:
    dits = {nom: nettoyer_texte(getattr(lien, nom)) for nom in (*REPRISE, "raison")}
    tus = ("raison",) if lien.lien == ADAPTEE else REPRISE
    return replace(lien, titre=nettoyer_texte(lien.titre), **{**dits, **dict.fromkeys(tus, "")})


def nettoyer_texte(texte: str, *, lignes: bool = False) -> str:
    """Return the text composed (NFC), its blanks collapsed; `lignes` keeps line breaks, two in a row at most."""
    if not texte:
        return ""
    compose = unicodedata.normalize("NFC", texte.replace(_PUCE_DE_WORD, "•"))
    if not lignes:
        return re.sub(r"[ \t\r\n\u2028\u2029]+", " ", compose).strip(" ")
    en_lignes = re.sub(r"[ \t]*(?:\r\n|[\r\n\u2028\u2029])[ \t]*", "\n", compose)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+", " ", en_lignes)).strip(" \n")


def _adresse_complete(site: str) -> str:
    """Return the address with https:// in front when it starts by its host."""
    return f"https://{site}" if re.match(r"[\w-]+(\.[\w-]+)+(?:[/?#]|$)", site) else site
