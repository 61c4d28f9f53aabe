"""What moderation decides: publish, ask for a correction, refuse. Two people at once make one effect."""

from contextlib import suppress
from typing import Any

from observatoire.clock import maintenant
from observatoire.comptes.model import Personne
from observatoire.contributions import inspirations, jetons, sql, versions
from observatoire.contributions.ecriture import ouvrir, relire, reviser
from observatoire.contributions.lecture import contenu_de_pratique
from observatoire.contributions.mise_en_ligne import mettre_en_ligne
from observatoire.contributions.model import A_RELIRE, TRANSITIONS, Contribution
from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.contributions.nouvelles import annoncer
from observatoire.contributions.rules import changements, erreur_motif, erreurs
from observatoire.errors import Introuvable, Invalide, Refus
from observatoire.journal import journaliser
from observatoire.settings import settings
from observatoire.store import Transaction, ecrire

DEUX_COLLEGES = (
    "Deux collèges lisent chaque contribution ici\u00a0: donnez votre avis, il compte avec celui de l’autre."
)


def publier(personne: Personne, identifiant: str, version: int) -> Contribution:
    """Publish: the pratique is created or amended, indexed, and visible as soon as this returns.

    Raises Refus, Conflit, Invalide (the form's rules changed since the deposit).
    """
    with ecrire() as tx:
        lue = ouvrir(tx, "publier", personne, identifiant, version)
        _exiger_de_decider_seul(lue)
        return _publier(tx, personne, lue)


def conclure(tx: Transaction, personne: Personne, lue: Contribution, verbe: str, motif: str) -> Contribution:
    """Take the decision that readers reached together: `publier` or `demander_correction`; rights are the caller's to check.

    Raises Invalide.
    """
    if verbe == "publier":
        return _publier(tx, personne, lue)
    return _decider(tx, personne, lue, verbe, motif=motif, pratique_id=lue.pratique_id)


def _exiger_de_decider_seul(lue: Contribution) -> None:
    """Raise Refus when the first answer is for two colleges to give; an appeal is read by one other person."""
    if settings().two_colleges and lue.statut == A_RELIRE:
        raise Refus(DEUX_COLLEGES)


def _publier(tx: Transaction, personne: Personne, lue: Contribution) -> Contribution:
    if problemes := erreurs(lue.contenu):
        raise Invalide(problemes)
    if boucle := inspirations.boucle(tx, lue.pratique_id, lue.contenu.liens):
        raise Invalide({"liens": boucle})
    details: dict[str, Any] = {"contribution": lue.id}
    if lue.pratique_id:
        details["champs"] = _champs_changes(tx, personne, lue, lue.pratique_id)
        versions.garder(tx, personne, lue.pratique_id)
    pratique_id = mettre_en_ligne(tx, lue)
    verbe = "modifiee" if lue.pratique_id else "publiee"
    journaliser(tx, personne.acteur, verbe, "pratique", pratique_id, details)
    return _decider(tx, personne, lue, "publier", pratique_id=pratique_id)


def _champs_changes(
    tx: Transaction, personne: Personne, lue: Contribution, pratique_id: str
) -> tuple[str, ...]:
    """Return the fields that an amendment changes, in what is published now."""
    with suppress(Introuvable):
        return changements(contenu_de_pratique(tx, personne, pratique_id), lue.contenu)
    return ()


def demander_correction(personne: Personne, identifiant: str, version: int, motif: str) -> Contribution:
    """Send back to the author, who sees the reason. Raises Refus, Conflit, Invalide (no reason)."""
    return _decider_avec_motif("demander_correction", personne, identifiant, version, motif)


def refuser(personne: Personne, identifiant: str, version: int, motif: str) -> Contribution:
    """Refuse for good; the author sees the reason. Raises Refus, Conflit, Invalide (no reason)."""
    return _decider_avec_motif("refuser", personne, identifiant, version, motif)


def _decider_avec_motif(
    verbe: str, personne: Personne, identifiant: str, version: int, motif: str
) -> Contribution:
    with ecrire() as tx:
        lue = ouvrir(tx, verbe, personne, identifiant, version)
        if verbe != "refuser":
            _exiger_de_decider_seul(lue)
        if probleme := erreur_motif(motif):
            raise Invalide({"motif": probleme})
        return _decider(
            tx, personne, lue, verbe, motif=nettoyer_texte(motif, lignes=True), pratique_id=lue.pratique_id
        )


def prendre_en_charge(personne: Personne, identifiant: str, version: int) -> Contribution:
    """Say that one reads it now; the others see it, and may still decide. Raises Refus, Conflit."""
    return _prendre(personne, identifiant, version, "prise_en_charge", personne.id)


def rendre(personne: Personne, identifiant: str, version: int) -> Contribution:
    """Say that one does not read it any more. Raises Refus, Conflit."""
    return _prendre(personne, identifiant, version, "rendue", None)


def _prendre(
    personne: Personne, identifiant: str, version: int, participe: str, compte_id: str | None
) -> Contribution:
    with ecrire() as tx:
        lue = ouvrir(tx, "prendre_en_charge", personne, identifiant, version)
        if lue.prise_par != compte_id:
            tx.executer(sql.PRENDRE, id=lue.id, compte_id=compte_id, a=maintenant() if compte_id else None)
            journaliser(tx, personne.acteur, participe, "contribution", lue.id)
        return relire(tx, lue.id)


_NOUVELLES = {"publier": "publiee", "demander_correction": "correction", "refuser": "refusee"}
"""Verb → the message that tells it to the author."""
_PARTICIPES = {"publier": "publiee", "demander_correction": "correction_demandee", "refuser": "refusee"}


def _decider(
    tx: Transaction,
    personne: Personne,
    lue: Contribution,
    verbe: str,
    *,
    pratique_id: str | None,
    motif: str | None = None,
) -> Contribution:
    a = maintenant()
    tx.executer(
        sql.DECIDER,
        id=lue.id,
        statut=TRANSITIONS[verbe, lue.statut],
        motif=motif,
        moderateur_id=personne.id,
        pratique_id=pratique_id,
        jeton_expire_a=a + jetons.DUREE,
        a=a,
    )
    reviser(tx, personne, lue.id, motif)
    journaliser(tx, personne.acteur, _PARTICIPES[verbe], "contribution", lue.id, {"version": lue.version + 1})
    decidee = relire(tx, lue.id)
    annoncer(tx, _NOUVELLES[verbe], decidee)
    return decidee
