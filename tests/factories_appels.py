"""Calls for the tests: a complete content, and the states reached through the real actions."""

from dataclasses import replace
from datetime import datetime, timedelta

from observatoire import appels
from observatoire.appels import Appel, ContenuAppel, CritereSaisi, VagueSaisie
from observatoire.clock import aujourd_hui
from observatoire.comptes.model import Personne

FINANCEUSE = Personne("compte-financeuse", "Fanny Finance", "financeur")
AUTRE_FINANCEUR = Personne("compte-autre", "Omar Octroie", "financeur")
JANVIER = datetime(2026, 1, 5, 9)
"""When the calls of the tests are written."""
FEVRIER = datetime(2026, 2, 10, 9)
"""When their first round is open."""

CONTENU = ContenuAppel(
    titre="Cuisines et accueils partagés en Yvelines",
    financeur="Fondation des Deux Rives",
    presentation="Nous finançons des lieux tenus à deux, par une entreprise sociale et un service de travail social, pour trois ans.",
    candidats="Associations, entreprises sociales, CCAS et services départementaux.",
    themes=("equipement-et-alimentation",),
    territoires=("departement-78",),
    vagues=(
        VagueSaisie(ouvre_le="2026-02-01", ferme_le="2026-03-31", heure="12:00"),
        VagueSaisie(ouvre_le="2026-09-01", ferme_le="2026-10-15", heure="12:00"),
    ),
    enveloppe="150 000 €",
    plancher="10 000",
    plafond="50 000,00 €",
    criteres=(
        CritereSaisi(nom="Force de l’alliance", poids="4", guide="Chaque côté décide et reçoit\u202f; le temps de lien est payé."),
        CritereSaisi(nom="Besoin du territoire", poids="2", guide="Il est montré par un diagnostic, si possible partagé."),
    ),
    clause="bonification",
)  # fmt: skip


def publie(contenu: ContenuAppel = CONTENU, personne: Personne = FINANCEUSE) -> Appel:
    """Return a published call."""
    brouillon = appels.commencer(personne, contenu)
    return appels.publier(personne, brouillon.id, brouillon.version)


def ouvert_aujourd_hui(personne: Personne = FINANCEUSE) -> Appel:
    """Return a published call that is open, whatever the day."""
    jour = aujourd_hui()
    vague = VagueSaisie(
        ouvre_le=(jour - timedelta(days=1)).isoformat(), ferme_le=(jour + timedelta(days=60)).isoformat()
    )
    return publie(replace(CONTENU, vagues=(vague,)), personne)
