"""The public perimeter: each public resource declared once; exports, schemas and dictionary follow."""

from observatoire.publication.data_inclusion import structures_data_inclusion
from observatoire.publication.diagnostics import detailler_diagnostic, lister_diagnostics, trouver_diagnostic
from observatoire.publication.exports import exporter
from observatoire.publication.indicateurs import (
    detailler_territoire,
    lister_indicateurs,
    lister_valeurs,
    obtenir_indicateur,
)
from observatoire.publication.lecture import Page, enregistrements, lire_page, selectionner
from observatoire.publication.mentions import (
    LICENCE,
    LICENCE_URL,
    LIMITES,
    Fraicheur,
    Mentions,
    en_mots,
    fraicheur,
)
from observatoire.publication.model import Colonne, Export, Format, Ressource
from observatoire.publication.ressource_diagnostics import DIAGNOSTICS
from observatoire.publication.ressource_indicateurs import INDICATEURS, VALEURS
from observatoire.publication.ressource_voix import VOIX
from observatoire.publication.ressource_zones import ZONES
from observatoire.publication.ressources import FORMATS, PRATIQUES, RESSOURCES, TERRITOIRES
from observatoire.publication.schemas import json_schema, table_schema
from observatoire.publication.territoires import lister_territoires, trouver_territoire
from observatoire.publication.voix import csv_des_voix, lister_voix
from observatoire.publication.zones import LIMITES_DES_ZONES, csv_des_zones, lire_zones

__all__ = [
    "DIAGNOSTICS",
    "FORMATS",
    "INDICATEURS",
    "LICENCE",
    "LICENCE_URL",
    "LIMITES",
    "LIMITES_DES_ZONES",
    "PRATIQUES",
    "RESSOURCES",
    "TERRITOIRES",
    "VALEURS",
    "VOIX",
    "ZONES",
    "Colonne",
    "Export",
    "Format",
    "Fraicheur",
    "Mentions",
    "Page",
    "Ressource",
    "csv_des_voix",
    "csv_des_zones",
    "detailler_diagnostic",
    "detailler_territoire",
    "en_mots",
    "enregistrements",
    "exporter",
    "fraicheur",
    "json_schema",
    "lire_page",
    "lire_zones",
    "lister_diagnostics",
    "lister_indicateurs",
    "lister_territoires",
    "lister_valeurs",
    "lister_voix",
    "obtenir_indicateur",
    "selectionner",
    "structures_data_inclusion",
    "table_schema",
    "trouver_diagnostic",
    "trouver_territoire",
]
