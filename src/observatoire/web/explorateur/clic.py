"""What a click on the map asks: go down a level, choose, or clear. Pure functions on the question."""

from observatoire.pratiques import Recherche

_PLUS_BAS = {"pays": "region", "region": "departement", "departement": "epci", "epci": "commune"}
"""Map of counts that goes down one level inside a territory."""


def apres_clic(r: Recherche, identifiant: str, deja_choisi: bool, au_dessus: str = "") -> Recherche:
    """Return the question after a click on a mark or a territory; a second click clears it.

    A map of communes shows one département: it is what is asked again, given as `au_dessus`, once a commune is cleared.
    """
    if deja_choisi:
        return r.avec(territoire=au_dessus if r.carte == "commune" else "")
    return r.avec(territoire=identifiant, portee="", carte=_carte_dans(r.carte, identifiant))


def remonter(r: Recherche, identifiant: str) -> Recherche:
    """Return the question climbed to a territory that contains the one asked; '' is the whole country."""
    return r.avec(territoire=identifiant, carte=_carte_dans(r.carte, identifiant or "pays-FR"))


def _carte_dans(carte: str, identifiant: str) -> str:
    niveau = identifiant.partition("-")[0]
    return carte if carte == "points" else _PLUS_BAS.get(niveau, carte)
