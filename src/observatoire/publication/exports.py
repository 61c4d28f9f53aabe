"""Make a file of exactly what a question selects, in its order."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext

from observatoire.errors import Invalide
from observatoire.pratiques import Recherche
from observatoire.publication.fichiers_csv import csv_francais, csv_technique
from observatoire.publication.fichiers_geojson import geojson
from observatoire.publication.fichiers_parquet import parquet
from observatoire.publication.fichiers_xlsx import PRATIQUES_AU_PLUS, xlsx
from observatoire.publication.lecture import Lecteur, Selection, lots, lots_de_partenaires, selectionner
from observatoire.publication.mentions import Mentions, mentionner
from observatoire.publication.model import Export
from observatoire.publication.ressources import FORMATS
from observatoire.store import Cursor


def exporter(cur: Cursor, recherche: Recherche, format: str, *, lecteur: Lecteur | None = None) -> Export:
    """Return the export of a question: every page of it, the demonstration's pratiques left out.

    The file is made as it is read. Its chunks are read with `cur`, or each with a cursor of its own when `lecteur`
    (`store.lire`) is given: then nothing of the store is held while a slow reader takes the file.
    Raises Invalide when the format does not exist or cannot hold so many pratiques.
    """
    if format not in FORMATS:
        raise Invalide(
            {"format": f"Le format « {format[:40]} » n’existe pas : choisissez parmi {', '.join(FORMATS)}."}
        )
    choix = selectionner(cur, recherche)
    if format == "xlsx" and len(choix.ids) > PRATIQUES_AU_PLUS:
        raise Invalide(
            {
                "format": f"Un classeur ne peut pas tenir {len(choix.ids)} pratiques : ajoutez un filtre, "
                "ou choisissez le format csv."
            }
        )
    mentions = mentionner(cur, recherche, len(choix.ids), choix.demo_exclues)
    choisi = FORMATS[format]
    return Export(
        nom=f"observatoire-pratiques-{mentions.extrait_le.isoformat()}.{choisi.extension}",
        type_mime=choisi.type_mime,
        nombre=len(choix.ids),
        demo_exclues=choix.demo_exclues,
        morceaux=_MORCEAUX[format](lecteur or (lambda: nullcontext(cur)), choix, mentions),
    )


def _xlsx(lecteur: Lecteur, choix: Selection, mentions: Mentions) -> Iterator[bytes]:
    return xlsx(lots(lecteur, choix.ids), lambda: lots_de_partenaires(lecteur, choix.ids), mentions)


_MORCEAUX: dict[str, Callable[[Lecteur, Selection, Mentions], Iterator[bytes]]] = {
    "csv": lambda lecteur, choix, mentions: csv_francais(lecteur, choix.ids, mentions),
    "csv-technique": lambda lecteur, choix, mentions: csv_technique(lecteur, choix.ids, mentions),
    "xlsx": _xlsx,
    "geojson": lambda lecteur, choix, mentions: geojson(lots(lecteur, choix.ids), mentions),
    "parquet": lambda lecteur, choix, mentions: parquet(lots(lecteur, choix.ids), mentions),
}
