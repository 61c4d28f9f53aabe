"""Full-text search in French over published pratiques: an inverted index in ordinary tables, BM25 in SQL."""

from observatoire.recherche.indexation import indexer, mettre_a_niveau
from observatoire.recherche.interpretation import Interpretation, interpreter
from observatoire.recherche.phrases import dire
from observatoire.recherche.pliage import formes
from observatoire.recherche.surlignage import surligner

__all__ = ["Interpretation", "dire", "formes", "indexer", "interpreter", "mettre_a_niveau", "surligner"]
