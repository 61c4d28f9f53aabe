"""What an author does: begin, save, deposit, withdraw. One transaction each: rights, state, version, write, journal."""

import uuid
from typing import Any

from observatoire import abus
from observatoire.clock import maintenant
from observatoire.comptes.droits import Objet, exiger, motif_de_refus
from observatoire.comptes.model import Personne
from observatoire.contributions import filet, inspirations, jetons, lecture, sql
from observatoire.contributions.ecriture import ouvrir, relire, reviser, textes
from observatoire.contributions.mise_en_ligne import retirer_de_la_ligne
from observatoire.contributions.model import A_RELIRE, BROUILLON, PUBLIEE, TRANSITIONS, Contenu, Contribution
from observatoire.contributions.nettoyage import nettoyer, nettoyer_texte
from observatoire.contributions.nouvelles import annoncer
from observatoire.contributions.rules import (
    TAILLE_BROUILLON,
    a_verifier,
    erreur_courriel,
    erreur_recours,
    erreurs,
    soupcons_de,
)
from observatoire.errors import Conflit, Introuvable, Invalide, NonEnregistre, Refus
from observatoire.journal import journaliser
from observatoire.store import Transaction, ecrire

_RECEPTION = (
    "Votre contribution est enregistrée, mais son accusé de réception n’a pas pu être écrit sur le disque. "
    "Déposez-la à nouveau dans un instant : elle ne sera pas en double."
)


def commencer_brouillon(
    personne: Personne,
    contenu: Contenu | None = None,
    *,
    pratique_id: str | None = None,
    provenance: abus.Provenance | None = None,
) -> tuple[Contribution, str]:
    """Create a draft, of a new pratique or of an amendment; return it with its secret token.

    `provenance` is None for a program of ours, which nothing bounds. Raises Refus when the person may not or too many
    come, Introuvable when the pratique to amend is not there.
    """
    if pratique_id is None:
        exiger("proposer", personne)
    with ecrire() as tx:
        depart = contenu or Contenu()
        if pratique_id is not None:
            _exiger_modifiable(tx, personne, pratique_id)
            depart = contenu or lecture.contenu_de_pratique(tx, personne, pratique_id)
        abus.laisser_passer(tx, personne, "commencer", provenance)
        return creer_brouillon(tx, personne, depart, pratique_id)


def creer_brouillon(
    tx: Transaction, personne: Personne, contenu: Contenu, pratique_id: str | None
) -> tuple[Contribution, str]:
    """Create a draft and return it with its secret token; rights are the caller's to check."""
    jeton, a, identifiant = jetons.nouveau(), maintenant(), uuid.uuid4().hex
    tx.executer(sql.OUBLIER_PERIMES, a=a)
    tx.executer(sql.OUBLIER_COURRIELS, a=a)
    tx.executer(
        sql.CREER,
        id=identifiant,
        statut=BROUILLON,
        pratique_id=pratique_id,
        **textes(contenu),
        compte_id=personne.id,
        jeton=jetons.empreinte(jeton),
        jeton_expire_a=a + jetons.DUREE,
        a=a,
    )
    journaliser(tx, personne.acteur, "commencee", "contribution", identifiant)
    return lecture.contribution(lecture.ligne_de(tx, identifiant)), jeton


def _exiger_modifiable(tx: Transaction, personne: Personne, pratique_id: str) -> None:
    """Raise Introuvable or Refus; nobody learns from it that a sheet is anonymous or under embargo."""
    pratique = tx.ligne(sql.PRATIQUE, id=pratique_id)
    etat = lecture.etat_de_pratique(pratique) if pratique else ""
    if pratique is None or (
        etat == "reservee" and motif_de_refus("modifier_pratique", personne, Objet(etat))
    ):
        raise Introuvable("Cette fiche n’existe pas : cherchez-la par son titre dans l’explorateur.")
    exiger("modifier_pratique", personne, Objet(etat))


def enregistrer_brouillon(
    personne: Personne, identifiant: str, version: int, contenu: Contenu, *, jeton: str = ""
) -> Contribution:
    """Keep what is typed so far, complete or not, in a draft or a correction; the state does not change.

    Raises Refus, Conflit (saved elsewhere meanwhile), Invalide (far too long). Not a fact for the journal: nobody
    else sees it, and a row for each would renew every cache.
    """
    with ecrire() as tx:
        lue = ouvrir(tx, "corriger", personne, identifiant, version, jeton=jeton)
        if len(contenu.to_json()) > TAILLE_BROUILLON:
            raise Invalide({"recit": "Ce brouillon est trop long pour être gardé : raccourcissez le récit."})
        tx.executer(sql.ENREGISTRER, id=lue.id, **textes(contenu), a=maintenant())
        return relire(tx, identifiant)


def donner_courriel(personne: Personne, identifiant: str, courriel: str, *, jeton: str = "") -> None:
    """Keep where the author wants the news, or forget it when empty; its version does not change.

    Raises Refus, Introuvable, Invalide (`courriel`).
    """
    propre = courriel.strip()
    if probleme := erreur_courriel(propre):
        raise Invalide({"courriel": probleme})
    with ecrire() as tx:
        droit = lecture.objet(lecture.ligne_de(tx, identifiant), jeton)
        exiger("corriger", personne, droit)
        tx.executer(sql.COURRIEL, id=identifiant, courriel=propre or None)


def deposer(
    personne: Personne,
    identifiant: str,
    version: int,
    contenu: Contenu,
    *,
    jeton: str = "",
    provenance: abus.Provenance | None = None,
) -> Contribution:
    """Hand a contribution to moderation; once this returns, it is on the disk twice.

    Depositing the same content again is the same deposit. Raises Invalide (every problem, by field), Refus (also when too
    many come: see `abus`), Conflit, NonEnregistre.
    """
    propre = nettoyer(contenu)
    with ecrire() as tx:
        ligne = lecture.ligne_de(tx, identifiant)
        droit = lecture.objet(ligne, jeton)
        if droit.appartenance(personne) != "autre" and _deja_deposee(ligne, propre):
            lue = lecture.contribution(ligne)
        else:
            lue = ouvrir(tx, "deposer", personne, identifiant, version, jeton=jeton)
            _exiger_complet(tx, contenu, propre, ligne["pratique_id"])
            abus.laisser_passer(tx, personne, "deposer", provenance)
            lue = _deposer(tx, personne, lue, propre, piege=provenance is not None and provenance.piege)
        tx.apres_validation(lambda: _accuser(lue, ligne["jeton"]))
    return lue


def _deja_deposee(ligne: dict[str, Any], contenu: Contenu) -> bool:
    return bool(ligne["statut"] == A_RELIRE and ligne["contenu"] == contenu.to_json())


def _exiger_complet(tx: Transaction, contenu: Contenu, propre: Contenu, pratique_id: str | None) -> None:
    problemes = erreurs(contenu)
    connus = {t["id"] for t in tx.lignes(sql.TERRITOIRES_CONNUS, ids=list(propre.territoires))}
    if "territoires" not in problemes and not connus.issuperset(propre.territoires):
        problemes["territoires"] = (
            "Un territoire n’est pas reconnu : retirez-le et choisissez-le dans la liste."
        )
    fichiers = {
        (f["id"], f["genre"]) for f in tx.lignes(sql.FICHIERS_CONNUS, ids=[p.fichier for p in propre.pieces])
    }
    if "pieces" not in problemes and not fichiers.issuperset((p.fichier, p.genre) for p in propre.pieces):
        problemes["pieces"] = (
            "Un fichier joint n’est plus là\u00a0: retirez-le de la liste et joignez-le à nouveau."
        )
    if "liens" not in problemes and (phrase := inspirations.erreur(tx, pratique_id, propre.liens)):
        problemes["liens"] = phrase
    if problemes:
        raise Invalide(problemes)


def _deposer(
    tx: Transaction, personne: Personne, lue: Contribution, propre: Contenu, *, piege: bool
) -> Contribution:
    a = maintenant()
    tx.executer(
        sql.DEPOSER,
        id=lue.id,
        statut=TRANSITIONS["deposer", lue.statut],
        **textes(propre),
        jeton_expire_a=a + jetons.DUREE,
        suspicion=len(soupcons_de(propre)) + (abus.SUSPECTE if piege else 0),
        donnee_personnelle=a_verifier(propre),
        a=a,
    )
    reviser(tx, personne, lue.id, None)
    deposee = relire(tx, lue.id)
    journaliser(tx, personne.acteur, "deposee", "contribution", lue.id, {"version": deposee.version})
    annoncer(tx, "recu", deposee)
    return deposee


def _accuser(deposee: Contribution, empreinte_du_jeton: str) -> None:
    accuse = filet.Accuse(
        contribution_id=deposee.id,
        version=deposee.version,
        contenu=deposee.contenu.to_json(),
        jeton=empreinte_du_jeton,
        jeton_expire_a=deposee.jeton_expire_a,
        pratique_id=deposee.pratique_id,
        compte_id=deposee.compte_id,
        cree_a=deposee.cree_a,
        deposee_a=deposee.deposee_a or deposee.maj_a,
    )
    try:
        filet.inscrire(accuse)
    except OSError as cause:
        raise NonEnregistre(_RECEPTION) from cause


def contester(
    personne: Personne, identifiant: str, version: int, texte: str, *, jeton: str = ""
) -> Contribution:
    """Appeal once against a refusal; somebody else than who refused will read it.

    Raises Refus (not one's own, or appealed already), Conflit, Invalide (no text).
    """
    with ecrire() as tx:
        lue = ouvrir(tx, "contester", personne, identifiant, version, jeton=jeton)
        if lue.recours is not None:
            raise Refus(lecture.DEJA_CONTESTEE)
        if probleme := erreur_recours(texte):
            raise Invalide({"recours": probleme})
        a, propre = maintenant(), nettoyer_texte(texte, lignes=True)
        tx.executer(
            sql.CONTESTER,
            id=lue.id,
            statut=TRANSITIONS["contester", lue.statut],
            recours=propre,
            juges=[lue.moderateur_id],
            jeton_expire_a=a + jetons.DUREE,
            a=a,
        )
        reviser(tx, personne, lue.id, propre)
        journaliser(tx, personne.acteur, "contestee", "contribution", lue.id, {"version": lue.version + 1})
        return relire(tx, lue.id)


def retirer(personne: Personne, identifiant: str, version: int, *, jeton: str = "") -> Contribution:
    """Withdraw a contribution; a published one takes its pratique out of what the public sees.

    Raises Refus, Conflit (also when the published contribution only amended the pratique).
    """
    with ecrire() as tx:
        lue = ouvrir(tx, "retirer", personne, identifiant, version, jeton=jeton)
        if lue.statut == PUBLIEE and lue.pratique_id is not None:
            if tx.valeur(sql.CREATRICE, pratique_id=lue.pratique_id) != lue.id or not _nee_ici(
                tx, lue.pratique_id
            ):
                raise Conflit(
                    "Cette contribution a seulement modifié la fiche : proposez une autre modification pour y revenir."
                )
            retirer_pratique(tx, personne, lue.pratique_id)
        else:
            _fermer(tx, personne, lue)
        return relire(tx, identifiant)


def retirer_pratique(tx: Transaction, personne: Personne, pratique_id: str) -> None:
    """Take a published pratique out of what the public sees, with the contribution that made it, if one did.

    Rights are the caller's to check (`retirer_pratique`).
    """
    retirer_de_la_ligne(tx, pratique_id)
    journaliser(tx, personne.acteur, "retiree", "pratique", pratique_id)
    creatrice = tx.valeur(sql.CREATRICE, pratique_id=pratique_id) if _nee_ici(tx, pratique_id) else None
    if creatrice is not None:
        _fermer(tx, personne, relire(tx, creatrice))


def _fermer(tx: Transaction, personne: Personne, lue: Contribution) -> None:
    tx.executer(sql.RETIRER, id=lue.id, statut=TRANSITIONS["retirer", lue.statut], a=maintenant())
    reviser(tx, personne, lue.id, None)
    journaliser(tx, personne.acteur, "retiree", "contribution", lue.id)


def _nee_ici(tx: Transaction, pratique_id: str) -> bool:
    pratique = tx.ligne(sql.PRATIQUE, id=pratique_id)
    return pratique is not None and pratique["origine"] == "contribution"
