"""Compose demonstration pratiques from a seed: same seed, same pratiques, every département served."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from math import sqrt
from random import Random
from typing import Any

from observatoire.demo import textes
from observatoire.pratiques.model import Partenaire
from observatoire.pratiques.rules import cotes_de, mixite_de
from observatoire.vocabulaires import libelle, vocabulaire

DEBUT = datetime(2024, 1, 1)
SANS_LIEU = 0.03
"""Share of the pratiques that say no place, once every département has one that does."""
ALLIANCES = (
    ("es", "ts"),
    ("es", "ts", "public"),
    ("es", "public"),
    ("ts", "public"),
    ("es", "autre"),
    ("ts",),
)


@dataclass(frozen=True, slots=True)
class Commune:
    """Where a demonstration pratique may be put."""

    id: str
    nom: str
    ancetres: tuple[str, ...]
    population: int
    lon: float
    lat: float

    @property
    def departement(self) -> str:
        """Identifier of its département."""
        return next(a for a in self.ancetres if a.startswith("departement-"))


@dataclass(frozen=True)
class Fiche:
    """The rows of one pratique."""

    pratique: dict[str, Any]
    partenaires: list[dict[str, Any]]
    source: dict[str, Any]


def composer(communes: Sequence[Commune], nombre: int, graine: int) -> Iterator[Fiche]:
    """Yield `nombre` invented pratiques, one per département first, then by population."""
    hasard = Random(graine)
    par_departement: dict[str, Commune] = {}
    for commune in communes:
        connue = par_departement.get(commune.departement)
        if connue is None or commune.population > connue.population:
            par_departement[commune.departement] = commune
    poids = list(accumulate(sqrt(c.population + 1) for c in communes))
    tour = list(par_departement.values())
    for rang in range(nombre):
        premiere = rang < len(tour)
        lieu = tour[rang] if premiere else hasard.choices(communes, cum_weights=poids)[0]
        yield _fiche(hasard, rang, lieu, part_sans_lieu=0.0 if premiere else SANS_LIEU)


def _fiche(hasard: Random, rang: int, lieu: Commune, *, part_sans_lieu: float) -> Fiche:
    identifiant = f"demo-{rang + 1:06d}"
    partenaires = _partenaires(hasard, lieu)
    return Fiche(
        pratique=_pratique(hasard, identifiant, lieu, partenaires, part_sans_lieu),
        partenaires=[{"pratique_id": identifiant} | _ligne(p) for p in partenaires],
        source={
            "pratique_id": identifiant, "rang": 1, "titre": "Donnée de démonstration, inventée", "url": None,
            "date_le": None, "table_rapport": None, "citation": None,
        },
    )  # fmt: skip


def _ligne(p: Partenaire) -> dict[str, Any]:
    """Return what the table keeps of a partner: the key of its name is computed when it is read."""
    return {nom: valeur for nom, valeur in asdict(p).items() if nom not in ("cle_structure", "siren")}


def _partenaires(hasard: Random, lieu: Commune) -> list[Partenaire]:
    return [
        Partenaire(
            rang=rang,
            structure_id=None,
            nom=f"{hasard.choice(textes.STRUCTURES[cote])} {hasard.choice(textes.NOMS)} de {lieu.nom} (démonstration)",
            cote=cote,
            role="porteur"
            if rang == 1
            else hasard.choice(("co_porteur", "partenaire_operationnel", "financeur")),
            apporte=tuple(_quelques(hasard, vocabulaire("apport").codes, 2)),
            cherche=(),
            confirmation=None,
        )
        for rang, cote in enumerate(hasard.choice(ALLIANCES), 1)
    ]


def _quelques(hasard: Random, codes: Sequence[str], au_plus: int) -> list[str]:
    tires = set(hasard.sample(codes, hasard.randint(1, au_plus)))
    return [code for code in codes if code in tires]


def _pratique(
    hasard: Random, identifiant: str, lieu: Commune, partenaires: list[Partenaire], part_sans_lieu: float
) -> dict[str, Any]:
    forme = hasard.choice(tuple(textes.TITRES))
    categorie = hasard.choice(tuple(textes.BESOINS))
    themes = [c for c in vocabulaire("thematique").codes if c.startswith(f"{categorie}--")]
    publics = _quelques(hasard, vocabulaire("public").codes, 2)
    activite = hasard.choices(
        ("active", "en_projet", "terminee_prevue", "abandonnee", "en_pause"), weights=(70, 8, 10, 8, 4)
    )[0]
    arrets = _quelques(hasard, vocabulaire("cause_arret").codes, 3) if activite == "abandonnee" else []
    debut = hasard.randint(2012, 2025)
    instant = DEBUT + timedelta(minutes=hasard.randint(0, 1_000_000))
    situee = hasard.random() >= part_sans_lieu
    return {
        "id": identifiant, "statut": "publiee", "publication": "nominative", "origine": "demo",
        "titre": hasard.choice(textes.TITRES[forme]).format(besoin=textes.BESOINS[categorie], lieu=lieu.nom),
        "resume": hasard.choice(textes.RESUMES).format(public=libelle("public", publics[0]).lower()),
        "recit": " ".join(hasard.sample(textes.RECITS, 2)),
        "resultats": None, "difficultes": hasard.choice(textes.DIFFICULTES),
        "forme": forme,
        "objectifs": _quelques(hasard, vocabulaire("objectif").codes, 3),
        "familles": _quelques(hasard, vocabulaire("famille").codes, 1),
        "thematiques": _quelques(hasard, themes, min(2, len(themes))),
        "publics": publics,
        "freins": _quelques(hasard, vocabulaire("frein").codes, 2),
        "leviers": _quelques(hasard, vocabulaire("levier").codes, 2),
        "mots_libres": [], "activite": activite, "causes_arret": arrets,
        "annee_debut": debut, "annee_fin": hasard.randint(debut, 2026) if arrets else None,
        "niveau_preuve": "declare",
        "territoires": [lieu.id] if situee else [],
        "perimetre": [lieu.id, *lieu.ancetres] if situee else [],
        "lon": lieu.lon if situee else None, "lat": lieu.lat if situee else None,
        "mixite": mixite_de(partenaires), "cotes": list(cotes_de(partenaires)),
        "site": None, "licence": "aucune (démonstration)", "source_le": None, "confirmee_le": None,
        "est_demo": True, "empreinte_source": None, "version": 1,
        "cree_a": instant, "maj_a": instant, "publiee_a": instant,
    }  # fmt: skip
