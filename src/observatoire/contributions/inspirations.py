"""What a pratique comes from: sheets that are published, and never a circle."""

from collections.abc import Sequence

from observatoire.contributions import sql
from observatoire.contributions.model import ADAPTEE, LienSaisi
from observatoire.store import Cursor, Transaction

ABSENTE = "Une fiche citée n’est plus publiée\u00a0: retirez-la, ou citez-en une autre."
BOUCLE = (
    "Une fiche ne peut pas s’inspirer d’une pratique qui vient d’elle\u00a0: retirez ce lien, "
    "ou dites plutôt ce qui les rend différentes."
)


def adaptees(liens: Sequence[LienSaisi]) -> list[LienSaisi]:
    """Return the sheets that one comes from."""
    return [x for x in liens if x.lien == ADAPTEE]


def erreur(cur: Cursor, pratique_id: str | None, liens: Sequence[LienSaisi]) -> str:
    """Return what prevents these links, or an empty text: a sheet that nobody can read, or a circle."""
    ids = [x.pratique for x in liens]
    connues = {ligne["id"] for ligne in cur.lignes(sql.PUBLIEES, ids=ids)} if ids else set()
    return boucle(cur, pratique_id, liens) if connues.issuperset(ids) else ABSENTE


def boucle(cur: Cursor, pratique_id: str | None, liens: Sequence[LienSaisi]) -> str:
    """Return why these links would make a pratique come from itself, or an empty text; a new one cannot."""
    ids = [x.pratique for x in adaptees(liens)]
    if pratique_id is None or not ids:
        return ""
    ferme = pratique_id in ids or cur.valeur(sql.REMONTE, ids=ids, id=pratique_id) is not None
    return BOUCLE if ferme else ""


def ecrire_de(tx: Transaction, pratique_id: str, liens: Sequence[LienSaisi]) -> None:
    """Replace what a pratique comes from; what makes two of them different stays with the contribution."""
    tx.executer(sql.OUBLIER_INSPIRATIONS, id=pratique_id)
    tx.inserer(
        "base.inspiration",
        [
            {
                "pratique_id": pratique_id,
                "rang": rang,
                "source_id": x.pratique,
                "garde": x.garde or None,
                "change": x.change or None,
                "abandonne": x.abandonne or None,
            }
            for rang, x in enumerate(adaptees(liens), 1)
        ],
    )
