"""French as it is printed: dates, numbers, plurals, lists. Pure functions."""

from collections.abc import Iterable
from datetime import date, datetime

from observatoire.clock import a_paris

INSECABLE = "\u00a0"
FINE = "\u202f"
INCONNU = "non renseigné"

MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def date_fr(valeur: date | datetime | None) -> str:
    """Return « 3 mars 2026 »; an instant (naive UTC) is taken in Paris; None is « non renseigné »."""
    if valeur is None:
        return INCONNU
    jour = a_paris(valeur).date() if isinstance(valeur, datetime) else valeur
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{quantieme}{INSECABLE}{MOIS[jour.month - 1]} {jour.year}"


def instant_fr(valeur: datetime | None) -> str:
    """Return « 3 mars 2026 à 14 h 05 », in Paris; None is « non renseigné »."""
    if valeur is None:
        return INCONNU
    local = a_paris(valeur)
    return f"{date_fr(local.date())} à {local.hour}{INSECABLE}h{INSECABLE}{local.minute:02d}"


def nombre(valeur: int | float | None, decimales: int = 0) -> str:
    """Return « 12 345,6 » with narrow no-break spaces; None is « non renseigné »."""
    if valeur is None:
        return INCONNU
    texte = f"{abs(valeur):,.{decimales}f}".replace(",", FINE).replace(".", ",")
    est_nul = not texte.strip(f"0,{FINE}")
    return texte if valeur >= 0 or est_nul else f"−{texte}"


def pourcentage(part: float | None, decimales: int = 0) -> str:
    """Return a share between 0 and 1 as « 42 % »; None is « non renseigné »."""
    return INCONNU if part is None else f"{nombre(part * 100, decimales)}{FINE}%"


def pluriel(n: int, singulier: str, au_pluriel: str | None = None) -> str:
    """Return « 1 pratique », « 12 pratiques »; in French 0 and 1 are singular."""
    mot = singulier if abs(n) < 2 else (au_pluriel or f"{singulier}s")
    return f"{nombre(n)}{INSECABLE}{mot}"


def enumeration(mots: Iterable[str], liaison: str = "et") -> str:
    """Return « a, b et c »; nothing is « non renseigné »."""
    liste = [mot for mot in mots if mot]
    if not liste:
        return INCONNU
    return liste[0] if len(liste) == 1 else f"{', '.join(liste[:-1])} {liaison} {liste[-1]}"


def ou_inconnu(valeur: object) -> str:
    """Return the value as text, « non renseigné » when there is none."""
    return INCONNU if valeur in (None, "", [], ()) else str(valeur)


def periode(debut: int | None, fin: int | None) -> str:
    """Return the years of a pratique: « depuis 2019 », « de 2019 à 2022 », « jusqu’en 2022 »."""
    if debut is None and fin is None:
        return INCONNU
    if fin is None:
        return f"depuis {debut}"
    if debut is None:
        return f"jusqu’en {fin}"
    return f"en {debut}" if debut == fin else f"de {debut} à {fin}"


def periode_de_mois(du: date, au: date) -> str:
    """Return whole months: « mars 2026 », « de mars à mai 2026 », « de décembre 2025 à mars 2026 »."""
    fin = f"{MOIS[au.month - 1]} {au.year}"
    if (du.year, du.month) == (au.year, au.month):
        return fin
    debut = MOIS[du.month - 1] if du.year == au.year else f"{MOIS[du.month - 1]} {du.year}"
    return f"{'d’' if debut[0] in 'ao' else 'de '}{debut} à {fin}"


def taille(octets: int) -> str:
    """Return a file's size: « 842 o », « 12 ko », « 3,1 Mo » (decimal units)."""
    if octets < 1000:
        return f"{octets}{INSECABLE}o"
    if octets < 1_000_000:
        return f"{nombre(octets / 1000)}{INSECABLE}ko"
    return f"{nombre(octets / 1_000_000, 1)}{INSECABLE}Mo"


def extrait(texte: str, longueur: int = 180) -> str:
    """Return the beginning of a text, cut between two words, with « … » when something is left out."""
    texte = " ".join(texte.split())
    if len(texte) <= longueur:
        return texte
    return texte[: longueur - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
