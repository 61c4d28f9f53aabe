"""What a report must hold. Pure functions; every problem is told at once, keyed by its field."""

import re
from dataclasses import replace

from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.contributions.rules import Bornes, erreur_texte
from observatoire.signalements.model import Saisie
from observatoire.vocabulaires import vocabulaire

BORNES_PRECISIONS = Bornes(0, 500)
BORNES_AUTRE = Bornes(10, 500)
"""Another reason than the listed ones is said in words."""
BORNES_REPONSE = Bornes(10, 1_000)
LONGUEUR_COURRIEL = 254
OUVERTS_AU_PLUS = 5
"""Open reports of one sheet for one reason: beyond, moderation knows."""
_COURRIEL = re.compile(r"[^\s@<>\"',;:()\[\]\\]+@[\w-]+(\.[\w-]+)+")


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
    if propre.courriel and not _courriel_sain(propre.courriel):
        problemes["courriel"] = (
            "Ce courriel n’est pas reconnu\u00a0: écrivez-le comme nom@exemple.fr, ou laissez la case vide."
        )
    return problemes


def _courriel_sain(courriel: str) -> bool:
    return len(courriel) <= LONGUEUR_COURRIEL and _COURRIEL.fullmatch(courriel) is not None


def erreur_reponse(reponse: str) -> str:
    """Return what is wrong with the reason of a decision, or ''."""
    return erreur_texte("La raison", nettoyer_texte(reponse, lignes=True), BORNES_REPONSE, lignes=True)
