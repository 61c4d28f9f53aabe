"""Read reports: moderation only."""

from observatoire.comptes.droits import Objet, exiger, motif_de_refus
from observatoire.comptes.model import Personne
from observatoire.errors import Introuvable
from observatoire.signalements import sql
from observatoire.signalements.model import Signalement
from observatoire.store import Cursor

TAILLE_PAGE = 20


def un(cur: Cursor, identifiant: str) -> Signalement:
    """Return a report, rights unchecked. Raises Introuvable."""
    ligne = cur.ligne(sql.UN, id=identifiant)
    if ligne is None:
        raise Introuvable("Ce signalement n’existe pas\u00a0: revenez à la liste.")
    return Signalement(**ligne)


def obtenir(cur: Cursor, personne: Personne, identifiant: str) -> Signalement:
    """Return a report to moderation. Raises Refus, Introuvable."""
    exiger("voir_signalements", personne)
    return un(cur, identifiant)


def lister(cur: Cursor, personne: Personne, *, ouverts: bool = True, page: int = 1) -> list[Signalement]:
    """Return the reports that wait, the oldest first, or those answered, the newest first."""
    exiger("voir_signalements", personne)
    requete = sql.OUVERTS if ouverts else sql.DECIDES
    lignes = cur.lignes(requete, taille=TAILLE_PAGE, depart=(page - 1) * TAILLE_PAGE)
    return [Signalement(**ligne) for ligne in lignes]


def compter_ouverts(cur: Cursor, personne: Personne) -> int:
    """Return how many wait."""
    exiger("voir_signalements", personne)
    return int(cur.valeur(sql.NOMBRE_OUVERTS))


def obstacle(personne: Personne, lu: Signalement) -> str | None:
    """Return why the person cannot answer this report, None when they can."""
    return motif_de_refus("traiter_signalement", personne, Objet(lu.etat))
