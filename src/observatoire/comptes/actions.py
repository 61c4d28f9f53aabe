"""The verbs of accounts: each checks the right, writes, and journals in one transaction."""

import re
from uuid import uuid4

from observatoire.clock import maintenant
from observatoire.comptes import sql
from observatoire.comptes.droits import exiger
from observatoire.comptes.lecture import normaliser_email, obtenir_compte, trouver_par_email
from observatoire.comptes.model import ADMINISTRATEUR, ROLES_DE_COMPTE, Compte, Personne
from observatoire.comptes.mots_de_passe import correspond, erreur_mot_de_passe, hacher
from observatoire.comptes.sessions import fermer_sessions
from observatoire.errors import Invalide, Refus
from observatoire.journal import journaliser
from observatoire.store import Transaction, ecrire, lire

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
EMAIL_MAXIMUM = 254
NOM_MAXIMUM = 120


def creer_compte(acteur: Personne, email: str, nom: str, role: str, mot_de_passe: str) -> Compte:
    """Create an account; raise Refus, or Invalide with every field that is wrong."""
    exiger("gerer_comptes", acteur)
    email, nom = normaliser_email(email), " ".join(nom.split())
    if champs := _erreurs(email, nom, role, mot_de_passe):
        raise Invalide(champs)
    empreinte = hacher(mot_de_passe)
    identifiant = uuid4().hex
    with ecrire() as tx:
        if trouver_par_email(tx, email):
            raise Invalide({"email": "Un compte existe déjà pour ce courriel : changez plutôt son rôle."})
        tx.executer(
            sql.CREER,
            id=identifiant,
            email=email,
            nom=nom,
            role=role,
            mot_de_passe=empreinte,
            a=maintenant(),
        )
        journaliser(tx, acteur.acteur, "cree", "compte", identifiant, {"role": role})
        return obtenir_compte(tx, identifiant)


def _erreurs(email: str, nom: str, role: str, mot_de_passe: str) -> dict[str, str]:
    champs: dict[str, str] = {}
    if len(email) > EMAIL_MAXIMUM or not _EMAIL.fullmatch(email):
        champs["email"] = "Le courriel n’est pas reconnu : écrivez-le comme prenom.nom@exemple.fr."
    if not nom or len(nom) > NOM_MAXIMUM or not nom.isprintable():
        champs["nom"] = f"Le nom manque ou dépasse {NOM_MAXIMUM} caractères : écrivez le nom à afficher."
    champs |= _erreur_role(role)
    if phrase := erreur_mot_de_passe(mot_de_passe, email, nom):
        champs["mot_de_passe"] = phrase
    return champs


def _erreur_role(role: str) -> dict[str, str]:
    if role in ROLES_DE_COMPTE:
        return {}
    return {"role": f"Le rôle n’est pas dans la liste : choisissez {', '.join(ROLES_DE_COMPTE)}."}


def changer_mot_de_passe(
    acteur: Personne, compte_id: str, nouveau: str, *, ancien: str | None = None
) -> None:
    """Change a password and close the account's sessions.

    One's own needs the old one; somebody else's needs the right to manage accounts.
    """
    if acteur.id != compte_id:
        exiger("gerer_comptes", acteur)
    with lire() as cur:
        compte = obtenir_compte(cur, compte_id)
        empreinte = cur.valeur(sql.EMPREINTE, id=compte_id)
    if acteur.id == compte_id and not correspond(ancien or "", empreinte):
        raise Invalide({"ancien": "L’ancien mot de passe n’est pas le bon : retapez-le."})
    if phrase := erreur_mot_de_passe(nouveau, compte.email, compte.nom):
        raise Invalide({"mot_de_passe": phrase})
    nouvelle = hacher(nouveau)
    with ecrire() as tx:
        tx.executer(sql.CHANGER_MOT_DE_PASSE, id=compte_id, mot_de_passe=nouvelle, a=maintenant())
        fermer_sessions(tx, compte_id)
        journaliser(tx, acteur.acteur, "mot_de_passe_change", "compte", compte_id)


def changer_role(acteur: Personne, compte_id: str, role: str) -> Compte:
    """Give an account another role, effective at its next click."""
    exiger("gerer_comptes", acteur)
    if champs := _erreur_role(role):
        raise Invalide(champs)
    with ecrire() as tx:
        compte = obtenir_compte(tx, compte_id)
        if role != ADMINISTRATEUR:
            _exiger_un_autre_administrateur(tx, compte)
        tx.executer(sql.CHANGER_ROLE, id=compte_id, role=role, a=maintenant())
        journaliser(
            tx, acteur.acteur, "role_change", "compte", compte_id, {"avant": compte.role, "apres": role}
        )
        return obtenir_compte(tx, compte_id)


def desactiver(acteur: Personne, compte_id: str) -> Compte:
    """Close an account and its sessions; what it did stays."""
    return _changer_actif(acteur, compte_id, actif=False)


def reactiver(acteur: Personne, compte_id: str) -> Compte:
    """Open a closed account again; its person signs in anew."""
    return _changer_actif(acteur, compte_id, actif=True)


def _changer_actif(acteur: Personne, compte_id: str, *, actif: bool) -> Compte:
    exiger("gerer_comptes", acteur)
    with ecrire() as tx:
        compte = obtenir_compte(tx, compte_id)
        if not actif:
            _exiger_un_autre_administrateur(tx, compte)
            fermer_sessions(tx, compte_id)
        tx.executer(sql.CHANGER_ACTIF, id=compte_id, actif=actif, a=maintenant())
        journaliser(tx, acteur.acteur, "reactive" if actif else "desactive", "compte", compte_id)
        return obtenir_compte(tx, compte_id)


def _exiger_un_autre_administrateur(tx: Transaction, compte: Compte) -> None:
    """Refuse what would leave nobody to manage accounts."""
    concerne = compte.actif and compte.role == ADMINISTRATEUR
    if concerne and not tx.valeur(sql.AUTRES_ADMINISTRATEURS, id=compte.id):
        raise Refus("C’est le dernier compte d’administration : créez-en un autre avant.")
