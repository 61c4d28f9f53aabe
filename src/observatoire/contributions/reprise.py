"""What the author of a reserved sheet does with it: change it, or withdraw it. Nobody else learns from it that it exists."""

from typing import Any

from observatoire.comptes.model import Personne
from observatoire.contributions import lecture, sql
from observatoire.contributions.actions import creer_brouillon, retirer_pratique
from observatoire.contributions.ecriture import ouvrir, relire
from observatoire.contributions.model import Contribution
from observatoire.errors import Conflit
from observatoire.store import Transaction, ecrire

PUBLIQUE = "Cette fiche est publique\u00a0: ouvrez-la et proposez une modification, ou demandez à la modération de la retirer."


def reprendre(
    personne: Personne, identifiant: str, version: int, *, jeton: str = ""
) -> tuple[Contribution, str]:
    """Begin an amendment of a reserved sheet from what is kept of it; return the draft with its own secret token.

    Raises Introuvable, Refus (not its author), Conflit (changed elsewhere, or public by now).
    """
    with ecrire() as tx:
        pratique = _reservee(tx, personne, identifiant, version, jeton)
        contenu = lecture.contenu_de_ligne(tx, pratique)
        return creer_brouillon(tx, personne, contenu, pratique["id"])


def retirer_reservee(personne: Personne, identifiant: str, version: int, *, jeton: str = "") -> Contribution:
    """Withdraw a reserved sheet: it is counted no more, and never shown. Raises Introuvable, Refus, Conflit."""
    with ecrire() as tx:
        pratique = _reservee(tx, personne, identifiant, version, jeton)
        retirer_pratique(tx, personne, pratique["id"])
        return relire(tx, identifiant)


def _reservee(
    tx: Transaction, personne: Personne, identifiant: str, version: int, jeton: str
) -> dict[str, Any]:
    """Return the row of the sheet that this contribution made, while it is reserved."""
    lue = ouvrir(tx, "reprendre_reservee", personne, identifiant, version, jeton=jeton)
    pratique = tx.ligne(sql.PRATIQUE, id=lue.pratique_id) if lue.pratique_id else None
    if pratique is None or lecture.etat_de_pratique(pratique) != "reservee":
        raise Conflit(PUBLIQUE)
    if tx.valeur(sql.CREATRICE, pratique_id=pratique["id"]) != lue.id:
        raise Conflit(PUBLIQUE)
    return pratique
