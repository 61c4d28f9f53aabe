"""Full-text search in French over published pratiques: an inverted index in ordinary tables, BM25 in SQL."""

from observatoire.recherche.indexation import indexer
from observatoire.recherche.interpretation import Interpretation, interpreter
from observatoire.recherche.pliage import formes, plier
from observatoire.recherche.sql import TROUVES, TROUVES_SANS_RANG

__all__ = ["TROUVES", "TROUVES_SANS_RANG", "Interpretation", "formes", "indexer", "interpreter", "plier"]
