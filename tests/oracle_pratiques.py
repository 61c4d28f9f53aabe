"""Which pratiques answer a question without text, told by plain Python from the public rows: what the SQL is tested against."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Any
from unicodedata import combining, normalize

from observatoire.pratiques import FILTRES, STRUCTURES, Recherche
from observatoire.store import Cursor
from observatoire.vocabulaires import vocabulaire

DANS_LA_FICHE = {
    "theme": "thematiques", "public": "publics", "forme": "forme", "objectif": "objectifs", "cote": "cotes",
    "mixite": "mixite", "activite": "activite", "origine": "origine", "preuve": "niveau_preuve", "famille": "familles",
    "frein": "freins", "levier": "leviers", "cause": "causes_arret",
}  # fmt: skip
"""Filter → field of the sheet."""
TABLES = ("ailleurs", "table_une", "table_deux", "table_trois", "table_quatre", "table_cinq", "table_six")
"""Code of each table of the report."""


@dataclass(frozen=True)
class Catalogue:
    """Every public row, and the points of the communes."""

    pratiques: list[dict[str, Any]]
    partenaires: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    points: dict[str, tuple[float, float]]
    jour: date

    def reponses(self, r: Recherche, sauf: str = "") -> list[dict[str, Any]]:
        """Return the rows that answer, one filter's own values left out."""
        return [p for p in self.pratiques if self.repond(p, r, sauf)]

    def repond(self, p: dict[str, Any], r: Recherche, sauf: str = "") -> bool:
        """Tell whether a pratique answers."""
        for nom, voc in FILTRES.items():
            voulues = {c for v in getattr(r, nom) for c in vocabulaire(voc).etendue(v)}
            if voulues and nom != sauf and not voulues & self.valeurs(p, nom, r.structure):
                return False
        for nom in STRUCTURES:
            voulues = set(getattr(r, nom))
            if voulues and nom != sauf and not voulues & self.valeurs(p, nom):
                return False
        if r.periode and sauf != "periode" and not any(_dans(p["annee_debut"], v) for v in r.periode):
            return False
        if r.rayon:
            km = self.distance(p, r.territoire)
            if km is None or km > r.rayon:
                return False
        elif r.territoire and r.territoire not in p["perimetre"]:
            return False
        return not r.portee or r.portee == portee_de(p)

    def valeurs(self, p: dict[str, Any], nom: str, structures: tuple[str, ...] = ()) -> set[str]:
        """Return the values that a pratique has for a filter; its roles are those of `structures` when there are some."""
        siens = [x for x in self.partenaires if x["pratique_id"] == p["id"]]
        if nom == "role":
            return {x["role"] for x in siens if x["role"] and (not structures or cle(x["nom"]) in structures)}
        if nom in STRUCTURES:
            return {cle(x["nom"]) for x in siens if nom == "structure" or x["role"] == "financeur"}
        if nom == "apport":
            return {a for x in siens for a in x["apporte"]}
        if nom == "table":
            tables = {s["table_rapport"] for s in self.sources if s["pratique_id"] == p["id"]}
            return {TABLES[t] for t in tables - {None}}
        if nom == "fraicheur":
            return {self.fraicheur(p["confirmee_le"])}
        valeur = p[DANS_LA_FICHE[nom]]
        return set(valeur) if isinstance(valeur, list) else {valeur} - {None}

    def fraicheur(self, confirmee_le: date | None) -> str:
        """Return how long ago a sheet was confirmed."""
        if confirmee_le is None:
            return "non_confirmee"
        deux_ans = self.jour.replace(year=self.jour.year - 2)
        return "confirmee" if confirmee_le >= deux_ans else "a_reconfirmer"

    def distance(self, p: dict[str, Any], commune: str) -> float | None:
        """Return the kilometres from a commune to the nearest one declared."""
        return min(
            (km(self.points[commune], self.points[t]) for t in p["territoires"] if t in self.points),
            default=None,
        )

    def annees(self, r: Recherche) -> Counter[str]:
        """Count the answer by year of start, whatever the period asked."""
        return Counter(str(p["annee_debut"] or "inconnue") for p in self.reponses(r, "periode"))


def lire_catalogue(cur: Cursor, jour: date) -> Catalogue:
    """Read every public row."""
    communes = cur.lignes(
        "select id, lon, lat from public.territoire where niveau = 'commune' and lon is not null"
    )
    return Catalogue(
        cur.lignes("select * from public.pratique"),
        cur.lignes("select * from public.partenariat"),
        cur.lignes("select * from public.source"),
        {c["id"]: (c["lon"], c["lat"]) for c in communes},
        jour,
    )


def cle(nom: str) -> str:
    """Return how an address names a structure: lower case, no accent, words joined by dashes."""
    plie = normalize("NFD", nom.lower().replace("œ", "oe").replace("æ", "ae"))
    return "-".join(re.findall("[a-z0-9]+", "".join(c for c in plie if not combining(c))))


def portee_de(p: dict[str, Any]) -> str:
    """Return where a row stands."""
    if p["lon"] is not None:
        return "locale"
    if not p["territoires"]:
        return "sans_lieu"
    return "nationale" if "pays-FR" in p["territoires"] else "large"


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two points (longitude, latitude), on a sphere: chord first, then arc."""

    def point(lon: float, lat: float) -> tuple[float, float, float]:
        lo, la = radians(lon), radians(lat)
        return cos(la) * cos(lo), cos(la) * sin(lo), sin(la)

    corde = sqrt(sum((x - y) ** 2 for x, y in zip(point(*a), point(*b), strict=True)))
    return 2 * 6371 * asin(corde / 2)


def _dans(annee: int | None, valeur: str) -> bool:
    if valeur == "inconnue" or annee is None:
        return valeur == "inconnue" and annee is None
    de, tiret, a = valeur.partition("-")
    if not tiret:
        return annee == int(de)
    return int(de or 0) <= annee <= int(a or 9999)
