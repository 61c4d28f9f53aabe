"""The parameters of each route, declared once: what is checked is what OpenAPI says.

Pages ignore a value they do not know and say so; a program must be told: here it is an error.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from observatoire.api.problemes import Probleme
from observatoire.pratiques import FILTRES, PORTEES, STRUCTURES, periode
from observatoire.pratiques.question import (
    CARTES,
    COLONNES,
    ELARGIR,
    MOTIF_MESURE,
    MOTIF_STRUCTURE,
    Q_MAX,
    RAYON_MAX,
    STRUCTURE_MAX,
    TRIS,
    VUES,
)
from observatoire.publication import FORMATS
from observatoire.territoires import NIVEAUX
from observatoire.vocabulaires import vocabulaire

PAR_PAGE = 50
PAR_PAGE_MAX = 200
PAGE_MAX = 1_000_000
MOTIF_TERRITOIRE = rf"^({'|'.join(NIVEAUX)})-[0-9A-Za-z]{{1,9}}$"


@dataclass(frozen=True, slots=True)
class Parametre:
    """One query parameter; `schema` is the JSON Schema of one value."""

    nom: str
    description: str
    schema: dict[str, Any]
    repetable: bool = False

    def verifier(self, valeurs: Sequence[str]) -> str | None:
        """Return what is wrong with the values given, None when nothing is."""
        if len(valeurs) > 1 and not self.repetable:
            return f"« {self.nom} » ne se donne qu’une fois."
        return next((faute for v in valeurs if (faute := self._faute(v))), None)

    @property
    def acceptees(self) -> list[str]:
        """The values accepted, when they can be listed."""
        return list(self.schema.get("enum", []))

    def _faute(self, valeur: str) -> str | None:
        schema, dite = self.schema, valeur[:60]
        if "enum" in schema and valeur not in schema["enum"]:
            return f"« {self.nom} » ne connaît pas « {dite} »."
        if schema["type"] == "integer":
            return self._faute_de_nombre(valeur)
        if len(valeur) > schema.get("maxLength", len(valeur)):
            return f"« {self.nom} » dépasse {schema['maxLength']} caractères."
        if len(valeur) < schema.get("minLength", 0):
            return f"« {self.nom} » demande {schema['minLength']} caractères au moins."
        if "pattern" in schema and not re.fullmatch(schema["pattern"].strip("^$"), valeur):
            return f"« {self.nom} » ne comprend pas « {dite} » : écrivez par exemple {schema['examples'][0]}."
        return None

    def _faute_de_nombre(self, valeur: str) -> str | None:
        mini, maxi = self.schema["minimum"], self.schema["maximum"]
        if re.fullmatch(r"[0-9]{1,9}", valeur) and mini <= int(valeur) <= maxi:
            return None
        return f"« {self.nom} » est un nombre entier de {mini} à {maxi}."


def _parmi(nom: str, description: str, valeurs: Sequence[str], *, repetable: bool = False) -> Parametre:
    return Parametre(nom, description, {"type": "string", "enum": list(valeurs)}, repetable)


def _territoire(nom: str, description: str) -> Parametre:
    return Parametre(
        nom, description, {"type": "string", "pattern": MOTIF_TERRITOIRE, "examples": ["departement-78"]}
    )


PAGINATION = (
    Parametre(
        "page",
        "Page voulue ; sans effet sur un fichier, qui contient toutes les pages.",
        {"type": "integer", "minimum": 1, "maximum": PAGE_MAX, "default": 1},
    ),
    Parametre(
        "par_page",
        f"Nombre d’éléments par page, {PAR_PAGE_MAX} au plus.",
        {"type": "integer", "minimum": 1, "maximum": PAR_PAGE_MAX, "default": PAR_PAGE},
    ),
)

DES_PRATIQUES = (
    Parametre(
        "q",
        "Mots cherchés, en français : accents et terminaisons indifférents, fautes de frappe pardonnées\u202f; des mots entre "
        "guillemets se suivent.",
        {"type": "string", "maxLength": Q_MAX},
    ),
    _parmi("elargir", "Ajoute aux mots cherchés ceux que le glossaire met à côté d’eux\u00a0: oui à défaut.", ELARGIR),
    _territoire("territoire", "Pratiques d’un territoire ou de ce qu’il contient."),
    Parametre(
        "rayon",
        "Kilomètres autour de la commune demandée par «\u00a0territoire\u00a0», à vol d’oiseau.",
        {"type": "integer", "minimum": 1, "maximum": RAYON_MAX},
    ),
    Parametre(
        "periode",
        "Années de début\u00a0: de 2015 à 2020 (2015-2020), depuis 2018 (2018-), jusqu’en 2012 (-2012), en 2019 (2019), "
        "date inconnue (inconnue)\u202f; plusieurs valeurs\u00a0: l’une d’elles suffit.",
        {"type": "string", "pattern": periode.MOTIF, "examples": ["2015-2020"]},
        repetable=True,
    ),
    *(
        _parmi(
            nom,
            f"{vocabulaire(voc).libelle} ; plusieurs valeurs : l’une d’elles suffit. Vocabulaire « {voc} ».",
            vocabulaire(voc).codes,
            repetable=True,
        )
        for nom, voc in FILTRES.items()
    ),
    *(
        Parametre(
            nom,
            f"{titre} nommé{'e' if nom == 'structure' else ''} par une pratique\u00a0: son nom en minuscules, sans accent, "
            "les mots joints par des tirets\u202f; plusieurs valeurs\u00a0: l’une d’elles suffit.",
            {"type": "string", "pattern": MOTIF_STRUCTURE, "maxLength": STRUCTURE_MAX, "examples": ["fondation-caritas-france"]},
            repetable=True,
        )
        for nom, titre in STRUCTURES.items()
    ),
    _parmi(
        "portee",
        "Pratiques " + ", ".join(f"{mots} ({code})" for code, mots in PORTEES.items()) + ".",
        tuple(PORTEES),
    ),
    _parmi("tri", "Ordre de la réponse\u202f; «\u00a0distance\u00a0» demande un rayon.", TRIS),
    _parmi("carte", "Carte de l’explorateur ; sans effet ici.", CARTES),
    Parametre(
        "mesure",
        "Mesure de la carte de l’explorateur\u202f; sans effet ici.",
        {"type": "string", "pattern": MOTIF_MESURE, "examples": ["par_habitant"]},
    ),
    _parmi("vue", "Vue de l’explorateur ; sans effet ici.", VUES),
    _parmi("colonne", "Colonnes du tableau de l’explorateur\u202f; sans effet ici.", tuple(COLONNES), repetable=True),
    *PAGINATION,
    _parmi(
        "format",
        "Format de la réponse ; à défaut, celui que demande l’en-tête Accept.",
        ("json", *FORMATS),
    ),
    _parmi(
        "demo",
        "Sur une instance de démonstration, montre aussi les pratiques inventées (« est_demo » vrai) ; en JSON seulement.",
        ("1",),
    ),
)  # fmt: skip
DES_TERRITOIRES = (
    Parametre(
        "q",
        "Nom, début de nom ou code (postal, officiel) ; les fautes de frappe sont pardonnées. Deux cents réponses au plus, "
        "les meilleures d’abord.",
        {"type": "string", "minLength": 2, "maxLength": 100},
    ),
    _parmi("niveau", "Niveau voulu.", tuple(NIVEAUX)),
    _territoire("parent", "Territoires contenus dans celui-ci."),
    *PAGINATION,
)  # fmt: skip

DES_ZONES = (
    _territoire("territoire", "Territoire voulu, avec ceux qui le composent\u00a0; la France à défaut."),
    _parmi(
        "demo",
        "Sur une instance de démonstration, compte aussi les pratiques inventées.",
        ("1",),
    ),
)  # fmt: skip

DES_DIAGNOSTICS = (
    _territoire("territoire", "Diagnostics d’un territoire et de ce qu’il contient\u00a0; tous à défaut."),
    *PAGINATION,
)

DU_FICHIER_DES_VOIX = (
    _territoire(
        "territoire", "Voix des pratiques d’un territoire et de ce qu’il contient\u00a0; toutes à défaut."
    ),
)
DES_VOIX = (*DU_FICHIER_DES_VOIX, *PAGINATION)

DES_VALEURS = (
    _parmi("niveau", "Niveau voulu.", tuple(NIVEAUX)),
    _territoire("parent", "Valeurs des territoires contenus dans celui-ci."),
    *PAGINATION,
)


def des_fichiers(extension: str) -> tuple[Parametre, ...]:
    """Return the parameters of `/pratiques.<extension>`: those of `/pratiques` that a file can follow."""
    formats = [f.nom for f in FORMATS.values() if f.extension == extension] or [extension]
    choix = _parmi("format", "Variante du format ; la première à défaut.", formats)
    return tuple(
        choix if p.nom == "format" else p for p in DES_PRATIQUES if p.nom not in ("par_page", "demo")
    )


def verifier(parametres: Sequence[Parametre], params: QueryParams) -> None:
    """Raise a Probleme 400 that names each wrong or unknown parameter and what it accepts."""
    connus = {p.nom: p for p in parametres}
    erreurs, acceptees = {}, {}
    for nom in params.keys():  # noqa: SIM118 - keys() of a multi-dict gives each name once
        if nom not in connus:
            erreurs[nom] = f"Le paramètre « {nom[:60]} » n’existe pas ici."
            acceptees[nom] = list(connus)
        elif faute := connus[nom].verifier(params.getlist(nom)):
            erreurs[nom] = faute
            if connus[nom].acceptees:
                acceptees[nom] = connus[nom].acceptees
    if erreurs:
        raise Probleme(400, " ".join(erreurs.values()), erreurs, acceptees)


def entier(params: QueryParams, nom: str, defaut: int) -> int:
    """Return a whole number already checked."""
    return int(params[nom]) if nom in params else defaut
