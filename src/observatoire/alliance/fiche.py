"""What a published sheet says to the mixity check: what nobody told stays unknown."""

from observatoire.alliance.model import Dossier, Membre
from observatoire.pratiques.model import Pratique

COMPLETES = frozenset({"contribution", "demo"})
"""Origins whose author was asked for every partner; a page on the web may leave some out."""


def dossier_de(p: Pratique) -> Dossier:
    """Return a sheet as the check reads it; shares of the budget and seats are not recorded on sheets."""
    return Dossier(
        membres=tuple(
            Membre(
                nom=m.nom,
                cote=m.cote,
                role=m.role,
                siren=m.siren,
                confirme=True if m.confirmation == "confirmee" else None,
            )
            for m in p.partenaires
        ),
        liste_complete=p.origine in COMPLETES,
    )
