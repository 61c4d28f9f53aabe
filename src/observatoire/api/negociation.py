"""Choose a format: what the address says, else what the Accept header prefers."""

from collections.abc import Mapping, Sequence

JSON = "application/json"


def choisir(accept: str, offerts: Mapping[str, str]) -> str | None:
    """Return the name of the format that an Accept header prefers among `offerts` (name → media type).

    The first offered wins a draw, and when nothing is asked. None when the header refuses them all.
    """
    demandes = _lire(accept)
    if not demandes:
        return next(iter(offerts))
    meilleur, poids_du_meilleur = None, 0.0
    for nom, media in offerts.items():
        poids = _poids(media, demandes)
        if poids > poids_du_meilleur:
            meilleur, poids_du_meilleur = nom, poids
    return meilleur


def _lire(accept: str) -> list[tuple[str, float]]:
    demandes = []
    for morceau in accept.split(","):
        media, *parametres = (p.strip().lower() for p in morceau.split(";"))
        if media:
            demandes.append((media, _q(parametres)))
    return demandes


def _q(parametres: Sequence[str]) -> float:
    for parametre in parametres:
        nom, _, valeur = parametre.partition("=")
        if nom.strip() == "q":
            try:
                return min(max(float(valeur), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _poids(media: str, demandes: Sequence[tuple[str, float]]) -> float:
    """Return the weight given to a media type: its own, else its family's, else everything's, else 0."""
    for motif in (media, f"{media.partition('/')[0]}/*", "*/*"):
        poids = [q for demande, q in demandes if demande == motif]
        if poids:
            return max(poids)
    return 0.0
