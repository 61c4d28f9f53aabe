"""Ask a partner, call a link back, confirm, refuse. One transaction each: rights, state, write, journal.

A refusal takes the partner's name out of everything public in the same transaction: its row is hidden by the view, the texts
that name it are rewritten, the sides and the search index are made again without it.
"""

import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from observatoire.clock import a_paris, aujourd_hui, maintenant
from observatoire.comptes.droits import Objet, exiger
from observatoire.comptes.model import ANONYME, Personne
from observatoire.confirmations import lecture, sql
from observatoire.confirmations.effacement import taire_dans_la_fiche
from observatoire.confirmations.model import DUREE, REFUSEE, TRANSITIONS, Invitation, Reponse
from observatoire.confirmations.rules import (
    apres_invitation,
    apres_revocation,
    erreurs,
    etat_du_partenaire,
    transition_permise,
)
from observatoire.contributions import jetons
from observatoire.contributions.rules import COURRIEL_ILLISIBLE
from observatoire.courrier import courriel_sain, poster
from observatoire.errors import Conflit, Introuvable, Invalide, Refus
from observatoire.journal import journaliser
from observatoire.pratiques.rules import cotes_de, mixite_de
from observatoire.recherche import indexer
from observatoire.settings import settings
from observatoire.signalements import Saisie, signaler
from observatoire.store import Transaction, ecrire
from observatoire.structures import suivre
from observatoire.territoires.normalisation import normaliser

ACTEUR = "partenaire"
"""Who the journal says answered: the holder of a partner's link."""
PAS_DE_PARTENAIRE = "Ce partenaire n’est plus sur la fiche publiée\u00a0: rechargez la page."


A_RELIRE = Saisie(
    motif="autre",
    precisions="Un partenaire a refusé d’être cité. Son nom a été retiré de la fiche\u00a0: relisez les textes et les fichiers joints, "
    "qui peuvent le désigner autrement.",
)
"""Report that a refusal makes, for moderation to see what a program does not."""


def adresse_du_lien(jeton: str) -> str:
    """Return the whole address that a partner opens."""
    return f"{settings().public_url}/confirmer/{jeton}"


@dataclass(frozen=True, slots=True)
class _Place:
    """What the rules of mixity read of a partner's row."""

    nom: str
    cote: str
    role: str | None


def inviter(
    personne: Personne,
    pratique_id: str,
    nom: str,
    *,
    courriel: str = "",
    contribution_id: str = "",
    jeton: str = "",
) -> str:
    """Make a partner's link, the one before it no longer opening anything; return its token, told once.

    With an address, the link is also put in the outbox, the only place that holds it.
    Raises Refus, Introuvable (no such partner on a public sheet), Invalide (`courriel`).
    """
    if courriel and not courriel_sain(courriel):
        raise Invalide({"courriel": COURRIEL_ILLISIBLE})
    with ecrire() as tx:
        place = _exiger(tx, "inviter_partenaire", personne, pratique_id, nom, contribution_id, jeton)
        cle, a, nouveau = normaliser(nom), maintenant(), jetons.nouveau()
        identifiant = uuid.uuid4().hex
        tx.executer(sql.REVOQUER, pratique_id=pratique_id, cle=cle, a=a)
        tx.executer(
            sql.CREER,
            id=identifiant,
            pratique_id=pratique_id,
            cle=cle,
            nom=place["nom"],
            empreinte=jetons.empreinte(nouveau),
            expire_a=a + DUREE,
            a=a,
        )
        _changer_place(tx, pratique_id, place["rang"], apres_invitation(place["confirmation"]))
        faits = {
            "titre": tx.valeur(sql.TITRE, pratique_id=pratique_id),
            "partenaire": place["nom"],
            "jusqu_au": f"{a_paris(a + DUREE):%d/%m/%Y}",
            "lien": adresse_du_lien(nouveau),
        }
        cle_du_message = f"confirmation {identifiant}"
        poster(
            tx,
            "confirmation",
            courriel,
            faits,
            objet_type="pratique",
            objet_id=pratique_id,
            cle=cle_du_message,
        )
        journaliser(tx, personne.acteur, "envoyee", "invitation", identifiant, {"pratique": pratique_id})
        return nouveau


def revoquer(
    personne: Personne, pratique_id: str, nom: str, *, contribution_id: str = "", jeton: str = ""
) -> None:
    """Call a partner's link back. Raises Refus, Introuvable."""
    with ecrire() as tx:
        place = _exiger(tx, "revoquer_invitation", personne, pratique_id, nom, contribution_id, jeton)
        tx.executer(sql.REVOQUER, pratique_id=pratique_id, cle=normaliser(nom), a=maintenant())
        _changer_place(tx, pratique_id, place["rang"], apres_revocation(place["confirmation"]))
        journaliser(tx, personne.acteur, "revoquee", "invitation", pratique_id, {"rang": place["rang"]})


def _exiger(  # noqa: PLR0917 - the request, in the order of the verbs above
    tx: Transaction,
    verbe: str,
    personne: Personne,
    pratique_id: str,
    nom: str,
    contribution_id: str,
    jeton: str,
) -> dict[str, Any]:
    place = lecture.place_de(tx, pratique_id, normaliser(nom))
    if place is None or tx.valeur(sql.PUBLIQUE, pratique_id=pratique_id) is None:
        raise Introuvable(PAS_DE_PARTENAIRE)
    fins = {ligne["cle"]: ligne["expire_a"] for ligne in tx.lignes(sql.DERNIERES, pratique_id=pratique_id)}
    etat = etat_du_partenaire(place["confirmation"], fins.get(normaliser(nom)), maintenant())
    compte_id, par_lien = lecture.attache(tx, pratique_id, contribution_id, jeton)
    exiger(verbe, personne, Objet(etat, compte_id, par_lien=par_lien))
    return place


def _changer_place(tx: Transaction, pratique_id: str, rang: int, confirmation: str | None) -> None:
    tx.executer(sql.CHANGER_PLACE, pratique_id=pratique_id, rang=rang, confirmation=confirmation)


def confirmer(jeton: str, reponse: Reponse) -> Invitation:
    """Record that the partner takes part, with its role and what it brings as it says them itself.

    Raises Introuvable, Refus (answered, called back or too late), Invalide (by field).
    """
    with ecrire() as tx:
        lue, rang = _ouvrir(tx, "confirmer", jeton)
        if problemes := erreurs(reponse):
            raise Invalide(problemes)
        apporte = list(dict.fromkeys(reponse.apporte))
        tx.executer(
            sql.CONFIRMER_PLACE, pratique_id=lue.pratique_id, rang=rang, role=reponse.role, apporte=apporte
        )
        corrigee = reponse.role != (lue.role or "") or set(apporte) != set(lue.apporte)
        return _repondre(tx, lue, "confirmer", confirmee_le=aujourd_hui(), details={"corrigee": corrigee})


def refuser(jeton: str) -> Invitation:
    """Record that the partner does not take part or does not want to be named; nothing public names it any more.

    Raises Introuvable, Refus.
    """
    with ecrire() as tx:
        lue, rang = _ouvrir(tx, "refuser", jeton)
        _changer_place(tx, lue.pratique_id, rang, REFUSEE)
        suivre(tx, [lue.pratique_id])
        taire_dans_la_fiche(tx, lue.pratique_id, lue.nom)
        with suppress(Refus):  # as many reports of this sheet as moderation needs wait already
            signaler(ANONYME, lue.pratique_id, A_RELIRE)
        deja = tx.valeur(sql.CONFIRMEE_LE, pratique_id=lue.pratique_id)
        return _repondre(tx, lue, "refuser", confirmee_le=deja, details={})


def _ouvrir(tx: Transaction, verbe: str, jeton: str) -> tuple[Invitation, int]:
    """Return the invitation that a link may still answer, and the rank of its partner."""
    lue = lecture.par_jeton(tx, jeton)
    exiger("repondre_invitation", ANONYME, Objet(lue.etat, par_lien=True))
    place = lecture.place_de(tx, lue.pratique_id, normaliser(lue.nom))
    if place is None or not transition_permise(verbe, lue.etat):
        raise Conflit(PAS_DE_PARTENAIRE)
    return lue, place["rang"]


def _repondre(
    tx: Transaction, lue: Invitation, verbe: str, *, confirmee_le: date | None, details: dict[str, Any]
) -> Invitation:
    """Close the link, make again all that depends on the partners, and return what the link now shows."""
    a, etat = maintenant(), TRANSITIONS[verbe, lue.etat]
    tx.executer(sql.REPONDRE, id=lue.id, etat=etat, a=a)
    nommes = [
        _Place(p["nom"], p["cote"], p["role"])
        for p in tx.lignes(sql.PARTENAIRES, pratique_id=lue.pratique_id)
        if p["confirmation"] != REFUSEE
    ]
    tx.executer(
        sql.CHANGER_PRATIQUE,
        pratique_id=lue.pratique_id,
        mixite=mixite_de(nommes),
        cotes=list(cotes_de(nommes)),
        confirmee_le=confirmee_le,
        a=a,
    )
    indexer(tx, [lue.pratique_id])
    journaliser(tx, ACTEUR, etat, "invitation", lue.id, {"pratique": lue.pratique_id, **details})
    return replace(lue, etat=etat)
