"""Read freshness: what an author sees of their sheet, what a reminder's link shows."""

from observatoire.clock import maintenant
from observatoire.comptes.droits import motif_de_refus
from observatoire.comptes.model import Personne
from observatoire.contributions import jetons
from observatoire.contributions.lecture import ligne_de, objet
from observatoire.errors import Introuvable
from observatoire.fraicheur import sql
from observatoire.fraicheur.model import Demande, Suivi
from observatoire.fraicheur.rules import etat_du_lien
from observatoire.store import Cursor

LIEN_INCONNU = (
    "Ce lien ne sert plus\u00a0: un rappel plus récent l’a remplacé, ou la fiche n’est plus publiée. "
    "Pour dire ce qui a changé, ouvrez la fiche et proposez une modification."
)


def suivre(cur: Cursor, personne: Personne, contribution_id: str, *, jeton: str = "") -> Suivi | None:
    """Return the freshness of the sheet that a contribution made; None when it made none or is not this person's to follow."""
    if motif_de_refus("suivre_fraicheur", personne, objet(ligne_de(cur, contribution_id), jeton)):
        return None
    ligne = cur.ligne(sql.DE_CONTRIBUTION, contribution_id=contribution_id)
    return Suivi(**ligne) if ligne else None


def par_lien(cur: Cursor, jeton: str) -> Demande:
    """Return what a reminder's link shows, whatever its state. Raises Introuvable."""
    ligne = cur.ligne(sql.PAR_EMPREINTE, empreinte=jetons.empreinte(jeton)) if jeton else None
    if ligne is None:
        raise Introuvable(LIEN_INCONNU)
    etat = etat_du_lien(ligne["expire_a"], ligne["repondue_a"], maintenant())
    return Demande(ligne["pratique_id"], ligne["titre"], etat, ligne["confirmee_le"])
