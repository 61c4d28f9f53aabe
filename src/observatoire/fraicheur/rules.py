"""When to ask again, and where a reminder's link stands. Pure functions."""

import calendar
from datetime import date, datetime

from observatoire.fraicheur.model import ATTENDUE, MOIS, PERIMEE, REPONDUE


def dans_des_mois(jour: date, mois: int) -> date:
    """Return the same day some months later, the last of the month where that day does not exist."""
    annees, rang = divmod(jour.month - 1 + mois, 12)
    annee = jour.year + annees
    return date(annee, rang + 1, min(jour.day, calendar.monthrange(annee, rang + 1)[1]))


def prochain_rappel(frequence: str, jour: date) -> date | None:
    """Return when to ask next, `jour` being the last news; None when no reminder is wanted."""
    mois = MOIS[frequence]
    return dans_des_mois(jour, mois) if mois else None


def etat_du_lien(expire_a: datetime, repondue_a: datetime | None, a: datetime) -> str:
    """Return where a reminder's link stands at an instant."""
    if repondue_a is not None:
        return REPONDUE
    return PERIMEE if expire_a <= a else ATTENDUE
