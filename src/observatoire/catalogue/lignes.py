"""From the entries of the catalogue to the rows of the store: derived columns, and the hash of each entry."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from observatoire.catalogue.model import Catalogue, Entree
from observatoire.pratiques.rules import cotes_de, mixite_de, perimetre_de
from observatoire.pratiques.rules import niveau_preuve as deduire_niveau
from observatoire.territoires import Territoire
from observatoire.territoires.normalisation import normaliser

LICENCE = "Licence Ouverte 2.0"
RAPPORT = "Compte rendu de La Grande Rencontre, 13 décembre 2021"
_MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_PRATIQUE = (
    "titre",
    "resume",
    "forme",
    "objectifs",
    "familles",
    "thematiques",
    "publics",
    "freins",
    "leviers",
    "mots_libres",
    "activite",
    "annee_debut",
    "annee_fin",
    "territoires",
    "site",
    "origine",
)
_STRUCTURE = (
    "nom",
    "type_structure",
    "cote_defaut",
    "description",
    "siren",
    "siret",
    "rna",
    "site",
    "territoires",
)
_PISTE = ("titre", "texte", "famille", "dans_synthese", "texte_synthese", "pratiques")
_TERME = ("terme", "sens_ts", "sens_es", "mot_commun", "faux_ami", "synonymes", "source")
"""Columns that take the field of the same name."""

Ligne = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fiche:
    """What one entry becomes: its row, the rows that hang from it, and the hash of them all."""

    id: str
    ligne: Ligne
    partenariats: tuple[Ligne, ...] = ()
    sources: tuple[Ligne, ...] = ()

    @property
    def empreinte(self) -> str:
        """SHA-256 of the content: the same entry on the same referentiel gives the same hash."""
        contenu = [self.ligne, self.partenariats, self.sources]
        return hashlib.sha256(json.dumps(contenu, sort_keys=True, default=str).encode()).hexdigest()


class _Place(NamedTuple):
    nom: str
    cote: str
    role: str | None


def fiches_pratiques(catalogue: Catalogue, territoires: Mapping[str, Territoire]) -> list[Fiche]:
    """Return the pratiques; `territoires` holds every territory they declare."""
    return [_fiche_pratique(pratique, territoires) for pratique in catalogue.pratiques]


def _fiche_pratique(p: Entree, territoires: Mapping[str, Territoire]) -> Fiche:
    sources = tuple(_source(p["id"], rang, s) for rang, s in enumerate(p["sources"], 1))
    places = [_Place(x["nom"], x["cote"], x["role"]) for x in p["partenaires"]]
    point = next((territoires[t] for t in p["territoires"] if t.startswith("commune-")), None)
    ancetres = {t: territoires[t].ancetres for t in p["territoires"]}
    ligne = {nom: p[nom] for nom in _PRATIQUE} | {
        "statut": "publiee",
        "publication": "nominative",
        "causes_arret": [],
        "niveau_preuve": niveau_preuve(p["sources"]),
        "perimetre": list(perimetre_de(p["territoires"], ancetres)),
        "lon": point.lon if point else None,
        "lat": point.lat if point else None,
        "mixite": mixite_de(places, liste_complete=False),
        "cotes": list(cotes_de(places)),
        "licence": LICENCE,
        "source_le": max((s["date_le"] for s in sources if s["date_le"]), default=None),
        "est_demo": False,
    }
    partenariats = tuple(_partenariat(p["id"], rang, x) for rang, x in enumerate(p["partenaires"], 1))
    return Fiche(p["id"], ligne, partenariats, sources)


def niveau_preuve(sources: list[Entree]) -> str:
    """Return `documente` when a public page describes the pratique, `declare` when only the tables named it."""
    return deduire_niveau(documentee=any(s["url"] for s in sources), paroles=False)


def _partenariat(pratique_id: str, rang: int, partenaire: Entree) -> Ligne:
    return {
        "pratique_id": pratique_id,
        "rang": rang,
        "structure_id": partenaire["structure"],
        **{nom: partenaire[nom] for nom in ("nom", "cote", "role", "apporte", "cherche")},
        "confirmation": None,
    }


def _source(pratique_id: str, rang: int, source: Entree) -> Ligne:
    titre, jour = dater(source["titre"], source["date"])
    return {
        "pratique_id": pratique_id,
        "rang": rang,
        "titre": titre,
        "url": source["url"],
        "date_le": jour,
        "table_rapport": source["table"],
        "citation": source["citation"],
    }


def dater(titre: str, texte: str | None) -> tuple[str, date | None]:
    """Return a source's title and day; a month or a year alone joins the title, since no day is made up.

    >>> dater("Bilan", "2025-07")
    ('Bilan (juillet 2025)', None)
    """
    if texte is None:
        return titre, None
    if len(texte) == len("2025-07-01"):
        return titre, date.fromisoformat(texte)
    annee, _, mois = texte.partition("-")
    quand = f"{_MOIS[int(mois) - 1]} {annee}" if mois else annee
    return f"{titre} ({quand})", None


def fiches_structures(catalogue: Catalogue) -> list[Fiche]:
    """Return the structures of the report."""
    return [
        Fiche(
            s["id"],
            {nom: s[nom] for nom in _STRUCTURE}
            | {
                "nom_norm": normaliser(s["nom"]),
                "tables_rapport": s["tables"],
                "source_titre": RAPPORT,
                "source_url": None,
                "licence": LICENCE,
                "est_demo": False,
            },
        )
        for s in catalogue.structures
    ]


def fiches_pistes(catalogue: Catalogue) -> list[Fiche]:
    """Return the pistes, in the report's order."""
    return [
        Fiche(
            p["id"],
            {nom: p[nom] for nom in _PISTE}
            | {"tables_rapport": [p["table"]], "ordre": ordre, "licence": LICENCE},
        )
        for ordre, p in enumerate(catalogue.pistes, 1)
    ]


def fiches_termes(catalogue: Catalogue) -> list[Fiche]:
    """Return the glossary, in the file's order."""
    return [
        Fiche(t["id"], {nom: t[nom] for nom in _TERME} | {"ordre": ordre})
        for ordre, t in enumerate(catalogue.termes, 1)
    ]


def fiches_paroles(catalogue: Catalogue) -> list[Fiche]:
    """Return the report's words; the id is vocabulary:code."""
    return [
        Fiche(
            f"{p['vocabulaire']}:{p['code']}",
            {
                "vocabulaire": p["vocabulaire"],
                "code": p["code"],
                "texte": p["texte"],
                "tables_rapport": p["tables"],
            },
        )
        for p in catalogue.paroles
    ]
