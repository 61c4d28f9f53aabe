"""Sign in with an e-mail and a password, slowed down after failures; sign out."""

import hashlib
from datetime import timedelta
from math import ceil
from uuid import uuid4

from observatoire.clock import maintenant
from observatoire.comptes import sql
from observatoire.comptes.lecture import normaliser_email, trouver_par_email
from observatoire.comptes.mots_de_passe import a_rehacher, correspond, hacher
from observatoire.comptes.sessions import fermer_session, ouvrir_session, trouver_personne
from observatoire.errors import Refus
from observatoire.journal import journaliser
from observatoire.store import Transaction, ecrire, lire

ECHECS_PERMIS = 5
FENETRE = timedelta(minutes=15)
CONSERVATION = timedelta(hours=1)
"""How long a failure is kept."""

INCONNU = (
    "Ce courriel et ce mot de passe ne vont pas ensemble : vérifiez l’un et l’autre, "
    "ou demandez à l’administration un nouveau mot de passe."
)
"""The same whether the e-mail is unknown, the password wrong or the account closed."""


class TropDEssais(Refus):
    """Too many failures for one e-mail (HTTP 429)."""

    def __init__(self, attente: timedelta) -> None:
        self.attente_s = max(1, ceil(attente.total_seconds()))
        minutes = ceil(self.attente_s / 60)
        super().__init__(
            f"Trop d’essais pour ce courriel : réessayez dans {minutes} minute{'s' if minutes > 1 else ''}."
        )


def connecter(email: str, mot_de_passe: str) -> str:
    """Open a session and return its token.

    Raises TropDEssais, or Refus with one sentence for every other reason. An attempt counts as failed until it
    succeeds, so that guesses sent together are counted too.
    """
    email = normaliser_email(email)
    cle = hashlib.sha256(email.encode()).hexdigest()
    with ecrire() as tx:
        _noter_tentative(tx, cle)
    with lire() as cur:
        compte = trouver_par_email(cur, email)
        empreinte = cur.valeur(sql.EMPREINTE, id=compte.id) if compte else None
    bon = correspond(mot_de_passe, empreinte)  # before anything else: the same work in every case
    if compte is None or empreinte is None or not bon or not compte.actif:
        raise Refus(INCONNU)
    nouvelle = hacher(mot_de_passe) if a_rehacher(empreinte) else None
    with ecrire() as tx:
        tx.executer(sql.OUBLIER_TENTATIVES, cle=cle)
        if nouvelle:
            tx.executer(sql.CHANGER_MOT_DE_PASSE, id=compte.id, mot_de_passe=nouvelle, a=maintenant())
        jeton = ouvrir_session(tx, compte.id)
        journaliser(tx, compte.id, "connecte", "compte", compte.id)
    return jeton


def _noter_tentative(tx: Transaction, cle: str) -> None:
    a = maintenant()
    tx.executer(sql.PURGER_TENTATIVES, avant=a - CONSERVATION)
    recentes = tx.lignes(sql.TENTATIVES, cle=cle, depuis=a - FENETRE)
    if len(recentes) >= ECHECS_PERMIS:
        raise TropDEssais(recentes[ECHECS_PERMIS - 1]["a"] + FENETRE - a)
    tx.executer(sql.NOTER_TENTATIVE, id=uuid4().hex, cle=cle, a=a)


def deconnecter(jeton: str) -> None:
    """Close the session of a token; an unknown one changes nothing."""
    with lire() as cur:
        personne = trouver_personne(cur, jeton)
    if personne is None or personne.id is None:
        return
    with ecrire() as tx:
        fermer_session(tx, jeton)
        journaliser(tx, personne.id, "deconnecte", "compte", personne.id)
