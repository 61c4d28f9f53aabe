"""What is known of a territory: its pratiques, those that cover it from above, what ended, its structures."""

from observatoire.analyses.presence.lecture import compter, presence
from observatoire.analyses.presence.model import PORTEES, Arret, Partenaires, Presence, StructureLa

__all__ = ["PORTEES", "Arret", "Partenaires", "Presence", "StructureLa", "compter", "presence"]
