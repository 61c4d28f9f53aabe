"""Read applications: by a secret link, by an account, by the funder of the call once deposited."""

from typing import Any

from observatoire.appels import Appel
from observatoire.appels.lecture import un as un_appel
from observatoire.candidatures import sql
from observatoire.candidatures.model import Candidature, ContenuCandidature, Recu, Signature
from observatoire.comptes.droits import Objet, motif_de_refus
from observatoire.comptes.model import Personne
from observatoire.contributions import jetons
from observatoire.errors import Introuvable
from observatoire.store import Cursor

LIEN_INCONNU = (
    "Ce lien ne mène à aucune candidature. Vérifiez qu’il est entier, ou demandez-en un autre à la personne qui vous l’a "
    "envoyé."
)
_CHAMPS = (
    "id", "appel_id", "etat", "compte_id", "version", "cree_a", "maj_a", "deposee_a", "empreinte", "demande_eur",
    "complement", "complement_avant",
)  # fmt: skip


def composer(cur: Cursor, lignes: list[dict[str, Any]]) -> list[Candidature]:
    """Return applications from their rows, each with its signatures."""
    membres = cur.lignes(sql.MEMBRES, ids=[x["id"] for x in lignes]) if lignes else []
    par_id: dict[str, list[Signature]] = {}
    for m in membres:
        par_id.setdefault(m.pop("candidature_id"), []).append(Signature(**m))
    return [
        Candidature(
            **{nom: ligne[nom] for nom in _CHAMPS},
            contenu=ContenuCandidature.from_json(ligne["contenu"]),
            signatures=tuple(par_id.get(ligne["id"], ())),
        )
        for ligne in lignes
    ]


def une(cur: Cursor, identifiant: str) -> Candidature:
    """Return an application whatever its state; rights are the caller's to check. Raises Introuvable."""
    lignes = cur.lignes(sql.UNE, id=identifiant)
    if not lignes:
        raise Introuvable(LIEN_INCONNU)
    return composer(cur, lignes)[0]


def cle_du_jeton(cur: Cursor, identifiant: str, jeton: str) -> str | None:
    """Return what a secret link opens in an application: `""` for who writes it, a partner's key, None for nothing."""
    if not jeton:
        return None
    empreinte = jetons.empreinte(jeton)
    ecrit = cur.ligne(sql.PAR_JETON, jeton=empreinte)
    if ecrit is not None and ecrit["id"] == identifiant:
        return ""
    membre = cur.ligne(sql.PAR_JETON_DE_MEMBRE, jeton=empreinte)
    return membre["cle"] if membre is not None and membre["candidature_id"] == identifiant else None


def objet(lue: Candidature, appel: Appel, cle: str | None) -> Objet:
    """Return what the rights need to know; `cle` is what the person's link opens (`cle_du_jeton`)."""
    return Objet(
        lue.etat, lue.compte_id, par_lien=cle == "", membre=bool(cle), financeur_id=appel.compte_id or None
    )


def obtenir(
    cur: Cursor, personne: Personne, identifiant: str, *, jeton: str = ""
) -> tuple[Candidature, Appel]:
    """Return an application that the person may see, and its call. Raises Introuvable (also where it may not: nothing is said)."""
    lue = une(cur, identifiant)
    appel = un_appel(cur, lue.appel_id)
    if motif_de_refus("voir_candidature", personne, objet(lue, appel, cle_du_jeton(cur, lue.id, jeton))):
        raise Introuvable(LIEN_INCONNU)
    return lue, appel


def par_jeton(cur: Cursor, jeton: str) -> tuple[Candidature, Appel, str]:
    """Return what a secret link opens: the application, its call, and the partner's key (`""` for who writes). Raises Introuvable."""
    empreinte = jetons.empreinte(jeton) if jeton else ""
    ligne = cur.ligne(sql.PAR_JETON, jeton=empreinte)
    membre = None if ligne else cur.ligne(sql.PAR_JETON_DE_MEMBRE, jeton=empreinte)
    if ligne is None and membre is None:
        raise Introuvable(LIEN_INCONNU)
    lue = une(cur, ligne["id"] if ligne else membre["candidature_id"])  # type: ignore[index]
    return lue, un_appel(cur, lue.appel_id), membre["cle"] if membre else ""


def lister_miennes(cur: Cursor, personne: Personne) -> list[Candidature]:
    """Return the applications that a signed-in person began, the last changed first."""
    return composer(cur, cur.lignes(sql.DE_COMPTE, compte_id=personne.id)) if personne.id else []


def lister_de_l_appel(cur: Cursor, personne: Personne, appel: Appel) -> list[Candidature]:
    """Return what was deposited to a call, in order of deposit; nothing to who did not write the call."""
    droit = Objet("deposee", financeur_id=appel.compte_id or None)
    if motif_de_refus("voir_candidature", personne, droit):
        return []
    return composer(cur, cur.lignes(sql.D_UN_APPEL, appel_id=appel.id))


def autres_de_la_structure(cur: Cursor, personne: Personne, lue: Candidature) -> list[Candidature]:
    """Return the other applications of the same structures (SIREN) to the calls that the person writes, newest first."""
    sirens = [s.siren for s in lue.signatures if s.siren]
    if not sirens or personne.id is None:
        return []
    lignes = cur.lignes(sql.DE_STRUCTURE, sirens=sirens, compte_id=personne.id)
    return [c for c in composer(cur, lignes) if c.id != lue.id]


def recus(cur: Cursor, identifiant: str) -> list[Recu]:
    """Return the receipts of every deposit, the first one first; rights are the caller's."""
    return [Recu(identifiant, x["depose_a"], x["empreinte"]) for x in cur.lignes(sql.DEPOTS, id=identifiant)]
