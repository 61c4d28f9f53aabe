"""GeoParquet 1.1: typed columns, lists and points, for data tools and geographic systems; made chunk by chunk."""

import io
import json
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from observatoire.publication.fichiers_geojson import metadonnees
from observatoire.publication.lecture import Enregistrement
from observatoire.publication.mentions import Mentions
from observatoire.publication.model import Colonne
from observatoire.publication.ressources import PRATIQUES, RESSOURCES

if TYPE_CHECKING:
    import pyarrow as pa

GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
"""What the standard asks; without `crs`, coordinates are longitude and latitude (OGC:CRS84)."""


def parquet(lots: Iterator[list[Enregistrement]], mentions: Mentions) -> Iterator[bytes]:
    """Yield the file; what it says of itself is the key `observatoire` of its metadata, as JSON."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(mentions)
    sortie = _Sortie()
    with pq.ParquetWriter(pa.PythonFile(sortie, mode="w"), schema, compression="zstd") as ecriture:
        for lot in lots:
            ecriture.write_table(pa.Table.from_pylist([_rangee(e) for e in lot], schema=schema))
            yield sortie.prendre()
    yield sortie.prendre()


class _Sortie(io.RawIOBase):
    """A file to write that lets go of what was written, and still counts from its beginning."""

    def __init__(self) -> None:
        self._morceaux: list[bytes] = []
        self._ecrits = 0

    def writable(self) -> bool:
        """Tell that it takes bytes."""
        return True

    def write(self, octets: Any) -> int:
        """Keep bytes until they are taken."""
        morceau = bytes(octets)
        self._morceaux.append(morceau)
        self._ecrits += len(morceau)
        return len(morceau)

    def tell(self) -> int:
        """Return how many bytes were ever written."""
        return self._ecrits

    def prendre(self) -> bytes:
        """Return what was written since last time."""
        morceau = b"".join(self._morceaux)
        self._morceaux.clear()
        return morceau


def _schema(mentions: Mentions) -> "pa.Schema":
    import pyarrow as pa

    champs = [pa.field(c.nom, _type(c), nullable=not c.requise) for c in PRATIQUES.des_fichiers]
    dites = {"geo": GEO, "observatoire": metadonnees(mentions)}
    return pa.schema([*champs, pa.field("geometry", pa.binary())]).with_metadata(
        {nom: json.dumps(valeur, ensure_ascii=False) for nom, valeur in dites.items()}
    )


def _type(colonne: Colonne) -> "pa.DataType":
    import pyarrow as pa

    simples = {
        "texte": pa.string(),
        "entier": pa.int64(),
        "nombre": pa.float64(),
        "date": pa.date32(),
        "instant": pa.timestamp("us", tz="UTC"),
        "booleen": pa.bool_(),
    }
    if colonne.type == "objets":
        objet = RESSOURCES[colonne.ressource or ""]
        dedans = pa.struct([(c.nom, _type(c)) for c in objet.colonnes if c.nom != "pratique_id"])
    else:
        dedans = simples[colonne.type]
    return pa.list_(dedans) if colonne.liste else dedans


def _rangee(enregistrement: Enregistrement) -> dict[str, Any]:
    lon, lat = enregistrement["lon"], enregistrement["lat"]
    point = None if lon is None or lat is None else struct.pack("<BIdd", 1, 1, lon, lat)
    return {c.nom: enregistrement[c.nom] for c in PRATIQUES.des_fichiers} | {"geometry": point}
