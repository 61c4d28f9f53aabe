"""Find in a text the words that made it an answer."""

from collections.abc import Iterator, Sequence

from observatoire.recherche.interpretation import Interpretation
from observatoire.recherche.pliage import Mot, composes, decouper, normaliser, racine


def surligner(texte: str, lue: Interpretation | None) -> list[tuple[str, bool]]:
    """Return the text in pieces: (piece, whether it is to be highlighted); put together, they are the text."""
    texte = normaliser(texte)
    if lue is None or not texte:
        return [(texte, False)] if texte else []
    morceaux, fin = [], 0
    for debut, suivante in _fondre(sorted(_places(texte, lue))):
        morceaux += [(texte[fin:debut], False), (texte[debut:suivante], True)]
        fin = suivante
    morceaux.append((texte[fin:], False))
    return [(morceau, marque) for morceau, marque in morceaux if morceau]


def _places(texte: str, lue: Interpretation) -> Iterator[tuple[int, int]]:
    mots = decouper(texte)
    racines = [racine(m.plie) for m in mots]
    for marque in lue.marques:
        taille = len(marque)
        for i in range(len(mots) - taille + 1):
            if tuple(racines[i : i + taille]) == marque:
                yield mots[i].debut, mots[i + taille - 1].fin
    for mot in mots:
        if lue.debuts and mot.plie.startswith(lue.debuts):
            yield mot.debut, mot.fin
    seules = {marque[0] for marque in lue.marques if len(marque) == 1}
    yield from _composes(composes(texte), seules)


def _composes(mots: Sequence[Mot], racines: set[str]) -> Iterator[tuple[int, int]]:
    """« co-formation » answers « coformation »."""
    return ((m.debut, m.fin) for m in mots if racine(m.plie) in racines)


def _fondre(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the places in order, those that touch or overlap as one."""
    debut = fin = -1
    for un, deux in places:
        if un > fin:
            if fin > 0:
                yield debut, fin
            debut, fin = un, deux
        else:
            fin = max(fin, deux)
    if fin > 0:
        yield debut, fin
