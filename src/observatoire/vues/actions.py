"""Keep, rename, replace, share and delete a saved view. One transaction each: rights, rules, write, journal."""

import uuid

from observatoire.clock import maintenant
from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.errors import Introuvable, Invalide
from observatoire.journal import journaliser
from observatoire.pratiques import Recherche
from observatoire.store import Transaction, ecrire
from observatoire.territoires.normalisation import normaliser
from observatoire.vues import sql
from observatoire.vues.lecture import composer, ecrire_question
from observatoire.vues.model import NOM_MAX, VUES_AU_PLUS, Vue


def enregistrer(personne: Personne, nom: str, question: Recherche) -> Vue:
    """Keep a question under a new name. Raises Refus, Invalide (name empty, too long or taken, too many views)."""
    exiger("garder_vue", personne)
    identifiant = uuid.uuid4().hex
    with ecrire() as tx:
        if tx.valeur(sql.NOMBRE, compte_id=personne.id) >= VUES_AU_PLUS:
            raise Invalide(
                {
                    "nom": f"Vous avez déjà {VUES_AU_PLUS}\u00a0vues\u00a0: supprimez-en une pour garder celle-ci."
                }
            )
        nomme = _nommer(tx, personne, nom)
        tx.executer(
            sql.AJOUTER,
            id=identifiant,
            compte_id=personne.id,
            question=ecrire_question(question),
            a=maintenant(),
            **nomme,
        )
        return _noter(tx, personne, "enregistree", identifiant)


def renommer(personne: Personne, identifiant: str, nom: str) -> Vue:
    """Give a view another name. Raises Refus, Introuvable, Invalide."""
    with ecrire() as tx:
        _exiger(tx, personne, identifiant)
        tx.executer(
            sql.NOMMER, id=identifiant, a=maintenant(), **_nommer(tx, personne, nom, sauf=identifiant)
        )
        return _noter(tx, personne, "renommee", identifiant)


def remplacer(personne: Personne, identifiant: str, question: Recherche) -> Vue:
    """Keep another question under the same name and the same address. Raises Refus, Introuvable."""
    with ecrire() as tx:
        _exiger(tx, personne, identifiant)
        tx.executer(sql.REMPLACER, id=identifiant, question=ecrire_question(question), a=maintenant())
        return _noter(tx, personne, "remplacee", identifiant)


def partager(personne: Personne, identifiant: str, *, partagee: bool) -> Vue:
    """Let anybody who has its address open a view, or no longer. Raises Refus, Introuvable."""
    with ecrire() as tx:
        _exiger(tx, personne, identifiant)
        tx.executer(sql.PARTAGER, id=identifiant, partagee=partagee, a=maintenant())
        return _noter(tx, personne, "partagee" if partagee else "reprise", identifiant)


def supprimer(personne: Personne, identifiant: str) -> None:
    """Forget a view; its address answers no more. Raises Refus, Introuvable."""
    with ecrire() as tx:
        _exiger(tx, personne, identifiant)
        tx.executer(sql.SUPPRIMER, id=identifiant)
        journaliser(tx, str(personne.id), "supprimee", "vue", identifiant)


def _exiger(tx: Transaction, personne: Personne, identifiant: str) -> Vue:
    exiger("garder_vue", personne)
    ligne = tx.ligne(sql.UNE_DU_COMPTE, id=identifiant, compte_id=personne.id)
    if ligne is None:
        raise Introuvable("Cette vue n’est plus dans votre liste\u00a0: rechargez la page.")
    return composer(ligne)


def _noter(tx: Transaction, personne: Personne, verbe: str, identifiant: str) -> Vue:
    journaliser(tx, str(personne.id), verbe, "vue", identifiant)
    return _exiger(tx, personne, identifiant)


def _nommer(tx: Transaction, personne: Personne, nom: str, sauf: str = "") -> dict[str, str]:
    """Return a name and its folded form, ready to be kept."""
    propre = " ".join("".join(c if c.isprintable() else " " for c in nom).split())
    plie = normaliser(propre, etendre=False) or propre.lower()
    if not propre:
        raise Invalide({"nom": "Donnez un nom à cette vue."})
    if len(propre) > NOM_MAX:
        raise Invalide({"nom": f"Ce nom dépasse {NOM_MAX}\u00a0caractères\u00a0: raccourcissez-le."})
    if pris := tx.valeur(sql.MEME_NOM, compte_id=personne.id, nom_norm=plie, sauf=sauf):
        raise Invalide(
            {"nom": f"Vous avez déjà une vue «\u00a0{pris}\u00a0»\u00a0: choisissez un autre nom."}
        )
    return {"nom": propre, "nom_norm": plie}
