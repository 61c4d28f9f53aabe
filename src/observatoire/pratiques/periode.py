"""The period asked: years of start, as an address writes them.

`2015-2020`, `2015-` (from), `-2020` (until), `2015` (one year) and `inconnue`; several of them: one is enough.
"""

import re
from collections.abc import Sequence

INCONNUE = "inconnue"
ANNEE_MIN, ANNEE_MAX = 1900, 2099
_ANNEE = "(?:19|20)[0-9]{2}"
MOTIF = rf"^({INCONNUE}|{_ANNEE}|{_ANNEE}-(?:{_ANNEE})?|-{_ANNEE})$"
"""What one value looks like."""
_LECTURE = re.compile(rf"(?P<de>{_ANNEE})?(?P<tiret>-)?(?P<a>{_ANNEE})?")


def lire(valeurs: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the values in their shortest writing and in order, « inconnue » last, then those not understood."""
    connues = {v for v in valeurs if re.fullmatch(MOTIF.strip("^$"), v)}
    intervalles = sorted({bornes(v) for v in connues - {INCONNUE}})
    ecrites = [ecrire(de, a) for de, a in intervalles]
    return (*ecrites, *([INCONNUE] if INCONNUE in connues else [])), sorted({*valeurs} - connues)


def bornes(valeur: str) -> tuple[int, int]:
    """Return the first and last years of an interval, the extreme ones where it is open; ends given backwards are put right."""
    lue = _LECTURE.fullmatch(valeur)
    if lue is None:
        raise ValueError(valeur)
    de = int(lue["de"] or ANNEE_MIN)
    a = int(lue["a"] or (ANNEE_MAX if lue["tiret"] else de))
    return min(de, a), max(de, a)


def ecrire(de: int, a: int) -> str:
    """Return the shortest writing of an interval; from the first year to the last asks for any known year."""
    if de == a:
        return str(de)
    if de == ANNEE_MIN:
        return f"-{a}" if a != ANNEE_MAX else f"{de}-"
    return f"{de}-" if a == ANNEE_MAX else f"{de}-{a}"


def annees(periode: Sequence[str]) -> list[int]:
    """Return every year that a period holds."""
    intervalles = [bornes(v) for v in periode if v != INCONNUE]
    return sorted({annee for de, a in intervalles for annee in range(de, a + 1)})


def en_mots(valeur: str) -> str:
    """Return « de 2015 à 2020 », « depuis 2015 », « jusqu’en 2020 », « en 2015 », « date inconnue »."""
    if valeur == INCONNUE:
        return "date inconnue"
    de, a = bornes(valeur)
    if de == a:
        return f"en {de}"
    if a == ANNEE_MAX:
        return f"depuis {de}" if de != ANNEE_MIN else "date connue"
    return f"jusqu’en {a}" if de == ANNEE_MIN else f"de {de} à {a}"
