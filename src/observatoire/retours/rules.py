"""What may be shown of answers without telling on anybody, and what an answer must hold. Pure functions."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.contributions.rules import Bornes, erreur_texte
from observatoire.retours.model import NOTES, QUESTIONS, Lot, Mois, Saisie
from observatoire.vie_privee import QUOI, identifiants, indices

REPONSES_AU_MOINS = 5
"""Nothing is shown of fewer answers, whatever is subtracted from what."""
BORNES_PHRASE = Bornes(0, 200)
BORNES_RAISON = Bornes(10, 300)


def former_lots(attente: Iterable[Mois], courant: date) -> list[Lot]:
    """Group the months that wait into batches of at least `REPONSES_AU_MOINS` answers, the oldest first.

    Only months that are over are taken, each whole and once: a batch never changes afterwards. Every figure
    published is a sum over whole batches, so that no difference of two of them is about fewer people than a batch holds.
    What remains waits for the months to come.
    """
    lots: list[Lot] = []
    suite: list[Mois] = []
    for m in sorted((m for m in attente if m.mois < courant), key=lambda m: m.mois):
        suite.append(m)
        if sum(un.nombre for un in suite) >= REPONSES_AU_MOINS:
            lots.append(_reunir(suite))
            suite = []
    return lots


def _reunir(suite: list[Mois]) -> Lot:
    sommes = tuple(sum(m.sommes[i] for m in suite) for i in range(len(QUESTIONS)))
    return Lot(suite[0].mois, suite[-1].mois, sum(m.nombre for m in suite), sommes)


def mois_de(jour: date) -> date:
    """Return the first day of the month of a date: the finest date ever kept."""
    return jour.replace(day=1)


def nettoyer(saisie: Saisie) -> Saisie:
    """Return the answer as it is read."""
    codes = {q: getattr(saisie, q).strip() for q in QUESTIONS}
    return replace(saisie, **codes, phrase=nettoyer_texte(saisie.phrase))


def erreurs(propre: Saisie) -> dict[str, str]:
    """Return what prevents a cleaned answer: field → what to do, in plain French."""
    problemes = {q: "Choisissez une réponse." for q in QUESTIONS if getattr(propre, q) not in NOTES}
    if phrase := erreur_texte("Votre phrase", propre.phrase, BORNES_PHRASE):
        problemes["phrase"] = phrase
    return problemes


def erreurs_du_retrait(propre: Saisie, raison: str) -> dict[str, str]:
    """Return what prevents the withdrawal of a false answer: field → what to do."""
    problemes = erreurs(propre)
    if phrase := erreur_texte("La raison", raison, BORNES_RAISON):
        problemes["raison"] = phrase
    return problemes


def retirable(reponses: int, somme: int, note: int) -> bool:
    """Tell whether one answer of that note may be among so many, whose notes make that sum."""
    return reponses > 0 and 0 <= somme - note <= max(NOTES.values()) * (reponses - 1)


def avis_vie_privee(texte: str) -> str:
    """Say, in plain French, what in a sentence tells who somebody is; '' when nothing does."""
    dites = passages(texte)
    if not dites:
        return ""
    quoi, passage = dites[0]
    return f"Nous avons vu {quoi} dans votre phrase\u00a0: «\u00a0{passage}\u00a0». Effacez-le, pour protéger la personne."


def passages(texte: str) -> list[tuple[str, str]]:
    """Return (what it is, the passage) of all that seems to tell who somebody is, or somebody's health."""
    trouvees = [*identifiants(texte), *indices(texte)]
    return [(QUOI[t.genre], texte[t.debut : t.fin][:60]) for t in trouvees]
