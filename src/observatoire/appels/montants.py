"""Amounts and shares as French people type them. Pure functions: they raise ValueError with what to do instead."""

import re
from decimal import Decimal

_BLANCS = re.compile(r"[\s\u00a0\u202f\u2009]+")
_EURO = re.compile(r"(k|m)?(€|euros?|eur)$", re.IGNORECASE)
_FOIS = {"": 1, "k": 1_000, "m": 1_000_000}
_NOMBRE = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]+)(?:([.,])([0-9]{1,2}))?")
MONTANT_MAX = Decimal(1_000_000_000)
ILLISIBLE = "Ce montant n’est pas reconnu\u00a0: écrivez-le comme 12\u00a0500,50\u00a0€."
PART_ILLISIBLE = "Cette part n’est pas reconnue\u00a0: écrivez-la comme 20\u00a0%, entre 0 et 100."


def lire_montant(texte: str) -> Decimal:
    """Return an amount in euros, to the cent, from `12 500,50 €`, `12.500`, `1,5 M€`… Raises ValueError (French sentence)."""
    colle = _BLANCS.sub("", texte)
    unite = _EURO.search(colle)
    multiple = (unite.group(1) or "").lower() if unite else ""
    nu = colle[: unite.start()] if unite else colle
    valeur = _decimal(nu, decimales=6 if multiple else 2) * _FOIS[multiple]
    if valeur > MONTANT_MAX:
        raise ValueError("Ce montant dépasse un milliard d’euros\u00a0: vérifiez le nombre de zéros.")
    if valeur != valeur.quantize(Decimal("0.01")):
        raise ValueError("Ce montant a plus de deux décimales\u00a0: arrondissez-le au centime.")
    return valeur.quantize(Decimal("0.01"))


def _decimal(nu: str, decimales: int = 2) -> Decimal:
    """Return a number without unit. A dot before exactly three digits separates thousands; a comma never does alone."""
    if re.fullmatch(r"[0-9]+(?:,[0-9]{3})", nu) and decimales == 2:
        entier, _, reste = nu.partition(",")
        raise ValueError(
            f"«\u00a0{nu}\u00a0» peut se lire de deux façons\u00a0: écrivez {entier}{reste} ou {entier},{reste[:2]}."
        )
    if re.fullmatch(rf"[0-9]+[.,][0-9]{{1,{decimales}}}", nu) and not re.fullmatch(
        r"[0-9]{1,3}\.[0-9]{3}", nu
    ):
        return Decimal(nu.replace(",", "."))
    lu = _NOMBRE.fullmatch(nu)
    if lu is None or (lu.group(2) and lu.group(2) in lu.group(1)):
        raise ValueError(ILLISIBLE)
    entier = re.sub(r"[.,]", "", lu.group(1))
    return Decimal(f"{entier}.{lu.group(3) or 0}")


def lire_part(texte: str) -> Decimal:
    """Return a share, 0 to 1, from `20 %`, `33,3` … (a percentage always). Raises ValueError (French sentence)."""
    nu = _BLANCS.sub("", texte).removesuffix("%").replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,2})?", nu) or Decimal(nu) > 100:
        raise ValueError(PART_ILLISIBLE)
    return Decimal(nu) / 100


def ecrire_montant(montant: Decimal) -> str:
    """Return an amount as it is shown: `12 500,50 €`, cents only where there are some."""
    entier, _, cents = f"{montant:.2f}".partition(".")
    groupes = f"{int(entier):,}".replace(",", "\u202f")
    return f"{groupes}{f',{cents}' if cents != '00' else ''}\u00a0€"
