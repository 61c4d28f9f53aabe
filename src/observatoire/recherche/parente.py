"""Find the pratiques whose words are the nearest to a text's: any of its words counts, the rarest the most."""

from observatoire.recherche import vocabulaire
from observatoire.recherche.demandes import Demandes
from observatoire.recherche.interpretation import AUTRE_FORME, EXACT, Interpretation
from observatoire.recherche.pliage import decouper, normaliser, racine
from observatoire.store import Cursor

MOTS_AU_PLUS = 24
"""Of a text, the first ones; a title and its partners hold fewer."""
_ORDRE = " order by score desc, id limit $au_plus"


def parents(cur: Cursor, texte: str, au_plus: int) -> list[str]:
    """Return the ids of published pratiques near a text, the nearest first; none for a text without known word.

    From three words on, two at least must be held.
    """
    mots = list({mot.plie: mot for mot in decouper(normaliser(texte))}.values())[:MOTS_AU_PLUS]
    connus = vocabulaire.par_racine(cur, [racine(m.plie) for m in mots])
    demandes = Demandes()
    for groupe, mot in enumerate(mots):
        for forme in connus.get(racine(mot.plie), ()):
            demandes.mot(groupe, [forme], EXACT if forme.plie == mot.plie else AUTRE_FORME)
    if not demandes.mots:
        return []
    trouves, params = Interpretation(demandes.toutes(), tenus=2 if len(mots) > 2 else 1).trouves()
    return [ligne["id"] for ligne in cur.lignes(trouves + _ORDRE, **params, au_plus=au_plus)]
