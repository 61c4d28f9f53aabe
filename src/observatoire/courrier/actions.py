"""Post a message in the transaction of what it tells; say by hand what became of one."""

from collections.abc import Mapping

from observatoire.clock import maintenant
from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.courrier import sql
from observatoire.courrier.model import A_ENVOYER, EN_ECHEC, ENVOYE, REJETE, REMIS, Lettre
from observatoire.courrier.modeles import MODELES, en_html, en_texte
from observatoire.courrier.rules import courriel_sain, objet_sain
from observatoire.errors import Conflit, Introuvable
from observatoire.journal import journaliser
from observatoire.store import Transaction, ecrire

CHANGEE = "Ce message a changé d’état entre-temps. Rien n’a été enregistré\u00a0: rechargez la page."


def poster(
    tx: Transaction,
    modele: str,
    destinataire: str | None,
    faits: Mapping[str, str],
    *,
    objet_type: str,
    objet_id: str,
    cle: str,
) -> None:
    """Put a message in the outbox, in the caller's transaction; nothing without an address.

    `cle` names the event: told again, it is the same message. Raises KeyError on an unknown model or a missing fact.
    """
    if not destinataire or not courriel_sain(destinataire):
        return
    message = MODELES[modele](faits)
    tx.executer(
        sql.POSTER,
        cle=cle,
        modele=modele,
        destinataire=destinataire,
        objet=objet_sain(message.objet),
        texte=en_texte(message),
        html=en_html(message),
        objet_type=objet_type,
        objet_id=objet_id,
        a=maintenant(),
    )


def marquer_envoye(personne: Personne, cle: str) -> None:
    """Say that a message was sent by hand; its body is erased. Raises Refus, Introuvable, Conflit."""
    _changer(personne, cle, A_ENVOYER, REMIS, "remise")


def noter_un_retour(personne: Personne, cle: str) -> None:
    """Say that a message came back: its address does not work. Raises Refus, Introuvable, Conflit."""
    _changer(personne, cle, ENVOYE, REJETE, "revenue")


def _changer(personne: Personne, cle: str, depuis: str, vers: str, fait: str) -> None:
    a = maintenant()
    with ecrire() as tx:
        exiger("lire_courrier", personne)
        lettre = _ouvrir(tx, cle)
        if lettre.etat != depuis or (lettre.bail_a is not None and lettre.bail_a > a):
            raise Conflit(CHANGEE)
        erreur = "revenu à l’expéditeur" if vers == REJETE else None
        tx.executer(sql.ETAT, cle=cle, etat=vers, erreur=erreur, envoye_a=lettre.envoye_a or a)
        journaliser(tx, personne.acteur, fait, "lettre", cle)


def remettre(personne: Personne, cle: str) -> None:
    """Try again a message that was given up. Raises Refus, Introuvable, Conflit (also when its body was erased)."""
    with ecrire() as tx:
        exiger("lire_courrier", personne)
        lettre = _ouvrir(tx, cle)
        if lettre.etat not in EN_ECHEC or not lettre.texte:
            raise Conflit(CHANGEE)
        tx.executer(sql.REMETTRE, cle=cle, a=maintenant())
        journaliser(tx, personne.acteur, "remise_en_route", "lettre", cle)


def _ouvrir(tx: Transaction, cle: str) -> Lettre:
    ligne = tx.ligne(sql.UNE, cle=cle)
    if ligne is None:
        raise Introuvable("Ce message n’est plus là\u00a0: rechargez la page.")
    return Lettre(**ligne)
