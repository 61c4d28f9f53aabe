"""Rows of published pratiques, whatever their text holds: what outputs are tested against."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from observatoire.journal import journaliser
from observatoire.recherche import indexer
from observatoire.store import ecrire

INSTANT = datetime(2026, 3, 1, 23, 30)

TERRITOIRES = (
    ("pays-FR", "France", [], None),
    ("region-11", "Île-de-France", ["pays-FR"], None),
    ("region-84", "Auvergne-Rhône-Alpes", ["pays-FR"], None),
    ("region-94", "Corse", ["pays-FR"], None),
    ("departement-75", "Paris", ["region-11", "pays-FR"], (2.34, 48.86)),
    ("departement-01", "Ain", ["region-84", "pays-FR"], (5.35, 46.06)),
    ("departement-2A", "Corse-du-Sud", ["region-94", "pays-FR"], (8.98, 41.87)),
    ("departement-78", "Yvelines", ["pays-FR"], None),
    ("epci-200054781", "Métropole du Grand Paris", ["departement-75", "region-11", "pays-FR"], (2.39, 48.86)),
    ("commune-75056", "Paris", ["epci-200054781", "departement-75", "region-11", "pays-FR"], (2.3522, 48.8566)),
    ("commune-01053", "Bourg-en-Bresse", ["departement-01", "region-84", "pays-FR"], (5.2255, 46.2052)),
    ("commune-2A004", "Ajaccio", ["departement-2A", "region-94", "pays-FR"], (8.7369, 41.9267)),
    ("commune-29019", "Brest", ["pays-FR"], (-4.4861, 48.3904)),
)  # fmt: skip
"""A few territories: id, name, ancestors, point."""


def semer_territoires() -> None:
    """Write TERRITOIRES."""
    with ecrire() as tx:
        tx.inserer(
            "base.territoire",
            [
                {
                    "id": identifiant,
                    "niveau": identifiant.partition("-")[0],
                    "code": identifiant.partition("-")[2],
                    "nom": nom,
                    "nom_norm": nom.lower(),
                    "ancetres": ancetres or [],
                    "zone": "metro",
                    "codes_postaux": ["01000"] if identifiant == "commune-01053" else ["75001"],
                    "population": 1000 if point else None,
                    "lon": point[0] if point else None,
                    "lat": point[1] if point else None,
                    "millesime": "2026",
                }
                for identifiant, nom, ancetres, point in TERRITOIRES
            ],
        )
        tx.inserer(
            "base.referentiel", [{"nom": "territoires", "empreinte": "factories", "charge_a": INSTANT}]
        )
        journaliser(tx, "test", "charge", "referentiel", "territoires")


def pratique(identifiant: str, **champs: Any) -> dict[str, Any]:
    """Return a row of base.pratique; its perimeter and point follow its territories."""
    lieux = {i: (ancetres, point) for i, _, ancetres, point in TERRITOIRES}
    territoires = champs.get("territoires", ["commune-75056"])
    perimetre = dict.fromkeys([*territoires, *(a for t in territoires for a in lieux[t][0])])
    points = [lieux[t][1] for t in territoires if t.startswith("commune-")]
    lon, lat = points[0] if points else (None, None)
    return {
        "id": identifiant, "statut": "publiee", "publication": "nominative", "origine": "contribution",
        "titre": f"Titre {identifiant}", "resume": "Un résumé.", "recit": None, "resultats": None,
        "difficultes": None, "forme": None, "objectifs": [], "familles": [], "thematiques": [], "publics": [],
        "freins": [], "leviers": [], "mots_libres": [], "activite": None, "causes_arret": [],
        "annee_debut": None, "annee_fin": None, "niveau_preuve": "declare", "territoires": territoires,
        "perimetre": list(perimetre), "lon": lon, "lat": lat, "mixite": "a_verifier", "cotes": [],
        "site": None, "licence": "Licence Ouverte 2.0", "source_le": None, "confirmee_le": None,
        "est_demo": False, "empreinte_source": None, "version": 1, "cree_a": INSTANT, "maj_a": INSTANT,
        "publiee_a": INSTANT,
    } | champs  # fmt: skip


def partenaire(pratique_id: str, rang: int = 1, **champs: Any) -> dict[str, Any]:
    """Return a row of base.partenariat."""
    return {
        "pratique_id": pratique_id, "rang": rang, "structure_id": None, "nom": f"Structure {rang}",
        "cote": "es", "role": None, "apporte": [], "cherche": [], "confirmation": None,
    } | champs  # fmt: skip


def source(pratique_id: str, rang: int = 1, **champs: Any) -> dict[str, Any]:
    """Return a row of base.source."""
    return {
        "pratique_id": pratique_id, "rang": rang, "titre": "Une source", "url": None, "date_le": None,
        "table_rapport": None, "citation": None,
    } | champs  # fmt: skip


def publier(
    pratiques: Sequence[dict[str, Any]],
    partenaires: Sequence[dict[str, Any]] = (),
    sources: Sequence[dict[str, Any]] = (),
) -> None:
    """Write rows, index them, and say so in the journal, which changes the store's version."""
    with ecrire() as tx:
        tx.inserer("base.pratique", pratiques)
        tx.inserer("base.partenariat", partenaires)
        tx.inserer("base.source", sources)
        indexer(tx, [p["id"] for p in pratiques])
        journaliser(tx, "test", "publiee", "pratique", pratiques[0]["id"])


def structure(identifiant: str, **champs: Any) -> dict[str, Any]:
    """Return a row of base.structure."""
    return {
        "id": identifiant, "nom": identifiant, "nom_norm": identifiant, "type_structure": None,
        "cote_defaut": None, "description": None, "siren": None, "siret": None, "rna": None, "site": None,
        "territoires": [], "tables_rapport": [], "source_titre": None, "source_url": None,
        "licence": "Licence Ouverte 2.0", "est_demo": False, "empreinte_source": None, "version": 1,
        "cree_a": INSTANT, "maj_a": INSTANT,
    } | champs  # fmt: skip


def peupler() -> None:
    """Write a small varied catalogue: places of every kind, zeros, sides, lists, a demonstration, a withdrawn one."""
    semer_territoires()
    with ecrire() as tx:
        tx.inserer(
            "base.structure", [structure("ccas", nom="CCAS", siren="012345678", siret="01234567800012")]
        )
    publier(
        [
            pratique(
                "alpha", titre="Épicerie solidaire", resume="Un résumé ; avec un point-virgule, et « guillemets ».",
                recit="Première ligne\n- puce\n- autre", forme="lieu_partage", objectifs=["se_connaitre"],
                thematiques=["obs--sans-abrisme"], publics=["familles"], mots_libres=["lien|social", "a\\b"],
                activite="active", annee_debut=2019, territoires=["commune-01053"], mixite="mixte",
                cotes=["es", "ts"], site="https://exemple.fr/?a=1&b=2", source_le=date(2021, 12, 13),
            ),
            pratique("beta", titre="Vis ma vie", forme="vis_ma_vie", territoires=["commune-2A004", "commune-75056"]),
            pratique("brest", titre="Atelier vélo", territoires=["commune-29019"], origine="documentee"),
            pratique("national", titre="Réseau national", territoires=["pays-FR"], origine="rapport"),
            pratique("nulle-part", titre="Sans lieu connu", territoires=[], activite="abandonnee"),
            pratique("departement", titre="Diagnostic", territoires=["departement-75"], forme="diagnostic_partage"),
            pratique("inventee", titre="Inventée", est_demo=True, origine="demo"),
            pratique("retiree", titre="Retirée", statut="retiree"),
            pratique("anonyme", titre="Anonyme", publication="anonyme"),
        ],
        [
            partenaire("alpha", 1, nom="CCAS", structure_id="ccas", cote="ts", role="porteur", apporte=["local"]),
            partenaire("alpha", 2, nom="Épices & Cie", cote="es", role="co_porteur", confirmation="confirmee"),
            partenaire("beta", 1, nom="A refusé d’être nommé", confirmation="refusee"),
            partenaire("retiree", 1, nom="Partenaire d’une fiche retirée"),
        ],
        [
            source("alpha", 1, titre="Grande Rencontre", table_rapport=2, citation="Mot à mot", date_le=date(2021, 12, 13)),
            source("alpha", 2, titre="Site", url="https://exemple.fr/article"),
        ],
    )  # fmt: skip
