"""Decide that two records are different, or that two sheets are one. One transaction each; a decision can be taken back."""

from observatoire.clock import maintenant
from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.contributions.model import Contenu
from observatoire.doublons import sql
from observatoire.doublons.lecture import chercher, trait_de
from observatoire.doublons.model import CONTRIBUTION
from observatoire.doublons.rules import ordonnee
from observatoire.errors import Conflit, Introuvable, Invalide
from observatoire.journal import journaliser
from observatoire.recherche import indexer
from observatoire.store import Transaction, ecrire
from observatoire.structures import rattacher, suivre

DIFFERENTS, MEMES = "differents", "memes"
RAISON_MINI, RAISON_MAXI = 10, 1_000
CHANGEE = "Une de ces deux fiches n’est plus publiée. Rien n’a été enregistré\u00a0: rechargez la page."


def dire_differents(personne: Personne, une: str, autre: str) -> None:
    """Remember that two records (`pratique:…`, `contribution:…`) are not the same: it is not asked again. Raises Refus."""
    with ecrire() as tx:
        exiger("dedoublonner", personne)
        _decider(tx, personne, (une, autre), DIFFERENTS)
        for genre, _, identifiant in (cle.partition(":") for cle in (une, autre)):
            if genre == CONTRIBUTION:
                _reperer(tx, identifiant)
        journaliser(tx, personne.acteur, "dits_differents", "doublon", " ".join(ordonnee(une, autre)))


def reperer(contribution_id: str) -> None:
    """Look whether what was just deposited may tell what is published already: moderation's queue says so."""
    with ecrire() as tx:
        _reperer(tx, contribution_id)


def _reperer(tx: Transaction, contribution_id: str) -> None:
    ligne = tx.ligne(sql.DEPOSEE, id=contribution_id)
    if ligne is not None:
        trait = trait_de(tx, Contenu.from_json(ligne["contenu"]), contribution_id)
        possible = bool(chercher(tx, trait, 1, sauf=ligne["pratique_id"]))
        tx.executer(sql.REPERER, id=contribution_id, possible=possible)


def _decider(
    tx: Transaction, personne: Personne, deux: tuple[str, str], decision: str, raison: str = ""
) -> None:
    premiere, seconde = ordonnee(*deux)
    tx.executer(
        sql.DECIDER,
        une=premiere,
        autre=seconde,
        decision=decision,
        raison=raison or None,
        acteur=personne.acteur,
        a=maintenant(),
    )


def fusionner(personne: Personne, garde: str, ecarte: str, raison: str) -> None:
    """Keep one of two published sheets: the other is withdrawn, and its address leads to the one kept.

    Raises Refus, Invalide (`raison`), Conflit (one of them is not published any more).
    """
    propre = " ".join(raison.split())
    with ecrire() as tx:
        exiger("dedoublonner", personne)
        if not RAISON_MINI <= len(propre) <= RAISON_MAXI:
            raise Invalide(
                {
                    "raison": f"Dites en {RAISON_MINI} caractères au moins pourquoi c’est la même collaboration."
                }
            )
        if garde == ecarte or {_etat(tx, garde), _etat(tx, ecarte)} != {"publiee"}:
            raise Conflit(CHANGEE)
        a = maintenant()
        tx.executer(sql.RETIRER, id=ecarte, a=a)
        tx.executer(sql.REPORTER, garde=garde, ecarte=ecarte)
        tx.executer(sql.FUSIONNER, ecarte=ecarte, garde=garde, raison=propre, acteur=personne.acteur, a=a)
        _decider(tx, personne, (f"pratique:{garde}", f"pratique:{ecarte}"), MEMES, propre)
        suivre(tx, [ecarte])
        indexer(tx, [ecarte])
        journaliser(tx, personne.acteur, "fusionnee", "pratique", ecarte, {"dans": garde})


def annuler_la_fusion(personne: Personne, ecarte: str) -> None:
    """Publish again a sheet that was joined to another one. Raises Refus, Introuvable (not joined any more)."""
    with ecrire() as tx:
        exiger("dedoublonner", personne)
        ligne = tx.ligne(sql.FUSION, id=ecarte)
        if ligne is None:
            raise Introuvable("Cette fiche n’est plus réunie à une autre\u00a0: rechargez la page.")
        premiere, seconde = ordonnee(f"pratique:{ligne['garde']}", f"pratique:{ecarte}")
        tx.executer(sql.DEFUSIONNER, ecarte=ecarte)
        tx.executer(sql.OUBLIER, une=premiere, autre=seconde)
        tx.executer(sql.RETABLIR, id=ecarte, a=maintenant())
        rattacher(tx, ecarte)
        suivre(tx, [ecarte])
        indexer(tx, [ecarte])
        journaliser(tx, personne.acteur, "retablie", "pratique", ecarte, {"etait_dans": ligne["garde"]})


def _etat(tx: Transaction, identifiant: str) -> str | None:
    etat = tx.valeur(sql.ETAT, id=identifiant)
    return str(etat) if etat else None
