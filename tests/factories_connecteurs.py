"""Connectors declared as their files would be, and rows as sources write them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from stdnum import luhn

from observatoire import settings as reglages

CODE = "essai"


def siret(rang: int) -> str:
    """Return a SIRET whose keys are right."""
    siren = f"{10_000_000 + rang:08d}"
    debut = f"{siren}{luhn.calc_check_digit(siren)}0001"
    return debut + luhn.calc_check_digit(debut)


def structure_di(rang: int, **champs: Any) -> dict[str, Any]:
    """Return a structure as data·inclusion v1 writes it."""
    return {
        "source": "dora", "id": f"dora--{rang}", "nom": f"Structure {rang}", "date_maj": "2026-03-02",
        "code_insee": "01053", "commune": "Bourg-en-Bresse", "lien_source": f"https://exemple.fr/{rang}",
    } | champs  # fmt: skip


def service_di(rang: int, structure: int, **champs: Any) -> dict[str, Any]:
    """Return a service as data·inclusion v1 writes it."""
    return {
        "source": "dora", "structure_id": f"dora--{structure}", "id": f"dora--s{rang}", "nom": f"Service {rang}",
        "description": "Un accompagnement pour chercher et garder un logement, sur rendez-vous.",
        "date_maj": "2026-03-02", "lien_source": f"https://exemple.fr/s{rang}",
    } | champs  # fmt: skip


def declarer(dossier: Path, monkeypatch: pytest.MonkeyPatch, **champs: Any) -> Path:
    """Write the connector CODE in a data folder that the process then reads; return the connectors' folder."""
    donnees = dossier / "donnees"
    ici = donnees / "connecteurs"
    ici.mkdir(parents=True, exist_ok=True)
    if not (donnees / "referentiel").exists():
        (donnees / "referentiel").symlink_to(reglages.RACINE / "data" / "referentiel")
    modele = {
        "code": CODE, "libelle": "Source d’essai", "actif": "oui", "format": "data_inclusion", "source": "Essai",
        "licence": "Licence Ouverte 2.0", "relecteur": "Camille", "revu_le": "2026-11-27", "delai_s": 30,
    }  # fmt: skip
    lu = {nom: v for nom, v in (modele | champs).items() if v is not None}
    (ici / f"{lu['code']}.yaml").write_text(yaml.safe_dump(lu, allow_unicode=True), "utf-8")
    monkeypatch.setenv("OBSERVATOIRE_DATA_DIR", str(donnees))
    reglages.settings.cache_clear()
    return ici


def ecrire_tableur(chemin: Path, titres: Sequence[str], lignes: Sequence[Sequence[str]]) -> None:
    """Write a CSV as a spreadsheet publishes it."""
    chemin.write_text("\n".join(",".join(x) for x in (titres, *lignes)), "utf-8")
