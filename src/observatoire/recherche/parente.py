"""Find the pratiques whose words are the nearest to a text's: any of its words counts, the rarest the most."""

from observatoire.recherche import sql, vocabulaire
from observatoire.recherche.demandes import Demandes
from observatoire.recherche.interpretation import AUTRE_FORME, EXACT, Interpretation
from observatoire.recherche.pliage import decouper, normaliser, racine
from observatoire.recherche.vocabulaire import Forme
from observatoire.store import Cursor

MOTS_AU_PLUS = 24
"""Of a text, the first ones; a title and its partners hold fewer."""
MOTS_AU_MOINS = 3
OCCURRENCES_AU_PLUS = 40_000
"""Lines of the index that are read: beyond, the words left are those that half the sheets hold, and tell little."""
_ORDRE = " order by score desc, id limit $au_plus"

Tape = tuple[str, list[Forme]]
"""A word of the text, folded, and the words of the index that stand for it."""


def parents(cur: Cursor, texte: str, au_plus: int) -> list[str]:
    """Return the ids of published pratiques near a text, the nearest first; none for a text without known word.

    From three words on, two at least must be held.
    """
    plies = list({mot.plie: None for mot in decouper(normaliser(texte))})[:MOTS_AU_PLUS]
    connus = vocabulaire.par_racine(cur, [racine(p) for p in plies])
    mots = _les_plus_rares(cur, [(p, connus[racine(p)]) for p in plies if racine(p) in connus])
    if not mots:
        return []
    demandes = Demandes()
    for groupe, (plie, formes) in enumerate(mots):
        for forme in formes:
            demandes.mot(groupe, [forme], EXACT if forme.plie == plie else AUTRE_FORME)
    tenus = 2 if len(plies) > 2 and len(mots) > 1 else 1
    trouves, params = Interpretation(demandes.toutes(), tenus=tenus).trouves()
    return [ligne["id"] for ligne in cur.lignes(trouves + _ORDRE, **params, au_plus=au_plus)]


def _les_plus_rares(cur: Cursor, mots: list[Tape]) -> list[Tape]:
    """Return the rarest words, MOTS_AU_MOINS at least, as many as OCCURRENCES_AU_PLUS allows."""
    mids = sorted({forme.mid for _, formes in mots for forme in formes})
    nombres = {x["mid"]: x["n"] for x in cur.lignes(sql.OCCURRENCES_DES_MOTS, mids=mids)} if mids else {}
    rares = sorted(mots, key=lambda mot: (_occurrences(mot, nombres), mot[0]))
    gardes: list[Tape] = []
    lus = 0
    for mot in rares:
        lus += _occurrences(mot, nombres)
        if len(gardes) >= MOTS_AU_MOINS and lus > OCCURRENCES_AU_PLUS:
            break
        gardes.append(mot)
    return gardes


def _occurrences(mot: Tape, nombres: dict[int, int]) -> int:
    return sum(nombres.get(forme.mid, 0) for forme in mot[1])
