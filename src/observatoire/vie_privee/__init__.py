"""Personal data in free texts: what identifies somebody, and what seems to tell of one person."""

from observatoire.vie_privee.identifiants import donnee_personnelle, identifiants
from observatoire.vie_privee.model import QUOI, Trouvaille
from observatoire.vie_privee.personnes import indices

__all__ = ["QUOI", "Trouvaille", "donnee_personnelle", "identifiants", "indices"]
