"""Write, publish, extend, close and withdraw a call. One transaction each: rights, state, version, write, journal."""

import uuid
from datetime import datetime
from typing import Any

from observatoire.appels import sql
from observatoire.appels.lecture import objet, un
from observatoire.appels.model import CLOS, PUBLIE, Appel, ContenuAppel
from observatoire.appels.rules import TRANSITIONS, erreurs, lire_termes, nettoyer
from observatoire.clock import aujourd_hui, maintenant
from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.errors import Conflit, Invalide
from observatoire.journal import journaliser
from observatoire.store import Transaction, ecrire

CHANGE_AILLEURS = "Cet appel a été modifié ailleurs depuis que vous l’avez ouvert. Rien n’a été enregistré\u00a0: rechargez la page."
_PARTICIPES = {"publier": "publie", "prolonger": "prolonge", "clore": "clos", "retirer": "retire"}
TAILLE_MAX = 60_000
"""Characters of JSON that a call may take."""


def commencer(personne: Personne, contenu: ContenuAppel | None = None) -> Appel:
    """Create a draft, seen by who writes it only. Raises Refus, Invalide."""
    exiger("ecrire_appel", personne)
    with ecrire() as tx:
        identifiant = uuid.uuid4().hex[:16]
        tx.executer(
            sql.CREER,
            id=identifiant,
            contenu=_texte(contenu or ContenuAppel()),
            compte_id=personne.id,
            a=maintenant(),
        )
        journaliser(tx, personne.acteur, "commence", "appel", identifiant)
        return un(tx, identifiant)


def enregistrer(personne: Personne, identifiant: str, version: int, contenu: ContenuAppel) -> Appel:
    """Keep what is typed so far, complete or not. Raises Introuvable, Refus, Conflit, Invalide (far too long)."""
    with ecrire() as tx:
        lu = _ouvrir(tx, "enregistrer", personne, identifiant, version)
        tx.executer(sql.ENREGISTRER, id=lu.id, contenu=_texte(contenu), a=maintenant())
        return un(tx, lu.id)


def _texte(contenu: ContenuAppel) -> str:
    texte = contenu.to_json()
    if len(texte) > TAILLE_MAX:
        raise Invalide(
            {"presentation": "Cet appel est trop long pour être gardé\u00a0: raccourcissez la présentation."}
        )
    return texte


def publier(personne: Personne, identifiant: str, version: int) -> Appel:
    """Publish: the call is visible as soon as this returns, and its rules do not change any more.

    Raises Introuvable, Refus, Conflit, Invalide (every problem, by field).
    """
    with ecrire() as tx:
        lu = _ouvrir(tx, "publier", personne, identifiant, version)
        propre = nettoyer(lu.contenu)
        problemes = erreurs(propre, aujourd_hui())
        connus = {t["id"] for t in tx.lignes(sql.TERRITOIRES_CONNUS, ids=list(propre.territoires))}
        if "territoires" not in problemes and not connus.issuperset(propre.territoires):
            problemes["territoires"] = (
                "Un territoire n’est pas reconnu\u00a0: retirez-le et choisissez-le dans la liste."
            )
        if problemes:
            raise Invalide(problemes)
        tx.executer(sql.ENREGISTRER, id=lu.id, contenu=_texte(propre), a=maintenant())
        tx.executer(sql.OUBLIER_VAGUES, id=lu.id)
        tx.inserer(
            "base.appel_vague",
            [
                {"appel_id": lu.id, "rang": rang, "ouvre_a": v.ouvre_a, "ferme_a": v.ferme_a}
                for rang, v in enumerate(lire_termes(propre).vagues, 1)
            ],
        )
        return _passer(tx, personne, lu, "publier")


def prolonger(personne: Personne, identifiant: str, version: int, ferme_a: datetime) -> Appel:
    """Close the round that is open, or the next one, later than said; never earlier.

    Raises Introuvable, Refus, Conflit, Invalide (`ferme_a`: not later, or no round is left).
    """
    with ecrire() as tx:
        lu = _ouvrir(tx, "prolonger", personne, identifiant, version)
        vague = lu.prochaine(maintenant())
        if vague is None:
            raise Invalide({"ferme_a": "La dernière vague est close\u00a0: écrivez un nouvel appel."})
        suivante = next((v for v in lu.vagues if v.ouvre_a > vague.ferme_a), None)
        if ferme_a <= vague.ferme_a or (suivante and ferme_a >= suivante.ouvre_a):
            raise Invalide(
                {
                    "ferme_a": "Choisissez un jour après la clôture annoncée, et avant la vague suivante s’il y en a une."
                }
            )
        tx.executer(sql.PROLONGER, id=lu.id, rang=lu.vagues.index(vague) + 1, ferme_a=ferme_a)
        return _passer(tx, personne, lu, "prolonger", {"ferme_a": f"{ferme_a.isoformat()}Z"})


def clore(personne: Personne, identifiant: str, version: int) -> Appel:
    """Close a published call before its time: nothing more is received. Raises Introuvable, Refus, Conflit."""
    with ecrire() as tx:
        lu = _ouvrir(tx, "clore", personne, identifiant, version)
        return _passer(tx, personne, lu, "clore")


def retirer(personne: Personne, identifiant: str, version: int) -> Appel:
    """Take a call out of what is shown; its row and its journal stay. Raises Introuvable, Refus, Conflit."""
    with ecrire() as tx:
        lu = _ouvrir(tx, "retirer", personne, identifiant, version)
        return _passer(tx, personne, lu, "retirer")


def _ouvrir(tx: Transaction, verbe: str, personne: Personne, identifiant: str, version: int) -> Appel:
    lu = un(tx, identifiant)
    exiger(f"{verbe}_appel", personne, objet(lu))
    if lu.version != version or (verbe, lu.etat) not in TRANSITIONS:
        raise Conflit(CHANGE_AILLEURS)
    return lu


def _passer(
    tx: Transaction, personne: Personne, lu: Appel, verbe: str, details: dict[str, Any] | None = None
) -> Appel:
    a, etat = maintenant(), TRANSITIONS[verbe, lu.etat]
    tx.executer(
        sql.PASSER,
        id=lu.id,
        etat=etat,
        a=a,
        publie_a=a if etat == PUBLIE else None,
        clos_a=a if etat == CLOS else None,
    )
    journaliser(tx, personne.acteur, _PARTICIPES[verbe], "appel", lu.id, details or {})
    return un(tx, lu.id)
