"""Name readers, give files out, declare a conflict, mark, move to the next phase. One transaction each."""

import json
from collections.abc import Mapping

from observatoire import candidatures
from observatoire.appels import Appel, lire_termes
from observatoire.appels.lecture import objet as objet_appel
from observatoire.appels.lecture import un as un_appel
from observatoire.candidatures.actions import passer
from observatoire.candidatures.lecture import une as une_candidature
from observatoire.clock import maintenant
from observatoire.comptes.droits import exiger
from observatoire.comptes.lecture import trouver_par_email
from observatoire.comptes.model import Personne
from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.errors import Conflit, Introuvable, Invalide, Refus
from observatoire.instruction import sql
from observatoire.instruction.conflits import Repartition, obstacle
from observatoire.instruction.conflits import repartir as calculer
from observatoire.instruction.lecture import (
    RETIREE_DEPUIS,
    dossier_a_lire,
    objet,
    phase,
    relecteur_de,
    relecteurs,
    une,
)
from observatoire.instruction.model import (
    CONFLIT,
    DECISION,
    DEMANDEE,
    OUVERTE,
    PHASES,
    RENDUE,
    RETIREE,
    Relecture,
    Saisie,
)
from observatoire.instruction.notes import COLLEGES, Avis, erreurs
from observatoire.journal import journaliser
from observatoire.store import Transaction, ecrire

CHANGEE_AILLEURS = "Cette lecture a été modifiée ailleurs depuis que vous l’avez ouverte. Rien n’a été enregistré\u00a0: rechargez la page."
EN_DECISION = "La lecture est finie, on décide\u00a0: les avis ne changent plus."
COMPTE_INCONNU = (
    "Aucun compte n’a cette adresse\u00a0: demandez à l’administration de le créer, puis recommencez."
)
TEXTE_MAX = 3_000
EN_COURS = ("deposee", "en_relecture")
"""States of the applications that may be given to read."""


def nommer(  # noqa: PLR0917 - the request, in the order of the form
    personne: Personne, appel_id: str, courriel: str, college: str, siren: str = "", structure: str = ""
) -> None:
    """Name a reader for a college, found by the address of an account. Raises Introuvable, Refus, Invalide."""
    problemes = {}
    if college not in COLLEGES:
        problemes["college"] = "Choisissez un collège dans la liste."
    propre = nettoyer_texte(structure)
    if len(propre) > 140 or not propre.isprintable():
        problemes["structure"] = "Écrivez le nom de sa structure en 140 caractères au plus."
    try:
        numero = candidatures.lire_siren(siren)
    except ValueError as faute:
        problemes["siren"] = str(faute)
    if college != "usager" and not (siren.strip() or propre) and not problemes:
        problemes["structure"] = (
            "Dites d’où vient cette personne\u00a0: elle ne lira pas les dossiers de sa structure."
        )
    with ecrire() as tx:
        _ouvrir_appel(tx, personne, appel_id)
        compte = trouver_par_email(tx, courriel)
        if compte is None or not compte.actif:
            problemes["courriel"] = COMPTE_INCONNU
        if problemes or compte is None:
            raise Invalide(problemes)
        tx.executer(
            sql.NOMMER,
            appel_id=appel_id,
            compte_id=compte.id,
            college=college,
            siren=numero or None,
            structure=propre or None,
            a=maintenant(),
        )
        journaliser(
            tx,
            personne.acteur,
            "relecteur_nomme",
            "appel",
            appel_id,
            {"compte": compte.id, "college": college},
        )


def ecarter(personne: Personne, appel_id: str, compte_id: str) -> None:
    """Have somebody read this call no more; what they gave stays kept and never counts. Raises Introuvable, Refus."""
    with ecrire() as tx:
        _ouvrir_appel(tx, personne, appel_id)
        if compte_id not in {r.compte_id for r in relecteurs(tx, appel_id)}:
            raise Introuvable("Cette personne ne lit pas cet appel\u00a0: rechargez la page.")
        tx.executer(sql.ECARTER, appel_id=appel_id, compte_id=compte_id)
        tx.executer(sql.ECARTER_LECTURES, appel_id=appel_id, compte_id=compte_id, a=maintenant())
        journaliser(tx, personne.acteur, "relecteur_ecarte", "appel", appel_id, {"compte": compte_id})


def repartir(personne: Personne, appel_id: str, besoins: Mapping[str, int]) -> Repartition:
    """Give every deposited file its readers, `besoins` of each college, as evenly as conflicts allow; what is given stays.

    Files enter their reading. Raises Introuvable, Refus, Invalide (`besoins`).
    """
    if not any(n > 0 for n in besoins.values()):
        raise Invalide({"besoins": "Demandez un avis au moins par candidature."})
    with ecrire() as tx:
        appel = _ouvrir_appel(tx, personne, appel_id)
        _avant_la_decision(tx, appel_id)
        dossiers = [c for c in candidatures.lister_de_l_appel(tx, personne, appel) if c.etat in EN_COURS]
        lues = [Relecture.de_ligne(x) for x in tx.lignes(sql.RELECTURES, appel_id=appel_id)]
        donnees = {(r.candidature_id, r.compte_id) for r in lues if r.etat not in (CONFLIT, RETIREE)}
        ecartees = {(r.candidature_id, r.compte_id) for r in lues if r.etat in (CONFLIT, RETIREE)}
        rendu = calculer(
            [dossier_a_lire(c) for c in dossiers],
            [relecteur_de(r) for r in relecteurs(tx, appel_id) if r.actif],
            besoins,
            deja=donnees,
            ecartes=ecartees,
        )
        colleges = {r.compte_id: r.college for r in relecteurs(tx, appel_id)}
        for candidature_id, compte_id in rendu.lectures:
            if (candidature_id, compte_id) not in donnees:
                _demander(tx, candidature_id, compte_id, colleges[compte_id])
        for c in dossiers:
            if c.etat == "deposee" and any(d == c.id for d, _ in rendu.lectures):
                passer(tx, personne, c, "mettre_en_lecture", "mise_en_lecture")
        journaliser(
            tx, personne.acteur, "lectures_reparties", "appel", appel_id, {"lectures": len(rendu.lectures)}
        )
        return rendu


def confier(personne: Personne, candidature_id: str, compte_id: str) -> None:
    """Give one file to one reader by hand. Raises Introuvable, Refus (its own structure, not a reader), Conflit."""
    with ecrire() as tx:
        c = une_candidature(tx, candidature_id)
        _ouvrir_appel(tx, personne, c.appel_id)
        _avant_la_decision(tx, c.appel_id)
        if c.etat not in EN_COURS:
            raise Conflit("Cette candidature ne se lit pas en ce moment\u00a0: rechargez la page.")
        r = next((r for r in relecteurs(tx, c.appel_id) if r.compte_id == compte_id and r.actif), None)
        if r is None:
            raise Refus("Cette personne ne lit pas cet appel\u00a0: nommez-la d’abord.")
        if phrase := obstacle(relecteur_de(r), dossier_a_lire(c)):
            raise Refus(phrase)
        _demander(tx, candidature_id, compte_id, r.college)
        if c.etat == "deposee":
            passer(tx, personne, c, "mettre_en_lecture", "mise_en_lecture")
        journaliser(tx, personne.acteur, "lecture_confiee", "candidature", c.id, {"compte": compte_id})


def _demander(tx: Transaction, candidature_id: str, compte_id: str, college: str) -> None:
    tx.executer(
        sql.DEMANDER, candidature_id=candidature_id, compte_id=compte_id, college=college, a=maintenant()
    )


def declarer(
    personne: Personne, candidature_id: str, version: int, *, conflit: bool, lien: str = ""
) -> Relecture:
    """Say whether one has a tie with an application, before it opens; a conflict closes it for good and erases one's marks.

    It may be declared later too, when one finds out. Raises Introuvable, Refus, Conflit, Invalide (`lien`).
    """
    propre = nettoyer_texte(lien, lignes=True)
    if conflit and not 5 <= len(propre) <= 500:
        raise Invalide({"lien": "Dites le lien en quelques mots (de 5 à 500 caractères)."})
    with ecrire() as tx:
        lue = _ouvrir(tx, "declarer_conflit", personne, candidature_id, version)
        if not conflit and lue.etat != DEMANDEE:
            raise Conflit(CHANGEE_AILLEURS)
        etat = CONFLIT if conflit else OUVERTE
        cles = {"candidature_id": candidature_id, "compte_id": lue.compte_id}
        tx.executer(sql.DECLARER, **cles, etat=etat, lien=propre if conflit else None, a=maintenant())
        if conflit:
            tx.executer(sql.EFFACER_EN_CONFLIT, **cles)
        fait = "conflit_declare" if conflit else "sans_conflit"
        journaliser(tx, personne.acteur, fait, "candidature", candidature_id)
        return une(tx, candidature_id, lue.compte_id)


def enregistrer(personne: Personne, candidature_id: str, version: int, saisie: Saisie) -> Relecture:
    """Keep marks and comments as they are typed, finished or not; an opinion already given has to be given again.

    Raises Introuvable, Refus, Conflit, Invalide (too long).
    """
    return _ecrire_avis(personne, candidature_id, version, saisie, rendre=False)


def rendre(personne: Personne, candidature_id: str, version: int, saisie: Saisie) -> Relecture:
    """Give one's opinion. Raises Introuvable, Refus, Conflit, Invalide (by criterion, `recommandation`, `commentaire`)."""
    return _ecrire_avis(personne, candidature_id, version, saisie, rendre=True)


def _ecrire_avis(
    personne: Personne, candidature_id: str, version: int, saisie: Saisie, *, rendre: bool
) -> Relecture:
    with ecrire() as tx:
        lue = _ouvrir(tx, "donner_relecture", personne, candidature_id, version)
        appel = un_appel(tx, une_candidature(tx, candidature_id).appel_id)
        _avant_la_decision(tx, appel.id)
        if problemes := _problemes(lue, appel, saisie, rendre=rendre):
            raise Invalide(problemes)
        a = maintenant()
        tx.executer(
            sql.ECRIRE,
            candidature_id=candidature_id,
            compte_id=lue.compte_id,
            notes=json.dumps(dict(saisie.notes), sort_keys=True),
            commentaires=json.dumps(
                {k: nettoyer_texte(v, lignes=True) for k, v in saisie.commentaires.items()}, sort_keys=True
            ),
            recommandation=saisie.recommandation or None,
            commentaire=nettoyer_texte(saisie.commentaire, lignes=True) or None,
            note_privee=saisie.note_privee or None,
            etat=RENDUE if rendre else OUVERTE,
            rendue_a=a if rendre else None,
            a=a,
        )
        if rendre:
            journaliser(tx, personne.acteur, "relecture_rendue", "candidature", candidature_id)
        return une(tx, candidature_id, lue.compte_id)


def _problemes(lue: Relecture, appel: Appel, saisie: Saisie, *, rendre: bool) -> dict[str, str]:
    criteres = [c.nom for c in lire_termes(appel.contenu).criteres]
    problemes = {
        champ: f"Ce texte est trop long\u00a0: gardez {TEXTE_MAX} caractères au plus."
        for champ, texte in (
            *saisie.commentaires.items(),
            ("commentaire", saisie.commentaire),
            ("note_privee", saisie.note_privee),
        )
        if len(texte) > TEXTE_MAX
    }
    if inconnus := (set(saisie.notes) | set(saisie.commentaires)) - set(criteres):
        problemes["commentaire"] = (
            f"La grille n’a pas de critère «\u00a0{min(inconnus)}\u00a0»\u00a0: rechargez la page."
        )
    if rendre:
        avis = Avis(
            relecteur=lue.compte_id,
            college=lue.college,
            notes=saisie.notes,
            recommandation=saisie.recommandation,
        )
        problemes |= erreurs(avis, criteres)
    return problemes


def passer_a(personne: Personne, appel_id: str, suivante: str) -> None:
    """Move the reading of a call to its next phase; one never goes back. Raises Introuvable, Refus, Conflit."""
    with ecrire() as tx:
        _ouvrir_appel(tx, personne, appel_id)
        ordre = list(PHASES)
        rang = ordre.index(phase(tx, appel_id))
        if ordre[rang + 1 : rang + 2] != [suivante]:
            raise Conflit("La lecture est à une autre étape\u00a0: rechargez la page.")
        tx.executer(sql.CHANGER_PHASE, appel_id=appel_id, phase=suivante, a=maintenant())
        journaliser(tx, personne.acteur, "phase", "appel", appel_id, {"phase": suivante})
        if suivante == DECISION:
            appel = un_appel(tx, appel_id)
            for c in candidatures.lister_de_l_appel(tx, personne, appel):
                if c.etat == "en_relecture":
                    passer(tx, personne, c, "clore_lecture", "lecture_close")


def _avant_la_decision(tx: Transaction, appel_id: str) -> None:
    if phase(tx, appel_id) == DECISION:
        raise Refus(EN_DECISION)


def _ouvrir_appel(tx: Transaction, personne: Personne, appel_id: str) -> Appel:
    appel = un_appel(tx, appel_id)
    exiger("instruire_appel", personne, objet_appel(appel))
    return appel


def _ouvrir(tx: Transaction, verbe: str, personne: Personne, candidature_id: str, version: int) -> Relecture:
    lue = une(tx, candidature_id, personne.id or "")
    appel = un_appel(tx, une_candidature(tx, candidature_id).appel_id)
    exiger(verbe, personne, objet(lue, appel))
    if une_candidature(tx, candidature_id).etat == "retiree":
        raise Refus(RETIREE_DEPUIS)
    if lue.version != version:
        raise Conflit(CHANGEE_AILLEURS)
    return lue
