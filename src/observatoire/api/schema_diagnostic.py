"""The JSON Schema of a shared diagnosis whole: its record, then figures, texts and signatures."""

from observatoire.analyses.presence import PORTEES
from observatoire.api.formes import NOMBRE, TEXTE, Json, liste, objet, ou_rien
from observatoire.diagnostics import BLOCS, COMMUN, COTES
from observatoire.publication import DIAGNOSTICS, json_schema
from observatoire.vocabulaires import vocabulaire

_COTE = TEXTE | {"enum": list(COTES)}
_EMPREINTE = TEXTE | {"pattern": "^[0-9a-f]{64}$"}
_BOOLEEN: Json = {"type": "boolean"}


def diagnostic_entier() -> Json:
    """Return the schema."""
    schema = json_schema(DIAGNOSTICS)
    ajouts: Json = {
        "empreinte": _EMPREINTE
        | {
            "description": (
                "SHA-256 du JSON canonique de ce qui est signé\u00a0: {\"chiffres\": …, \"textes\": {\"bloc.cote\": \"…\"}}, les textes "
                "vides absents, les clés triées, sans espace, en UTF-8, les nombres écrits comme ici."
            )
        },
        "signe_des_deux_cotes": _BOOLEEN
        | {"description": "Vrai si les deux signatures valent pour ce qui est montré et pour les chiffres du jour."},
        "signatures": liste(_signature()) | {"minItems": len(COTES), "maxItems": len(COTES)},
        "changements": liste(TEXTE)
        | {"description": "Ce que l’observatoire sait aujourd’hui et que les chiffres figés ne disent pas, en phrases."},
        "chiffres": _chiffres() | {"description": "Figés à l’instant «\u00a0chiffres_a\u00a0», tels qu’ils sont signés."},
        "blocs": liste(_bloc()) | {"description": "Les parties du document, dans leur ordre, et ce que chaque côté y a écrit."},
    }  # fmt: skip
    return schema | {"properties": schema["properties"] | ajouts, "required": [*schema["required"], *ajouts]}


def _signature() -> Json:
    return objet(
        {
            "cote": _COTE,
            "au_nom_de": ou_rien(TEXTE) | {"description": "Vide tant que ce côté n’a pas signé."},
            "signe_a": ou_rien(TEXTE) | {"format": "date-time"},
            "empreinte": ou_rien(_EMPREINTE) | {"description": "De ce que ce côté a signé."},
            "vaut": _BOOLEEN | {"description": "Faux si rien n’est signé, ou si la signature est tombée."},
            "changements": liste(TEXTE) | {"description": "Pourquoi elle est tombée, en phrases."},
        }
    )


def _bloc() -> Json:
    cote = TEXTE | {"enum": [*COTES, COMMUN]}
    texte = TEXTE | {"description": "Vide tant que personne ne l’a écrit."}
    return objet(
        {
            "code": TEXTE | {"enum": list(BLOCS)},
            "titre": TEXTE,
            "textes": liste(objet({"cote": cote, "texte": texte})),
        }
    )


def _chiffres() -> Json:
    offre = objet({"structures": NOMBRE, "noms": liste(TEXTE)})
    alliances = dict.fromkeys(("en_cours", "terminees", "a_verifier"), NOMBRE)
    pratiques = dict.fromkeys((*PORTEES, "mixtes", "arretees", "demo"), NOMBRE)
    return objet(
        {
            "territoire": TEXTE,
            "reperes": liste(objet({"id": TEXTE, "nom": TEXTE})),
            "portrait": liste(_indicateur()),
            "pratiques": objet(pratiques | {"causes": _par_code(NOMBRE)}),
            "offre": objet({"es": offre, "ts": offre, "deux": NOMBRE}),
            "alliances": objet(alliances | dict.fromkeys(("liste", "finies"), liste(_pratique()))),
            "zones": _par_code(_zone()) | {"description": "Thème → ce que l’observatoire en sait."},
        }
    )


def _indicateur() -> Json:
    valeur = ou_rien(objet({"valeur": {"type": "number"}, "annee": NOMBRE}))
    textes = dict.fromkeys(("code", "libelle", "unite", "source"), TEXTE)
    nombres = dict.fromkeys(("decimales", "annee"), NOMBRE)
    return objet(textes | nombres | {"ici": valeur, "reperes": _par_code(valeur)})


def _pratique() -> Json:
    return objet(
        {
            "id": TEXTE,
            "titre": TEXTE,
            "activite": ou_rien(TEXTE),
            "annee": ou_rien(NOMBRE),
            "lieu": ou_rien(TEXTE),
            "couvre": _BOOLEEN | {"description": "Déclarée pour un territoire plus large."},
            "demo": _BOOLEEN | {"description": "Inventée, sur une instance de démonstration."},
        }
    )


def _zone() -> Json:
    effort = TEXTE | {"enum": list(vocabulaire("effort").codes)}
    return objet(
        {
            "classe": TEXTE | {"enum": list(vocabulaire("zone").codes)},
            **dict.fromkeys(("es", "ts", "deux", "alliances"), NOMBRE),
            **dict.fromkeys(("effort_es", "effort_ts"), effort),
        }
    )


def _par_code(schema: Json) -> Json:
    return {"type": "object", "additionalProperties": schema}
