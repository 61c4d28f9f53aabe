"""Read the reading of a call: its phase, its readers, what each was asked, and the files with the opinions that count."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from observatoire import candidatures
from observatoire.appels import Appel, lire_termes
from observatoire.appels.lecture import un as un_appel
from observatoire.candidatures import Candidature
from observatoire.candidatures.lecture import une as une_candidature
from observatoire.candidatures.model import RETIREE as RETRAIT
from observatoire.comptes.droits import Objet, motif_de_refus
from observatoire.comptes.model import Personne
from observatoire.errors import Introuvable
from observatoire.instruction import sql
from observatoire.instruction.conflits import DossierALire, Relecteur
from observatoire.instruction.model import CONFLIT, INDIVIDUEL, RENDUE, RETIREE, RelecteurNomme, Relecture
from observatoire.instruction.notes import Avis, Synthese, poids_de, synthese
from observatoire.instruction.visibilite import (
    AUTRE,
    INSTRUCTEUR,
    LECTEUR,
    a_l_aveugle,
    avis_a_l_aveugle,
    sans_note_privee,
    visible,
)
from observatoire.store import Cursor

RIEN_A_LIRE = "Cette candidature ne vous est pas confiée\u00a0: demandez à qui instruit l’appel de vous la donner à lire."

RETIREE_DEPUIS = (
    "Cette candidature a été retirée par ceux qui l’ont déposée\u00a0: il n’y a plus rien à lire."
)


@dataclass(frozen=True, slots=True)
class Rangee:
    """One file of the whole table: the application, its readings, what they make together."""

    candidature: Candidature
    relectures: tuple[Relecture, ...]
    synthese: Synthese


def phase(cur: Cursor, appel_id: str) -> str:
    """Return where the reading of a call is; `individuel` while nobody changed it."""
    return cur.valeur(sql.PHASE, appel_id=appel_id) or INDIVIDUEL


def relecteurs(cur: Cursor, appel_id: str) -> list[RelecteurNomme]:
    """Return the readers of a call, those put aside included; rights are the caller's."""
    return [RelecteurNomme(**ligne) for ligne in cur.lignes(sql.RELECTEURS, appel_id=appel_id)]


def objet(lue: Relecture, appel: Appel) -> Objet:
    """Return what the rights need to know of a reading."""
    return Objet(lue.etat, lue.compte_id, financeur_id=appel.compte_id or None)


def une(cur: Cursor, candidature_id: str, compte_id: str) -> Relecture:
    """Return a reading; rights are the caller's. Raises Introuvable."""
    ligne = cur.ligne(sql.UNE, candidature_id=candidature_id, compte_id=compte_id)
    if ligne is None:
        raise Introuvable(RIEN_A_LIRE)
    return Relecture.de_ligne(ligne)


def a_lire(cur: Cursor, personne: Personne) -> list[Relecture]:
    """Return what a reader was asked to read, the first asked first."""
    if personne.id is None:
        return []
    ids = [x["candidature_id"] for x in cur.lignes(sql.DE_COMPTE, compte_id=personne.id)]
    return [une(cur, i, personne.id) for i in ids]


def ouvrir_le_dossier(
    cur: Cursor, personne: Personne, candidature_id: str
) -> tuple[Candidature, Appel, Relecture]:
    """Return a file to its reader, once the absence of a conflict is declared. Raises Introuvable (nothing is said otherwise)."""
    lue = une(cur, candidature_id, personne.id or "")
    candidature = une_candidature(cur, candidature_id)
    appel = un_appel(cur, candidature.appel_id)
    if motif_de_refus("lire_dossier", personne, objet(lue, appel)):
        raise Introuvable(RIEN_A_LIRE)
    if candidature.etat == RETRAIT:
        raise Introuvable(RETIREE_DEPUIS)
    return a_l_aveugle(candidature) if appel.contenu.aveugle else candidature, appel, lue


def appel_de(cur: Cursor, candidature_id: str) -> Appel:
    """Return the call of an application; rights are the caller's. Raises Introuvable."""
    return un_appel(cur, une_candidature(cur, candidature_id).appel_id)


def avis_des_autres(cur: Cursor, personne: Personne, candidature_id: str) -> list[Relecture]:
    """Return the opinions of others that a person may see of a file, without their private notes."""
    appel = appel_de(cur, candidature_id)
    toutes = [
        Relecture.de_ligne(x)
        for x in cur.lignes(sql.RELECTURES, appel_id=appel.id)
        if x["candidature_id"] == candidature_id
    ]
    sienne = next((r for r in toutes if r.compte_id == personne.id), None)
    qui = AUTRE if sienne is None else LECTEUR
    if personne.id is not None and personne.id == appel.compte_id:
        qui = INSTRUCTEUR
    ou, a_rendu = phase(cur, appel.id), sienne is not None and sienne.etat == RENDUE
    vus = [
        sans_note_privee(r)
        for r in toutes
        if r.compte_id != personne.id and visible(qui, ou, r, sien=False, a_rendu=a_rendu)
    ]
    if qui == INSTRUCTEUR or not appel.contenu.aveugle:
        return vus
    return [avis_a_l_aveugle(r, une_candidature(cur, candidature_id)) for r in vus]


def table(cur: Cursor, personne: Personne, appel: Appel) -> list[Rangee]:
    """Return every deposited file of a call that was not withdrawn, with its opinions, to who wrote the call; nothing to anybody else."""
    deposees = [c for c in candidatures.lister_de_l_appel(cur, personne, appel) if c.etat != RETRAIT]
    par_dossier: dict[str, list[Relecture]] = {}
    for ligne in cur.lignes(sql.RELECTURES, appel_id=appel.id) if deposees else []:
        lue = Relecture.de_ligne(ligne)
        par_dossier.setdefault(lue.candidature_id, []).append(lue)
    poids = poids_de(lire_termes(appel.contenu).criteres)
    seuls = phase(cur, appel.id) == INDIVIDUEL
    return [_rangee(c, par_dossier.get(c.id, []), poids, seuls=seuls) for c in deposees]


def _rangee(c: Candidature, lues: list[Relecture], poids: Mapping[str, int], *, seuls: bool) -> Rangee:
    """Make a row; while everybody reads alone, it tells how far the reading is and nothing of the marks."""
    actives = [r for r in lues if r.etat != RETIREE]
    demandes = [r.compte_id for r in actives]
    avis = [avis_de(r) for r in actives if r.etat in (RENDUE, CONFLIT)]
    faite = synthese(avis, poids, demandes)
    if seuls:
        return Rangee(c, (), replace(synthese([], poids), avancement=faite.avancement))
    return Rangee(c, tuple(sans_note_privee(r) for r in actives), faite)


def avis_de(lue: Relecture) -> Avis:
    """Return a reading as the rules of marks read it."""
    return Avis(
        relecteur=lue.compte_id,
        college=lue.college,
        notes=lue.saisie.notes,
        recommandation=lue.saisie.recommandation,
        conflit=lue.etat == CONFLIT,
    )


def dossier_a_lire(c: Candidature) -> DossierALire:
    """Return what tells who may not read an application."""
    return DossierALire(
        id=c.id,
        titre=c.contenu.titre,
        sirens=frozenset(s.siren for s in c.signatures if s.siren),
        structures=frozenset(m.nom for m in c.contenu.membres if m.nom),
    )


def relecteur_de(r: RelecteurNomme) -> Relecteur:
    """Return a reader as the rules of conflicts read it."""
    return Relecteur(id=r.compte_id, college=r.college, siren=r.siren or "", structure=r.structure or "")
