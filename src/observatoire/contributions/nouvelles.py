"""Tell an author who left an address what becomes of a contribution, in the transaction of the fact."""

from urllib.parse import quote

from observatoire.clock import aujourd_hui
from observatoire.contributions.model import Contribution
from observatoire.contributions.rules import reservee
from observatoire.courrier import poster
from observatoire.settings import settings
from observatoire.store import Transaction


def annoncer(tx: Transaction, modele: str, lue: Contribution) -> None:
    """Post the message of a model; nothing without an address. The same state is told once."""
    faits = {
        "titre": lue.contenu.titre,
        "motif": lue.motif or "",
        "lien": _lien(lue),
        "reserve": lue.contenu.publication if reservee(lue.contenu, aujourd_hui()) else "",
    }
    cle = f"{modele} {lue.id} {lue.version}"
    poster(tx, modele, lue.courriel, faits, objet_type="contribution", objet_id=lue.id, cle=cle)


def _lien(lue: Contribution) -> str:
    """Return where the published sheet is; nothing for one that is not shown under its names."""
    if lue.pratique_id is None or reservee(lue.contenu, aujourd_hui()):
        return ""
    return f"{settings().public_url}/pratique?id={quote(lue.pratique_id, safe='')}"
