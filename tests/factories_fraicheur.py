"""A reminder, prepared by the real actions and read in the outbox."""

from datetime import timedelta

from observatoire import fraicheur
from observatoire.clock import maintenant, temps_fige
from observatoire.comptes.model import ANONYME
from observatoire.contributions import Contribution
from observatoire.store import lire


def lien_du_dernier_rappel() -> str:
    """Return the token that the last reminder of the outbox carries."""
    with lire() as cur:
        texte = cur.valeur(
            "select texte from base.lettre where modele = 'fraicheur' order by cree_a desc limit 1"
        )
    return str(texte).partition("/nouvelles/")[2].split()[0]


def rappel_de(publiee: Contribution, jeton: str) -> str:
    """Return the token of a reminder due today, of an author who asked for it a while ago."""
    with temps_fige(maintenant() - timedelta(days=100)):
        fraicheur.choisir(ANONYME, publiee.id, "trimestrielle", courriel="auteur@exemple.fr", jeton=jeton)
    fraicheur.preparer_rappels()
    return lien_du_dernier_rappel()
