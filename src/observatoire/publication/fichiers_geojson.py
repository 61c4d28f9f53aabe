"""GeoJSON (RFC 7946): one feature a pratique, its geometry null when it has no point."""

from collections.abc import Iterator
from typing import Any

from observatoire.publication.cellules import en_json
from observatoire.publication.lecture import Enregistrement
from observatoire.publication.mentions import (
    LICENCE,
    LICENCE_PRECISION,
    LICENCE_URL,
    LIMITES,
    TITRE,
    Mentions,
)
from observatoire.publication.ressources import PRATIQUES


def geojson(lots: Iterator[list[Enregistrement]], mentions: Mentions) -> Iterator[bytes]:
    """Yield the FeatureCollection; what it says of itself is its foreign member `metadonnees`."""
    yield f'{{"type":"FeatureCollection","metadonnees":{en_json(metadonnees(mentions))},"features":['.encode()
    virgule = ""
    for lot in lots:
        yield (virgule + ",\n".join(en_json(_objet(ligne)) for ligne in lot)).encode()
        virgule = ",\n" if lot else virgule
    yield b"]}\n"


def metadonnees(mentions: Mentions) -> dict[str, Any]:
    """Return what an export says of itself, as JSON."""
    dites = {
        "titre": TITRE,
        "licence": {"nom": LICENCE, "adresse": LICENCE_URL, "precision": LICENCE_PRECISION},
        "source": mentions.adresse,
        "extrait_le": mentions.extrait_le.isoformat(),
        "filtres": [{"nom": nom, "valeur": valeur} for nom, valeur in mentions.filtres],
        "nombre": mentions.nombre,
        "limites": LIMITES,
    }
    if mentions.demo_exclues:
        dites["avis"] = f"{mentions.avis_demo}."
    return dites


def _objet(ligne: Enregistrement) -> dict[str, Any]:
    point = None
    if ligne["lon"] is not None and ligne["lat"] is not None:
        point = {"type": "Point", "coordinates": [ligne["lon"], ligne["lat"]]}
    return {
        "type": "Feature",
        "id": ligne["id"],
        "geometry": point,
        "properties": {c.nom: ligne[c.nom] for c in PRATIQUES.des_fichiers},
    }
