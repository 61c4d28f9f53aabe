"""Read a number as people type it: a SIRET, a SIREN or an RNA, its key checked, or a sentence that says what is wrong.

Keys are python-stdnum's, the establishments of La Poste included. An RNA has no key: only its form is checked, overseas
and Corsica included (W9R…, W2A…).
"""

import re

from stdnum.exceptions import ValidationError
from stdnum.fr import siren, siret

from observatoire.structures.model import Genre, Numero

SAISIE_MAX = 40
"""Characters that the field takes."""
_RNA = re.compile(r"W[0-9][0-9A-Z][0-9]{7}")
_ANNONCE = re.compile(r"^\s*(?:n\s*[°ºo]\s*)?(?:siret|siren|rna)?\s*(?:n\s*[°ºo])?\s*[:=]?\s*", re.IGNORECASE)
_BLANCS = re.compile(r"[\s.\-\u2010-\u2013_/]+")
CHIFFRES = {9: "SIREN", 14: "SIRET"}
VIDE = "ou laissez la case vide."


def numero_de(texte: str) -> Numero | None:
    """Return the number that a text says, None when it says none that is right."""
    lu = _lire(texte)
    return lu if isinstance(lu, Numero) else None


def erreur_numero(texte: str) -> str:
    """Return what is wrong with an optional number, or an empty text."""
    lu = _lire(texte)
    return lu if isinstance(lu, str) else ""


def lisible(valeur: str) -> str:
    """Return a normalised number as it is read: digits by three, no-break."""
    if not valeur.isdigit():
        return valeur
    groupes = [valeur[0:3], valeur[3:6], valeur[6:9], valeur[9:]]
    return "\u202f".join(filter(None, groupes))


def _lire(texte: str) -> Numero | str:
    compact = _BLANCS.sub("", _ANNONCE.sub("", texte, count=1)).upper()
    if not compact:
        return ""
    if compact.isascii() and compact.isdigit():
        return _lire_chiffres(compact)
    if _RNA.fullmatch(compact):
        return _non_nul(Numero("rna", compact))
    if compact.startswith("W"):
        return (
            f"Un numéro RNA s’écrit W suivi de neuf caractères, comme W751212517\u00a0: vérifiez-le, {VIDE}"
        )
    return f"Ce numéro n’est pas reconnu\u00a0: écrivez un SIRET (14\u00a0chiffres), un SIREN (9\u00a0chiffres) ou un RNA (W…), {VIDE}"


def _lire_chiffres(compact: str) -> Numero | str:
    nom = CHIFFRES.get(len(compact))
    if nom is None:
        return (
            f"Il y a {len(compact)}\u00a0chiffre{'s' if len(compact) > 1 else ''}\u00a0: un SIRET en compte 14, "
            f"un SIREN 9. Vérifiez ce numéro, {VIDE}"
        )
    genre: Genre = "siret" if nom == "SIRET" else "siren"
    try:
        (siret if genre == "siret" else siren).validate(compact)
    except ValidationError:
        return f"Ce {nom} n’existe pas\u00a0: un chiffre doit être faux. Vérifiez-le, {VIDE}"
    return _non_nul(Numero(genre, compact))


def _non_nul(numero: Numero) -> Numero | str:
    """Refuse a number made of zeros, whose key is right."""
    utile = numero.valeur[3:] if numero.genre == "rna" else numero.valeur[:9]
    return (
        numero
        if utile.strip("0")
        else f"Un numéro fait de zéros ne désigne personne\u00a0: vérifiez-le, {VIDE}"
    )
