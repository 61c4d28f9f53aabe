"""Find public structures while typing: by the beginning of a word of their name, or by their number."""

from observatoire.store import Cursor
from observatoire.structures import sql
from observatoire.structures.model import Proposition
from observatoire.structures.numeros import numero_de
from observatoire.territoires.normalisation import normaliser

ASSEZ = 3
"""Letters from which looking is worth it."""
PROPOSEES = 5


def proposer(cur: Cursor, texte: str, au_plus: int = PROPOSEES) -> list[Proposition]:
    """Return the structures that a text begins to name, or that have the number it says, the nearest first."""
    if numero_de(texte):
        return trouver_par_numero(cur, texte, au_plus)
    debut = normaliser(texte)
    if len(debut) < ASSEZ:
        return []
    return [Proposition(**ligne) for ligne in cur.lignes(sql.PAR_NOM, debut=debut, au_plus=au_plus)]


def trouver_par_numero(cur: Cursor, texte: str, au_plus: int = PROPOSEES) -> list[Proposition]:
    """Return the structures known under a number, none when it is not one."""
    lu = numero_de(texte)
    if lu is None:
        return []
    lues = cur.lignes(sql.PAR_NUMERO, genre=lu.genre, valeur=lu.valeur, au_plus=au_plus)
    return [Proposition(**ligne) for ligne in lues]
