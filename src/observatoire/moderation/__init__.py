"""What waits for moderation, in the order to read it, and what is done to several at once."""

from observatoire.moderation.actions import AVEC_MOTIF, EN_LOT_AU_PLUS, GESTES, Issue, agir_en_lot
from observatoire.moderation.lecture import lire_file, lister_delais
from observatoire.moderation.model import ATTENTE_LONGUE, RAISONS, TAILLE_PAGE, Delai, EnAttente, File

__all__ = [
    "ATTENTE_LONGUE",
    "AVEC_MOTIF",
    "EN_LOT_AU_PLUS",
    "GESTES",
    "RAISONS",
    "TAILLE_PAGE",
    "Delai",
    "EnAttente",
    "File",
    "Issue",
    "agir_en_lot",
    "lire_file",
    "lister_delais",
]
