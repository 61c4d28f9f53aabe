"""A catalogue of a few entries, written as files, for the tests of its reading and of its load."""

import shutil
from pathlib import Path
from typing import Any

import yaml

from observatoire.catalogue.lecture import FORMATS

SCHEMAS = Path(__file__).parents[1] / "data" / "catalogue" / "schemas"


def une_source(**champs: Any) -> dict[str, Any]:
    return {
        "titre": "Compte rendu, table 2",
        "url": None,
        "date": "2021-12-13",
        "table": 2,
        "citation": None,
    } | champs


def un_partenaire(nom: str = "La Passerelle", **champs: Any) -> dict[str, Any]:
    return {
        "nom": nom,
        "structure": None,
        "cote": "es",
        "role": None,
        "apporte": [],
        "cherche": [],
    } | champs


def une_pratique(id: str = "jardin-partage", **champs: Any) -> dict[str, Any]:
    listes = ("objectifs", "familles", "thematiques", "publics", "freins", "leviers", "mots_libres")
    return {
        "id": id,
        "titre": "Jardin partagé",
        "resume": "Un jardin cultivé ensemble.",
        "forme": "lieu_partage",
        **{nom: [] for nom in listes},
        "activite": None,
        "annee_debut": None,
        "annee_fin": None,
        "territoires": [],
        "site": None,
        "partenaires": [],
        "sources": [une_source()],
    } | champs


def une_structure(id: str = "la-passerelle", **champs: Any) -> dict[str, Any]:
    vides = ("type_structure", "cote_defaut", "description", "siren", "siret", "rna", "site", "citation")
    return {
        "id": id,
        "nom": "La Passerelle",
        **dict.fromkeys(vides),
        "territoires": [],
        "tables": [2],
    } | champs


def une_piste(id: str = "vis-ma-vie", **champs: Any) -> dict[str, Any]:
    return {
        "id": id,
        "titre": "Vis ma vie",
        "texte": "Des rendez-vous",
        "famille": "lieux_et_rencontres",
        "table": 3,
        "dans_synthese": False,
        "texte_synthese": None,
        "pratiques": [],
    } | champs


def un_terme(id: str = "projet", **champs: Any) -> dict[str, Any]:
    sens = dict.fromkeys(("sens_ts", "sens_es", "mot_commun"))
    vides = {"terme": "Projet", **sens, "faux_ami": True, "synonymes": [], "source": "Table 3"}
    return {"id": id, **vides} | champs


def une_parole(code: str, **champs: Any) -> dict[str, Any]:
    return {"code": code, "texte": "Des mots du rapport", "tables": [0]} | champs


def contenu() -> dict[str, list[Any]]:
    """Return one entry in each file; the documented one has a place and two sides."""
    return {
        "exemples.yaml": [une_pratique(partenaires=[un_partenaire(structure="la-passerelle")])],
        "documentees.yaml": [
            une_pratique(
                "doc-1",
                titre="Recyclerie de quartier",
                resume="Des objets réparés et revendus.",
                territoires=["commune-78440"],
                partenaires=[un_partenaire("Le Lien"), un_partenaire("CCAS", cote="ts")],
                sources=[une_source(url="https://exemple.fr/doc-1", table=None, date="2025-07")],
            )
        ],
        "structures.yaml": [une_structure()],
        "pistes.yaml": [une_piste(pratiques=["jardin-partage"])],
        "objectifs.yaml": [une_parole("se_connaitre", tables=[1])],
        "freins.yaml": [une_parole("stereotypes")],
        "leviers.yaml": [une_parole("temps_long", tables=[5])],
        "glossaire.yaml": [un_terme()],
        "decisions_doublons.yaml": [],
    }


def ecrire_catalogue(dossier: Path, fichiers: dict[str, list[Any]]) -> Path:
    """Write the files, schemas beside them, and return the folder."""
    assert set(fichiers) == set(FORMATS)
    shutil.copytree(SCHEMAS, dossier / "schemas", dirs_exist_ok=True)
    for nom, entrees in fichiers.items():
        (dossier / nom).write_text(yaml.safe_dump(entrees, allow_unicode=True), encoding="utf-8")
    return dossier
