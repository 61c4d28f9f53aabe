"""Read confirmations: what a link shows to its holder, where each partner of a sheet stands."""

from typing import Any

from observatoire.clock import maintenant
from observatoire.comptes.droits import Objet, motif_de_refus
from observatoire.comptes.model import Personne
from observatoire.confirmations import sql
from observatoire.confirmations.model import Invitation, PartenaireSuivi
from observatoire.confirmations.rules import etat_de, etat_du_partenaire
from observatoire.contributions import jetons
from observatoire.contributions.lecture import ligne_de, objet
from observatoire.errors import Introuvable
from observatoire.store import Cursor
from observatoire.territoires.normalisation import normaliser

LIEN_INCONNU = (
    "Ce lien ne mène à aucune demande. Vérifiez qu’il est entier, ou demandez-en un autre à la personne qui vous l’a "
    "envoyé."
)
PLUS_CITEE = (
    "La fiche ne cite plus votre structure, ou n’est plus publiée\u00a0: vous n’avez rien d’autre à faire."
)


def par_jeton(cur: Cursor, jeton: str) -> Invitation:
    """Return what a partner's link shows, whatever its state. Raises Introuvable."""
    ligne = cur.ligne(sql.PAR_EMPREINTE, empreinte=jetons.empreinte(jeton)) if jeton else None
    if ligne is None:
        raise Introuvable(LIEN_INCONNU)
    place = place_de(cur, ligne["pratique_id"], ligne["cle"])
    if place is None:
        raise Introuvable(PLUS_CITEE)
    return Invitation(
        **{nom: ligne[nom] for nom in ("id", "pratique_id", "titre", "resume", "expire_a")},
        **{nom: place[nom] for nom in ("nom", "cote", "role")},
        apporte=tuple(place["apporte"]),
        etat=etat_de(ligne["etat"], ligne["expire_a"], maintenant()),
    )


def cote_du_lien(cur: Cursor, jeton: str) -> tuple[str, str]:
    """Return (pratique id, side) of the partner behind a confirmation link, answered or not. Raises Introuvable.

    What a page needs to ask that partner the questions of its side; a partner who refused is asked nothing.
    """
    lue = par_jeton(cur, jeton)
    if lue.etat in ("refusee", "revoquee"):
        raise Introuvable(LIEN_INCONNU)
    return lue.pratique_id, lue.cote


def place_de(cur: Cursor, pratique_id: str, cle: str) -> dict[str, Any] | None:
    """Return a partner's row, found by its folded name."""
    lignes = cur.lignes(sql.PARTENAIRES, pratique_id=pratique_id)
    return next((p for p in lignes if normaliser(p["nom"]) == cle), None)


def attache(cur: Cursor, pratique_id: str, contribution_id: str, jeton: str) -> tuple[str | None, bool]:
    """Return (account, reached by link) of who asks, when theirs is the contribution that made this sheet."""
    if not contribution_id or cur.valeur(sql.CREATRICE, pratique_id=pratique_id) != contribution_id:
        return None, False
    droit = objet(ligne_de(cur, contribution_id), jeton)
    return droit.compte_id, droit.par_lien


def lister_partenaires(
    cur: Cursor, personne: Personne, pratique_id: str, *, contribution_id: str = "", jeton: str = ""
) -> list[PartenaireSuivi]:
    """Return the partners of a public sheet and where each stands: to moderation and to who deposited it, else none."""
    compte_id, par_lien = attache(cur, pratique_id, contribution_id, jeton)
    droit = Objet("sans_demande", compte_id, par_lien=par_lien)
    if motif_de_refus("inviter_partenaire", personne, droit) or not cur.valeur(
        sql.PUBLIQUE, pratique_id=pratique_id
    ):
        return []
    fins = {ligne["cle"]: ligne["expire_a"] for ligne in cur.lignes(sql.DERNIERES, pratique_id=pratique_id)}
    suivis = []
    for p in cur.lignes(sql.PARTENAIRES, pratique_id=pratique_id):
        fin = fins.get(normaliser(p["nom"]))
        etat = etat_du_partenaire(p["confirmation"], fin, maintenant())
        suivis.append(PartenaireSuivi(p["nom"], p["cote"], etat, fin))
    return suivis


def obstacle(
    cur: Cursor,
    personne: Personne,
    pratique_id: str,
    suivi: PartenaireSuivi,
    *,
    contribution_id: str = "",
    jeton: str = "",
) -> str | None:
    """Return why no link can be made for this partner, None when one can."""
    compte_id, par_lien = attache(cur, pratique_id, contribution_id, jeton)
    return motif_de_refus("inviter_partenaire", personne, Objet(suivi.etat, compte_id, par_lien=par_lien))
