"""Every version of a sheet that another one replaced, the catalogue's own text included: read by moderation, set again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from observatoire.clock import maintenant
from observatoire.comptes.droits import Objet, exiger
from observatoire.comptes.model import Personne
from observatoire.contributions import lecture, sql
from observatoire.contributions.mise_en_ligne import remettre_en_ligne
from observatoire.contributions.model import Contenu
from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.contributions.rules import changements, erreur_motif
from observatoire.errors import Conflit, Introuvable, Invalide
from observatoire.journal import journaliser
from observatoire.store import Cursor, Transaction, ecrire

DEPASSEE = (
    "La fiche a changé depuis que vous l’avez ouverte\u00a0: rechargez la page, puis comparez à nouveau."
)
IDENTIQUE = "Cette version dit la même chose que la fiche\u00a0: il n’y a rien à rétablir."


@dataclass(frozen=True, slots=True)
class Version:
    """A sheet as it was, until another version replaced it."""

    version: int
    contenu: Contenu
    remplacee_a: datetime
    acteur: str
    """Who published what replaced it."""
    motif: str
    """Why it was replaced, when that was to set an earlier version again."""


def garder(tx: Transaction, personne: Personne, pratique_id: str, motif: str = "") -> None:
    """Keep a sheet as it stands, before another version replaces it; rights are the caller's to check."""
    pratique = tx.ligne(sql.PRATIQUE, id=pratique_id)
    if pratique is not None:
        tx.executer(
            sql.GARDER_VERSION,
            id=pratique_id,
            version=pratique["version"],
            contenu=lecture.contenu_de_ligne(tx, pratique).to_json(),
            a=maintenant(),
            acteur=personne.acteur,
            motif=motif,
        )


def lister_versions(cur: Cursor, personne: Personne, pratique_id: str) -> list[Version]:
    """Return the versions that were replaced, the last one first. Raises Introuvable, Refus."""
    _exiger(cur, "voir_versions", personne, pratique_id)
    return [
        Version(**{**ligne, "contenu": Contenu.from_json(ligne["contenu"])})
        for ligne in cur.lignes(sql.VERSIONS, id=pratique_id)
    ]


def contenu_actuel(cur: Cursor, personne: Personne, pratique_id: str) -> tuple[int, Contenu]:
    """Return the number of the version that is published, and what it says. Raises Introuvable, Refus."""
    pratique = _exiger(cur, "voir_versions", personne, pratique_id)
    return pratique["version"], lecture.contenu_de_ligne(cur, pratique)


def retablir(personne: Personne, pratique_id: str, version: int, actuelle: int, motif: str) -> None:
    """Publish an earlier version again, as a new one: nothing is lost, and this can be undone the same way.

    `actuelle` is the version that the screen showed. Partners keep what they answered; files that are gone stay gone.
    Raises Introuvable, Refus, Conflit (changed meanwhile, or the same text), Invalide (`motif`).
    """
    with ecrire() as tx:
        pratique = _exiger(tx, "retablir_version", personne, pratique_id)
        texte = tx.valeur(sql.VERSION, id=pratique_id, version=version)
        if texte is None:
            raise Introuvable("Cette version n’est pas gardée\u00a0: choisissez-en une dans la liste.")
        if phrase := erreur_motif(motif):
            raise Invalide({"motif": phrase})
        if pratique["version"] != actuelle:
            raise Conflit(DEPASSEE)
        avant, apres = lecture.contenu_de_ligne(tx, pratique), Contenu.from_json(texte)
        champs = changements(avant, apres)
        if not champs:
            raise Conflit(IDENTIQUE)
        garder(tx, personne, pratique_id, nettoyer_texte(motif, lignes=True))
        remettre_en_ligne(tx, pratique_id, apres)
        journaliser(
            tx, personne.acteur, "modifiee", "pratique", pratique_id, {"champs": champs, "retablie": version}
        )


def _exiger(cur: Cursor, verbe: str, personne: Personne, pratique_id: str) -> dict[str, Any]:
    pratique = cur.ligne(sql.PRATIQUE, id=pratique_id)
    if pratique is None:
        raise Introuvable("Cette fiche n’existe pas\u00a0: cherchez-la par son titre dans l’explorateur.")
    exiger(verbe, personne, Objet(lecture.etat_de_pratique(pratique)))
    return pratique
