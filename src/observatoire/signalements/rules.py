"""What a report must hold. Pure functions; every problem is told at once, keyed by its field."""

from dataclasses import replace

from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.contributions.rules import COURRIEL_ILLISIBLE, Bornes, erreur_texte
from observatoire.courrier.rules import courriel_sain
from observatoire.signalements.model import Saisie
from observatoire.vocabulaires import vocabulaire

BORNES_PRECISIONS = Bornes(0, 500)
BORNES_AUTRE = Bornes(10, 500)
"""Another reason than the listed ones is said in words."""
BORNES_REPONSE = Bornes(10, 1_000)
OUVERTS_AU_PLUS = 5
"""Open reports of one sheet for one reason: beyond, moderation knows."""


def nettoyer(saisie: Saisie) -> Saisie:
    """Return the report as it is kept."""
    return replace(
        saisie,
        motif=saisie.motif.strip(),
        precisions=nettoyer_texte(saisie.precisions, lignes=True),
        courriel=saisie.courriel.strip(),
    )


def erreurs(propre: Saisie) -> dict[str, str]:
    """Return what prevents a cleaned report: field → what is wrong and what to do."""
    problemes = {}
    if propre.motif not in {v.code for v in vocabulaire("motif_signalement").proposees}:
        problemes["motif"] = "Choisissez ce qui ne va pas dans la liste."
    bornes = BORNES_AUTRE if propre.motif == "autre" else BORNES_PRECISIONS
    if phrase := erreur_texte("La précision", propre.precisions, bornes, lignes=True):
        problemes["precisions"] = phrase
    if propre.courriel and not courriel_sain(propre.courriel):
        problemes["courriel"] = COURRIEL_ILLISIBLE
    return problemes


def erreur_reponse(reponse: str) -> str:
    """Return what is wrong with the reason of a decision, or ''."""
    return erreur_texte("La raison", nettoyer_texte(reponse, lignes=True), BORNES_REPONSE, lignes=True)
