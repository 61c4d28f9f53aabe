"""What every verb on a contribution shares: open it under its rules, read it back, keep the revision."""

from observatoire.clock import maintenant
from observatoire.comptes.droits import exiger
from observatoire.comptes.model import Personne
from observatoire.contributions import lecture, sql
from observatoire.contributions.model import Contenu, Contribution
from observatoire.contributions.nettoyage import nettoyer_texte
from observatoire.contributions.rules import BORNES, transition_permise
from observatoire.errors import Conflit
from observatoire.store import Transaction

CHANGEE_AILLEURS = (
    "Cette contribution a été modifiée ailleurs depuis que vous l’avez ouverte (autre onglet, ou décision). "
    "Rien n’a été enregistré : rechargez la page pour voir la version à jour."
)


def ouvrir(
    tx: Transaction, verbe: str, personne: Personne, identifiant: str, version: int, *, jeton: str = ""
) -> Contribution:
    """Return the contribution that the verb may act on, as the screen last showed it.

    Raises Introuvable, Conflit (the screen's version is not the store's any more), Refus.
    """
    ligne = lecture.ligne_de(tx, identifiant)
    droit = lecture.objet(ligne, jeton)
    exiger("voir_contribution", personne, droit)
    if ligne["version"] != version:
        raise Conflit(CHANGEE_AILLEURS)
    exiger(verbe, personne, droit)
    if not transition_permise(verbe, ligne["statut"]):
        raise Conflit(CHANGEE_AILLEURS)
    return lecture.contribution(ligne)


def relire(tx: Transaction, identifiant: str) -> Contribution:
    """Return the contribution as the transaction now holds it."""
    return lecture.contribution(lecture.ligne_de(tx, identifiant))


def reviser(tx: Transaction, personne: Personne, identifiant: str, motif: str | None = None) -> None:
    """Keep the present state among the revisions."""
    tx.executer(sql.REVISER, id=identifiant, motif=motif, acteur=personne.acteur, a=maintenant())


def textes(contenu: Contenu) -> dict[str, str]:
    """Return the stored form of a content and the title to list it by, safe for any engine."""
    visible = "".join(c for c in nettoyer_texte(contenu.titre) if c.isprintable())
    return {"contenu": contenu.to_json(), "titre": visible[: BORNES["titre"].maxi]}
