"""The question asked of the catalogue: a frozen value that is also an address.

The explorer, its exports, the API and the light pages all read the same parameters here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from observatoire.pratiques import periode
from observatoire.territoires import NIVEAUX
from observatoire.vocabulaires import vocabulaire

FILTRES = {
    "theme": "thematique",
    "public": "public",
    "forme": "forme",
    "objectif": "objectif",
    "cote": "cote",
    "mixite": "mixite",
    "activite": "activite",
    "origine": "origine",
    "table": "table_rapport",
    "preuve": "niveau_preuve",
    "fraicheur": "fraicheur",
    "famille": "famille",
    "frein": "frein",
    "levier": "levier",
    "role": "role",
    "apport": "apport",
    "cause": "cause_arret",
}
"""Filters with coded values: name in the address and in the record, vocabulary of its values."""

STRUCTURES = {"structure": "Structure", "financeur": "Financeur"}
"""Filters by the name of a partner, as `public.cle_de` folds it (store/vues/fonctions.sql): any partner, or one who funds."""
MOTIF_STRUCTURE = r"^[a-z0-9]+(-[a-z0-9]+)*$"
STRUCTURE_MAX, STRUCTURES_AU_PLUS = 120, 20

PORTEES = {
    "locale": "dans une commune",
    "large": "à l’échelle d’un territoire plus large",
    "nationale": "à l’échelle nationale",
    "sans_lieu": "sans lieu connu",
}
"""Where a pratique stands, and the words for it; every pratique is in exactly one."""
COLONNES = {
    "lieu": "Lieu",
    "distance": "Distance",
    "theme": "Thèmes",
    "forme": "Forme",
    "mixite": "Mixité",
    "cote": "Côtés",
    "activite": "Activité",
    "debut": "Début",
    "origine": "Origine",
    "confirmation": "Confirmation",
    "source": "Source du",
}
"""Columns a table may show, beside the title."""
COLONNES_A_DEFAUT = ("lieu", "forme", "mixite", "activite", "source")
CARTES = ("points", "region", "departement", "epci", "commune")
MESURES = ("nombre", "par_habitant", "part_mixte")
"""What a map of territories shows; any other code is an indicator's."""
MOTIF_MESURE = r"^[a-z][a-z0-9_]{1,59}$"
TRIS = ("pertinence", "recentes", "titre", "distance")
ELARGIR = ("oui", "non")
"""Whether the glossary widens the words searched."""
VUES = ("liste", "tableau", "graphiques")
Q_MAX = 200
RAYON_MAX = 200
"""Kilometres around a commune."""
PAGE_MAX = 1_000_000


@dataclass(frozen=True, slots=True)
class Recherche:
    """What is asked. Every field has a default that asks for everything."""

    q: str = ""
    territoire: str = ""
    rayon: int = 0
    """Kilometres around the commune asked, as the crow flies; 0 asks for the territory itself, and is all others' own."""
    theme: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    forme: tuple[str, ...] = ()
    objectif: tuple[str, ...] = ()
    cote: tuple[str, ...] = ()
    mixite: tuple[str, ...] = ()
    activite: tuple[str, ...] = ()
    origine: tuple[str, ...] = ()
    table: tuple[str, ...] = ()
    preuve: tuple[str, ...] = ()
    fraicheur: tuple[str, ...] = ()
    famille: tuple[str, ...] = ()
    frein: tuple[str, ...] = ()
    levier: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    """Held by a partner; by the structure asked when there is one."""
    apport: tuple[str, ...] = ()
    """Brought by a partner."""
    cause: tuple[str, ...] = ()
    structure: tuple[str, ...] = ()
    """Named among the partners."""
    financeur: tuple[str, ...] = ()
    """Named among those who fund."""
    periode: tuple[str, ...] = ()
    """Years of start, as `periode` writes them."""
    portee: str = ""
    """One of PORTEES; empty asks for all."""
    elargir: str = "oui"
    """One of ELARGIR."""
    carte: str = "points"
    mesure: str = MESURES[0]
    """One of MESURES, or the code of an indicator."""
    vue: str = "liste"
    colonne: tuple[str, ...] = ()
    """Columns of the table among COLONNES; none stands for COLONNES_A_DEFAUT."""
    tri: str = "pertinence"
    page: int = 1

    def __post_init__(self) -> None:
        """Drop what means nothing: a radius without a commune, an order by distance without a radius."""
        if self.rayon and not self.territoire.startswith("commune-"):
            object.__setattr__(self, "rayon", 0)
        if self.tri == "distance" and not self.rayon:
            object.__setattr__(self, "tri", TRIS[0])
        if self.colonne == COLONNES_A_DEFAUT:
            object.__setattr__(self, "colonne", ())

    @classmethod
    def from_params(cls, params: Mapping[str, Sequence[str]]) -> tuple[Self, list[str]]:
        """Read an address's parameters (name → values).

        Returns the question and, for each value that was not understood and is ignored, a French sentence.
        Unknown parameter names are left to other readers of the same address.
        """
        avis: list[str] = []
        lus: dict[str, Any] = {
            nom: _codes(nom, params.get(nom, ()), avis) for nom in FILTRES if params.get(nom)
        }
        lus |= {nom: _structures(nom, params.get(nom, ()), avis) for nom in STRUCTURES}
        lus["q"] = _texte(params, avis)
        lus["territoire"] = _territoire(_premier(params, "territoire"), avis)
        lus["rayon"] = _rayon(_premier(params, "rayon"), lus["territoire"], avis)
        lus["periode"] = _periode(params.get("periode", ()), avis)
        lus["portee"] = _parmi("portee", _premier(params, "portee"), ("", *PORTEES), avis)
        lus["elargir"] = _parmi("elargir", _premier(params, "elargir"), ELARGIR, avis)
        lus["carte"] = _parmi("carte", _premier(params, "carte"), CARTES, avis)
        lus["mesure"] = _mesure(_premier(params, "mesure"), avis)
        lus["vue"] = _parmi("vue", _premier(params, "vue"), VUES, avis)
        lus["colonne"] = _colonnes(params.get("colonne", ()), avis)
        lus["tri"] = _parmi("tri", _premier(params, "tri"), TRIS, avis)
        lus["page"] = _page(_premier(params, "page"), avis)
        return cls(**lus), avis

    def to_params(self) -> dict[str, list[str]]:
        """Return the shortest address of this question; `from_params` gives the question back."""
        params: dict[str, list[str]] = {}
        if self.q:
            params["q"] = [self.q]
        if self.territoire:
            params["territoire"] = [self.territoire]
        for nom in (*FILTRES, *STRUCTURES):
            if valeurs := getattr(self, nom):
                params[nom] = list(valeurs)
        if self.periode:
            params["periode"] = list(self.periode)
        if self.colonne:
            params["colonne"] = list(self.colonne)
        for nom, defaut in _DEFAUTS.items():
            if (valeur := getattr(self, nom)) != defaut:
                params[nom] = [str(valeur)]
        return params

    def avec(self, **changements: Any) -> Self:
        """Return the question with some fields changed, back on its first page."""
        return replace(self, **({"page": 1} | changements))

    @property
    def colonnes(self) -> tuple[str, ...]:
        """The columns of the table; a distance needs a radius."""
        choisies = self.colonne or COLONNES_A_DEFAUT
        return tuple(c for c in choisies if c != "distance" or self.rayon)

    @property
    def filtres_actifs(self) -> int:
        """Count the values that narrow the answer."""
        codes = sum(len(getattr(self, nom)) for nom in (*FILTRES, *STRUCTURES))
        return codes + bool(self.q) + bool(self.territoire) + bool(self.portee) + len(self.periode)

    @property
    def sans_presentation(self) -> Self:
        """Return what decides the answer only: map, measure, view, order and page put back to their defaults."""
        return replace(self, carte=CARTES[0], mesure=MESURES[0], vue=VUES[0], colonne=(), tri=TRIS[0], page=1)


_DEFAUTS = {
    "rayon": 0,
    "portee": "",
    "elargir": ELARGIR[0],
    "carte": CARTES[0],
    "mesure": MESURES[0],
    "vue": VUES[0],
    "tri": TRIS[0],
    "page": 1,
}
"""Fields of one value, written in an address when they are not these."""


def _premier(params: Mapping[str, Sequence[str]], nom: str) -> str:
    valeurs = params.get(nom, ())
    return valeurs[0].strip() if valeurs else ""


def _codes(nom: str, valeurs: Sequence[str], avis: list[str]) -> tuple[str, ...]:
    connus = vocabulaire(FILTRES[nom])
    demandes = {v.strip() for v in valeurs} - {""}
    avis += [
        f"Le filtre «\u00a0{connus.libelle}\u00a0» ({nom}) ne connaît pas «\u00a0{v[:60]}\u00a0»\u00a0: il a été ignoré."
        for v in sorted(demandes - set(connus.codes))
    ]
    return tuple(code for code in connus.codes if code in demandes)


def _structures(nom: str, valeurs: Sequence[str], avis: list[str]) -> tuple[str, ...]:
    demandees = list(dict.fromkeys(v for v in (v.strip() for v in valeurs) if v))
    lues = [v for v in demandees if len(v) <= STRUCTURE_MAX and re.fullmatch(MOTIF_STRUCTURE.strip("^$"), v)]
    avis += [
        f"Le filtre «\u00a0{STRUCTURES[nom]}\u00a0» ne comprend pas «\u00a0{v[:60]}\u00a0»\u00a0: il a été ignoré. "
        "Écrivez par exemple fondation-caritas-france."
        for v in demandees
        if v not in lues
    ]
    if len(lues) > STRUCTURES_AU_PLUS:
        avis.append(
            f"Le filtre «\u00a0{STRUCTURES[nom]}\u00a0» prend {STRUCTURES_AU_PLUS} noms au plus\u00a0: les suivants ont été ignorés."
        )
    return tuple(lues[:STRUCTURES_AU_PLUS])


def _texte(params: Mapping[str, Sequence[str]], avis: list[str]) -> str:
    lisible = "".join(c if c.isprintable() else " " for c in _premier(params, "q"))
    texte = " ".join(lisible.split())
    if len(texte) > Q_MAX:
        avis.append(f"La recherche a été réduite à ses {Q_MAX} premiers caractères.")
    return texte[:Q_MAX].strip()


def _territoire(valeur: str, avis: list[str]) -> str:
    niveau, tiret, code = valeur.partition("-")
    if valeur and not (niveau in NIVEAUX and tiret and code.isalnum() and code.isascii() and len(code) <= 9):
        avis.append(
            f"Le territoire «\u00a0{valeur[:60]}\u00a0» n’est pas reconnu\u00a0: il a été ignoré. "
            "Écrivez par exemple departement-78 ou commune-78440."
        )
        return ""
    return valeur


def _rayon(valeur: str, territoire: str, avis: list[str]) -> int:
    if not valeur:
        return 0
    if not (valeur.isascii() and valeur.isdigit() and len(valeur) < 4 and 1 <= int(valeur) <= RAYON_MAX):
        avis.append(
            f"Le rayon «\u00a0{valeur[:20]}\u00a0» n’est pas un nombre de kilomètres entre 1 et {RAYON_MAX}\u00a0: il a été ignoré."
        )
        return 0
    if not territoire.startswith("commune-"):
        avis.append("Le rayon se mesure autour d’une commune\u00a0: choisissez-en une. Il a été ignoré.")
        return 0
    return int(valeur)


def _periode(valeurs: Sequence[str], avis: list[str]) -> tuple[str, ...]:
    lues, inconnues = periode.lire([v.strip() for v in valeurs if v.strip()])
    avis += [
        f"La période «\u00a0{v[:60]}\u00a0» n’est pas reconnue\u00a0: elle a été ignorée. Écrivez par exemple 2015-2020, 2018- ou inconnue."
        for v in inconnues
    ]
    return lues


def _colonnes(valeurs: Sequence[str], avis: list[str]) -> tuple[str, ...]:
    demandees = {v.strip() for v in valeurs} - {""}
    avis += [
        f"La colonne «\u00a0{v[:60]}\u00a0» n’existe pas\u00a0: elle a été ignorée."
        for v in sorted(demandees - set(COLONNES))
    ]
    lues = tuple(c for c in COLONNES if c in demandees)
    return () if lues == COLONNES_A_DEFAUT else lues


def _mesure(valeur: str, avis: list[str]) -> str:
    if valeur and not re.fullmatch(MOTIF_MESURE.strip("^$"), valeur):
        avis.append(f"La mesure «\u00a0{valeur[:60]}\u00a0» n’existe pas\u00a0: elle a été ignorée.")
        return MESURES[0]
    return valeur or MESURES[0]


def _parmi(nom: str, valeur: str, choix: tuple[str, ...], avis: list[str]) -> str:
    if valeur and valeur not in choix:
        avis.append(
            f"Le réglage «\u00a0{nom}\u00a0» ne connaît pas «\u00a0{valeur[:60]}\u00a0»\u00a0: il a été ignoré."
        )
    return valeur if valeur in choix else choix[0]


def _page(valeur: str, avis: list[str]) -> int:
    if not valeur:
        return 1
    if not (valeur.isascii() and valeur.isdigit() and len(valeur) < 8 and 1 <= int(valeur) <= PAGE_MAX):
        avis.append(f"La page «\u00a0{valeur[:20]}\u00a0» n’existe pas\u00a0: voici la première.")
        return 1
    return int(valeur)
