"""Open, write, freeze, sign and withdraw a shared diagnosis. One transaction each: rights, rules, write, journal."""

import uuid
from typing import Any

from observatoire.clock import maintenant
from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.contributions import jetons
from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.diagnostics import lecture, sql
from observatoire.diagnostics.chiffres import lire_chiffres
from observatoire.diagnostics.lecture import objet, regarder, un
from observatoire.diagnostics.model import (
    BROUILLON,
    COTES,
    OUVERT,
    RETIRE,
    SIGNE,
    Cle,
    Diagnostic,
    Partie,
    Texte,
)
from observatoire.diagnostics.rules import canonique, contenu, faute, faute_nom, fautes, nettoyer, peut_ecrire
from observatoire.errors import Conflit, Introuvable, Invalide, Refus
from observatoire.journal import journaliser
from observatoire.store import Transaction, ecrire
from observatoire.territoires import obtenir as obtenir_territoire

ECRIT_AILLEURS = "Quelqu’un a changé ce texte pendant que vous l’écriviez. Rien n’a été remplacé\u00a0: lisez le sien ci-dessous, puis choisissez."
CHANGE_PENDANT = (
    "Un texte ou un chiffre a changé pendant que vous lisiez\u00a0: relisez le document, puis signez."
)
CHIFFRES_DEPASSES = (
    "Des chiffres ont changé depuis qu’ils ont été figés\u00a0: reprenez ceux du jour, relisez, puis signez."
)
BROUILLON_MAX = 20_000
"""Characters beyond which even a draft is not kept."""


def ouvrir(personne: Personne, territoire_id: str, cote: str, au_nom_de: str) -> Diagnostic:
    """Open the diagnosis of a territory; who opens it speaks for a side.

    Raises Introuvable, Refus (no right, or there is already one), Invalide.
    """
    exiger("ouvrir_diagnostic", personne)
    with ecrire() as tx:
        ici = obtenir_territoire(tx, territoire_id)
        if tx.ligne(sql.DU_TERRITOIRE, territoire_id=ici.id):
            raise Refus(
                "Ce territoire a déjà son diagnostic\u00a0: demandez une invitation à ceux qui l’écrivent."
            )
        identifiant = uuid.uuid4().hex[:16]
        tx.executer(sql.CREER, id=identifiant, territoire_id=ici.id, compte_id=personne.id, a=maintenant())
        _prendre_place(tx, personne, identifiant, cote, au_nom_de)
        _noter(tx, personne, "ouvert", identifiant, {"territoire": ici.id, "cote": cote})
        return un(tx, identifiant)


def _prendre_place(tx: Transaction, personne: Personne, identifiant: str, cote: str, au_nom_de: str) -> None:
    problemes = (
        {}
        if cote in COTES
        else {"cote": "Choisissez un côté\u00a0: entrepreneurs sociaux ou travail social."}
    )
    if phrase := faute_nom(au_nom_de):
        problemes["au_nom_de"] = phrase
    if problemes:
        raise Invalide(problemes)
    nom = nettoyer_texte(au_nom_de)
    tx.executer(
        sql.REJOINDRE, id=identifiant, compte_id=personne.id, cote=cote, au_nom_de=nom, a=maintenant()
    )


def inviter(personne: Personne, identifiant: str, cote: str) -> str:
    """Return the secret of a new link that lets a signed-in person speak for a side; the former link is void.

    Raises Introuvable, Refus, Invalide.
    """
    with ecrire() as tx:
        lu = _exiger(tx, "inviter_diagnostic", personne, identifiant)
        if cote not in COTES:
            raise Invalide({"cote": "Choisissez un côté à inviter."})
        jeton = jetons.nouveau()
        tx.executer(
            sql.INVITER,
            id=lu.id,
            cote=cote,
            jeton=jetons.empreinte(jeton),
            expire_a=maintenant() + jetons.DUREE,
        )
        _noter(tx, personne, "invite", lu.id, {"cote": cote})
        return jeton


def rejoindre(personne: Personne, jeton: str, au_nom_de: str) -> Diagnostic:
    """Speak for the side of an invitation. Raises Introuvable (no such link), Refus, Invalide."""
    with ecrire() as tx:
        recue = lecture.invitation(tx, jeton)
        if recue is None:
            raise Introuvable(
                "Cette invitation n’existe plus\u00a0: demandez-en une autre à qui vous l’a donnée."
            )
        lu = un(tx, recue.diagnostic_id)
        if lu.cote_de(personne.id):
            raise Refus(
                "Vous parlez déjà pour un côté dans ce diagnostic\u00a0: on ne peut pas tenir les deux."
            )
        exiger("rejoindre_diagnostic", personne, objet(lu, personne, par_lien=True))
        _prendre_place(tx, personne, lu.id, recue.cote, au_nom_de)
        _noter(tx, personne, "rejoint", lu.id, {"cote": recue.cote})
        return un(tx, lu.id)


def enregistrer(personne: Personne, identifiant: str, cle: Cle, texte: str, version: int) -> Texte:
    """Keep one text; in a document that is public, it must be fit to be, and the signatures fall.

    Raises Introuvable, Refus (the other side's reading), Conflit (written elsewhere meanwhile), Invalide.
    A draft is not a fact for the journal: a row for each pause of the keyboard would renew every cache.
    """
    with ecrire() as tx:
        lu = _exiger(tx, "ecrire_diagnostic", personne, identifiant)
        if not peut_ecrire(lu.cote_de(personne.id), cle):
            raise Refus(
                "Ce texte est celui de l’autre côté\u00a0: écrivez dans le vôtre, ou dans les textes communs."
            )
        connu, propre = lu.textes[cle], nettoyer(texte)
        if propre == connu.texte:
            return connu
        if connu.version != version:
            raise Conflit(ECRIT_AILLEURS)
        bloc, cote = cle
        if phrase := _refus_de_texte(lu, bloc, propre):
            raise Invalide({f"{bloc}.{cote}": phrase})
        tx.executer(
            sql.ECRIRE, id=lu.id, bloc=bloc, cote=cote, texte=propre, version=version + 1, a=maintenant()
        )
        if lu.etat != BROUILLON:
            tx.executer(sql.PASSER, id=lu.id, etat=OUVERT, a=maintenant())
            _noter(tx, personne, "ecrit", lu.id, {"bloc": bloc, "cote": cote})
        return Texte(propre, version + 1)


def _refus_de_texte(lu: Diagnostic, bloc: str, propre: str) -> str:
    if lu.etat == BROUILLON:
        return (
            "Ce texte est trop long pour être gardé\u00a0: raccourcissez-le."
            if len(propre) > BROUILLON_MAX
            else ""
        )
    return faute(bloc, propre)


def ouvrir_signature(personne: Personne, identifiant: str) -> Diagnostic:
    """Freeze the figures and make the document public. Raises Introuvable, Refus, Invalide (texts that may not be)."""
    with ecrire() as tx:
        lu = _exiger(tx, "ouvrir_signature", personne, identifiant)
        if problemes := fautes(lu.textes):
            raise Invalide(problemes)
        _figer(tx, lu)
        _noter(tx, personne, "ouvert_a_signature", lu.id)
        return un(tx, lu.id)


def actualiser(personne: Personne, identifiant: str) -> Diagnostic:
    """Take today's figures; signatures set on others fall. Raises Introuvable, Refus."""
    with ecrire() as tx:
        lu = _exiger(tx, "actualiser_diagnostic", personne, identifiant)
        _figer(tx, lu)
        _noter(tx, personne, "actualise", lu.id)
        return un(tx, lu.id)


def _figer(tx: Transaction, lu: Diagnostic) -> None:
    chiffres = lire_chiffres(tx, obtenir_territoire(tx, lu.territoire_id))
    tx.executer(sql.FIGER, id=lu.id, etat=OUVERT, chiffres=canonique(chiffres), a=maintenant())


def signer(personne: Personne, identifiant: str, empreinte_lue: str) -> Diagnostic:
    """Sign, for the person's side, what they read; with the other side's signature on the same, the document is signed.

    Raises Introuvable, Refus, Conflit (what they read, or what is known, has changed).
    """
    with ecrire() as tx:
        lu = _exiger(tx, "signer_diagnostic", personne, identifiant)
        moi = next(p for p in lu.parties if p.compte_id == personne.id)
        chiffres = lire_chiffres(tx, obtenir_territoire(tx, lu.territoire_id))
        vue = regarder(tx, lu, chiffres)
        if vue.changes:
            raise Conflit(CHIFFRES_DEPASSES)
        if vue.empreinte != empreinte_lue:
            raise Conflit(CHANGE_PENDANT)
        _signer(tx, lu, moi, canonique(contenu(chiffres, lu.textes)), vue.empreinte)
        autre = vue.signatures["ts" if moi.cote == "es" else "es"]
        if autre.vaut:
            tx.executer(sql.PASSER, id=lu.id, etat=SIGNE, a=maintenant())
        _noter(tx, personne, "signe", lu.id, {"cote": moi.cote, "empreinte": vue.empreinte})
        return un(tx, lu.id)


def _signer(tx: Transaction, lu: Diagnostic, moi: Partie, signe: str, empreinte_: str) -> None:
    tx.executer(
        sql.SIGNER,
        signature_id=uuid.uuid4().hex,
        id=lu.id,
        cote=moi.cote,
        compte_id=moi.compte_id,
        au_nom_de=moi.au_nom_de,
        empreinte=empreinte_,
        contenu=signe,
        a=maintenant(),
    )


def retirer(personne: Personne, identifiant: str) -> None:
    """Withdraw a diagnosis; nothing is erased. Raises Introuvable, Refus."""
    with ecrire() as tx:
        lu = _exiger(tx, "retirer_diagnostic", personne, identifiant)
        tx.executer(sql.PASSER, id=lu.id, etat=RETIRE, a=maintenant())
        _noter(tx, personne, "retire", lu.id)


def _exiger(tx: Transaction, verbe: str, personne: Personne, identifiant: str) -> Diagnostic:
    lu = un(tx, identifiant)
    exiger(verbe, personne, objet(lu, personne))
    return lu


def _noter(
    tx: Transaction, personne: Personne, verbe: str, identifiant: str, details: dict[str, Any] | None = None
) -> None:
    journaliser(tx, personne.acteur, verbe, "diagnostic", identifiant, details)
