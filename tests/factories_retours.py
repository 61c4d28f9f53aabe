"""Answers for the tests, given through the real action at a chosen instant."""

from dataclasses import replace
from datetime import datetime, timedelta

from observatoire import retours
from observatoire.clock import temps_fige
from observatoire.retours import Adresse, Saisie
from observatoire.retours.signatures import jeton
from observatoire.store import lire
from tests.factories_contributions import MODERATRICE

MARS = datetime(2026, 3, 12, 9, 30)
AVRIL = datetime(2026, 4, 2, 9, 30)
CONTENTE = Saisie(utile="oui", ecoute="oui", ensemble="oui")


def repondre_le(adresse: Adresse, a: datetime, saisie: Saisie = CONTENTE, voix: str = "personne") -> None:
    """Answer at an instant, with a form served half a minute before."""
    servi = jeton(adresse.secret, f"formulaire {voix}", a - timedelta(seconds=30))
    with temps_fige(a):
        retours.repondre(adresse.code, voix, saisie, servi)


def faire_parler(pratique_id: str) -> Adresse:
    """Give a pratique voices that differ: seven people, six TS, five ES, in March; one sentence read, one that waits."""
    adresse = retours.ouvrir(MODERATRICE, pratique_id)
    mitigee = Saisie(utile="un_peu", ecoute="non", ensemble="un_peu")
    for rang in range(7):
        phrase = "On m’a aidé, mais je n’ai pas choisi." if rang == 0 else ""
        repondre_le(adresse, MARS, replace(mitigee, phrase=phrase))
    for voix, nombre in (("ts", 6), ("es", 5)):
        for _ in range(nombre):
            repondre_le(adresse, MARS, replace(CONTENTE, ecoute="un_peu" if voix == "ts" else "oui"), voix)
    with lire() as cur:
        [phrase] = retours.lister_phrases(cur, MODERATRICE)
    retours.decider_phrase(MODERATRICE, phrase.id, retours.PUBLIEE)
    with temps_fige(AVRIL):
        retours.publier_les_lots()
    repondre_le(
        adresse, AVRIL, replace(CONTENTE, phrase="Demandez Samira Diallo au 06 12 34 56 78, elle sait.")
    )
    return adresse
