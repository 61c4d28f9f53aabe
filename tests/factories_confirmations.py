"""A published sheet with three partners to ask, one of whom its texts name too."""

from dataclasses import replace

from observatoire import confirmations
from observatoire.contributions import Contribution, PartenaireSaisi
from tests.factories_contributions import CONTENU, MODERATRICE, publiee

DISCRETE = "Zéphyrine Entraide"
"""The one who will refuse."""
MARMITE, TILLEULS = "La Marmite solidaire", "Centre social des Tilleuls"
TROIS = replace(
    CONTENU,
    resume=f"{CONTENU.resume} {DISCRETE.upper()} y prête son camion.",
    recit=f"{CONTENU.recit} Sans Zephyrine  Entraide, pas de livraison.",
    difficultes="Le camion de « zéphyrine-entraide » est tombé en panne.",
    a_refaire=f"Demander plus tôt à {DISCRETE}.",
    site="https://www.zephyrine-entraide.fr/cuisine",
    partenaires=(
        *CONTENU.partenaires,
        PartenaireSaisi(nom=DISCRETE, cote="autre", role="soutien", apporte=("materiel_logistique",)),
    ),
)


def fiche_de_trois() -> tuple[Contribution, str]:
    """Return the published contribution and its secret token."""
    return publiee(TROIS)


def lien_de(nom: str, pratique_id: str) -> str:
    """Return the token of a new link for a partner, made by moderation."""
    return confirmations.inviter(MODERATRICE, pratique_id, nom)
