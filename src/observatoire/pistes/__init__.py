"""The pistes: what the workshops of 13 December 2021 proposed to do, by family, and the pratiques that do it."""

from observatoire.pistes.lecture import compter, lister
from observatoire.pistes.model import Bilan, Famille, Piste, Realisation

__all__ = ["Bilan", "Famille", "Piste", "Realisation", "compter", "lister"]
