"""Report a published sheet, and answer a report. One transaction each: rights, rules, write, journal."""

import uuid

from observatoire.clock import maintenant
from observatoire.comptes.droits import Objet, exiger
from observatoire.comptes.model import Personne
from observatoire.contributions import retirer_pratique
from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.courrier import poster
from observatoire.errors import Conflit, Introuvable, Invalide, Refus
from observatoire.journal import journaliser
from observatoire.signalements import lecture, sql
from observatoire.signalements.model import RETIREE, SUITES, Saisie, Signalement
from observatoire.signalements.rules import OUVERTS_AU_PLUS, erreur_reponse, erreurs, nettoyer
from observatoire.store import Transaction, ecrire

DEJA_SIGNALE = (
    "Ce problème a déjà été signalé plusieurs fois sur cette fiche, et la modération ne l’a pas encore traité. "
    "Vous n’avez rien d’autre à faire\u202f; si le problème est différent, choisissez un autre motif."
)
CHANGE_AILLEURS = "Quelqu’un a déjà répondu à ce signalement. Rien n’a été enregistré\u00a0: rechargez la page pour voir la suite donnée."


SUITES_DITES = {
    "corrigee": "La fiche est corrigée.",
    "gardee": "Après vérification, la fiche reste telle quelle.",
    "retiree": "La fiche est retirée de la publication.",
}
"""What is told of each outcome to who reported."""


def signaler(personne: Personne, pratique_id: str, saisie: Saisie) -> Signalement:
    """Record that a published sheet is wrong; saying the same thing again is the same report.

    Raises Introuvable (not a public sheet), Invalide (by field), Refus (enough reports wait for this reason).
    """
    propre = nettoyer(saisie)
    with ecrire() as tx:
        if tx.valeur(sql.PUBLIQUE, pratique_id=pratique_id) is None:
            raise Introuvable(
                "Cette fiche n’existe pas, ou n’est plus publiée\u00a0: il n’y a rien à signaler."
            )
        exiger("signaler", personne, Objet("publiee"))
        if problemes := erreurs(propre):
            raise Invalide(problemes)
        return _garder(tx, personne, pratique_id, propre)


def _garder(tx: Transaction, personne: Personne, pratique_id: str, propre: Saisie) -> Signalement:
    objet = {"pratique_id": pratique_id, "motif": propre.motif}
    textes = {"precisions": propre.precisions, "courriel": propre.courriel}
    if deja := tx.valeur(sql.PAREIL, **objet, **textes):
        return lecture.un(tx, deja)
    if tx.valeur(sql.OUVERTS_DE, **objet) >= OUVERTS_AU_PLUS:
        raise Refus(DEJA_SIGNALE)
    identifiant = uuid.uuid4().hex
    tx.executer(
        sql.CREER, id=identifiant, **objet, **{nom: v or None for nom, v in textes.items()}, a=maintenant()
    )
    details = {"pratique": pratique_id, "motif": propre.motif}
    journaliser(tx, personne.acteur, "depose", "signalement", identifiant, details)
    return lecture.un(tx, identifiant)


def repondre(personne: Personne, identifiant: str, version: int, suite: str, reponse: str) -> Signalement:
    """Close a report with one of `SUITES` and its reason; its e-mail is erased.

    `retiree` withdraws the sheet too, and closes every other open report of it.
    Raises Introuvable, Refus, Conflit (somebody answered meanwhile), Invalide (no reason).
    """
    with ecrire() as tx:
        lu = lecture.un(tx, identifiant)
        exiger("voir_signalements", personne)
        if lu.version != version:
            raise Conflit(CHANGE_AILLEURS)
        exiger("traiter_signalement", personne, Objet(lu.etat))
        if problemes := _problemes(suite, reponse):
            raise Invalide(problemes)
        propre = nettoyer_texte(reponse, lignes=True)
        fermes = [lu.id]
        if suite == RETIREE:
            _retirer(tx, personne, lu.pratique_id)
            fermes += [s["id"] for s in tx.lignes(sql.AUTRES_OUVERTS, pratique_id=lu.pratique_id, id=lu.id)]
        for ferme in fermes:
            _fermer(tx, personne, ferme, suite, propre)
        return lecture.un(tx, identifiant)


def _problemes(suite: str, reponse: str) -> dict[str, str]:
    problemes = {} if suite in SUITES else {"suite": "Choisissez la suite à donner."}
    if phrase := erreur_reponse(reponse):
        problemes["reponse"] = phrase
    return problemes


def _retirer(tx: Transaction, personne: Personne, pratique_id: str) -> None:
    statut = tx.valeur(sql.STATUT, pratique_id=pratique_id)
    if statut is not None and statut != "retiree":
        exiger("retirer_pratique", personne, Objet(statut))
        retirer_pratique(tx, personne, pratique_id)


def _fermer(tx: Transaction, personne: Personne, identifiant: str, suite: str, reponse: str) -> None:
    lu, a = lecture.un(tx, identifiant), maintenant()
    poster(
        tx,
        "signalement",
        lu.courriel,
        {"titre": lu.titre, "suite": SUITES_DITES[suite], "reponse": reponse},
        objet_type="signalement",
        objet_id=identifiant,
        cle=f"signalement {identifiant}",
    )
    tx.executer(sql.DECIDER, id=identifiant, etat=suite, reponse=reponse, moderateur_id=personne.id, a=a)
    journaliser(tx, personne.acteur, "traite", "signalement", identifiant, {"suite": suite})
