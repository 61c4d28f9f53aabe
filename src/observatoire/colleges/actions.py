"""Say who reads for which college, and give an opinion: the one that concludes decides in the same transaction."""

from observatoire.clock import maintenant
from observatoire.colleges import lecture, rules, sql
from observatoire.colleges.model import COLLEGES, Avis, Lecteur
from observatoire.comptes.droits import exiger
from observatoire.comptes.lecture import obtenir_compte
from observatoire.comptes.model import Personne
from observatoire.contributions.decisions import conclure
from observatoire.contributions.ecriture import ouvrir, relire
from observatoire.contributions.model import A_RELIRE, Contribution
from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.errors import Conflit, Invalide, Refus
from observatoire.journal import journaliser
from observatoire.settings import settings
from observatoire.store import ecrire

NOM_MAX = 120
SEUL = "La lecture à deux collèges n’est pas demandée ici\u00a0: décidez seul, ou demandez à l’administration de la régler."
PLUS_A_LIRE = "Cette contribution n’attend plus de lecture\u00a0: rechargez la page."


def nommer_lecteur(acteur: Personne, compte_id: str, college: str, structure: str = "") -> Lecteur:
    """Have an account read for a college, for the structure it belongs to. Raises Refus, Introuvable, Invalide."""
    exiger("gerer_comptes", acteur)
    propre = nettoyer_texte(structure)
    if college not in COLLEGES:
        raise Invalide({"college": f"Choisissez un collège\u00a0: {' ou '.join(COLLEGES)}."})
    if len(propre) > NOM_MAX or not propre.isprintable():
        raise Invalide({"structure": f"Écrivez le nom de la structure en {NOM_MAX} caractères au plus."})
    with ecrire() as tx:
        obtenir_compte(tx, compte_id)
        tx.executer(sql.NOMMER, compte_id=compte_id, college=college, structure=propre)
        journaliser(tx, acteur.acteur, "nomme_lecteur", "compte", compte_id, {"college": college})
        return Lecteur(compte_id, college, propre)


def oublier_lecteur(acteur: Personne, compte_id: str) -> None:
    """Have an account read for no college any more; the opinions it gave stay. Raises Refus, Introuvable."""
    exiger("gerer_comptes", acteur)
    with ecrire() as tx:
        obtenir_compte(tx, compte_id)
        tx.executer(sql.OUBLIER, compte_id=compte_id)
        journaliser(tx, acteur.acteur, "nomme_lecteur", "compte", compte_id, {"college": None})


def donner_avis(
    personne: Personne, identifiant: str, version: int, *, oui: bool, motif: str = ""
) -> Contribution:
    """Give one's opinion on a deposit; the opinion that concludes publishes it, or sends it back to its author.

    Raises Refus (no college, one's own structure, one's college has spoken…), Conflit, Invalide (`motif`; or, when it would
    publish, what the form's rules say).
    """
    with ecrire() as tx:
        lue = ouvrir(tx, "donner_avis", personne, identifiant, version)
        if not settings().two_colleges:
            raise Refus(SEUL)
        if lue.statut != A_RELIRE:
            raise Conflit(PLUS_A_LIRE)
        donnes, lecteur = lecture.avis_sur(tx, lue), lecture.lecteur(tx, personne.id)
        if refus := rules.obstacle(lecteur, donnes, [p.nom for p in lue.contenu.partenaires]):
            raise Refus(refus)
        if phrase := rules.faute(motif, oui=oui):
            raise Invalide({"motif": phrase})
        assert lecteur is not None
        propre = nettoyer_texte(motif, lignes=True)
        avis = Avis(lecteur.compte_id, lecteur.college, oui, propre, maintenant())
        tx.executer(
            sql.DONNER,
            id=lue.id,
            version=lue.version,
            rang=len(donnes) + 1,
            compte_id=avis.compte_id,
            college=avis.college,
            oui=avis.oui,
            motif=avis.motif,
            a=avis.a,
        )
        journaliser(
            tx,
            personne.acteur,
            "avis_donne",
            "contribution",
            lue.id,
            {"college": avis.college, "rang": len(donnes) + 1},
        )
        suite = rules.suite((*donnes, avis))
        if suite in (rules.PUBLIER, rules.RENDRE):
            return conclure(tx, personne, lue, suite, rules.motif_commun((*donnes, avis)))
        return relire(tx, lue.id)
