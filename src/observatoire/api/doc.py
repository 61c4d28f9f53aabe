"""Write the API's reference (docs/reference/api.md) from its own description: `python -m observatoire.api.doc`."""

from typing import Any

from observatoire.api.openapi import description
from observatoire.api.problemes import PROBLEMES
from observatoire.publication.doc import cellule, ecrire
from observatoire.settings import RACINE, settings

REFERENCE = RACINE / "docs" / "reference" / "api.md"
ADRESSE = "https://observatoire.exemple.fr"
"""The site's address in the examples: the page is the same wherever it is written."""
_VALEURS_MONTREES = 8

EXEMPLES = (
    ("Les pratiques des Yvelines", "/api/v1/pratiques?territoire=departement-78"),
    (
        "Les lieux partagés, du plus récent au plus ancien",
        "/api/v1/pratiques?forme=lieu_partage&tri=recentes",
    ),
    ("Les mêmes dans un tableur", "/api/v1/pratiques.xlsx?forme=lieu_partage"),
    ("Celles qui parlent d’emploi, sur une carte", "/api/v1/pratiques.geojson?q=emploi"),
    ("Le code d’une commune", "/api/v1/territoires?q=les+mureaux&niveau=commune"),
    ("Les valeurs d’un vocabulaire", "/api/v1/vocabulaires/forme"),
    ("Les structures, au schéma data·inclusion", "/api/v1/structures/data-inclusion.json"),
)
"""What people ask first: (sentence, address)."""


def reference() -> str:
    """Return the reference as Markdown."""
    decrite = description()
    morceaux = [
        "# API\n",
        "*Page écrite par `python -m observatoire.api.doc` à partir de la description OpenAPI\u00a0; un test la compare.*\n",
        f"{decrite['info']['summary']} Les adresses portent les mêmes paramètres que celles de l’explorateur.\n",
        f"La description complète, à donner à un outil, est à `{ADRESSE}/api/v1/openapi.json`.\n",
        "## Exemples\n",
        *(f"- {phrase}\u00a0: `{ADRESSE}{adresse}`" for phrase, adresse in EXEMPLES),
        "",
        _regles(),
        "## Adresses\n",
        "Les champs des réponses sont dans le [dictionnaire des données](dictionnaire.md).\n",
        *(_operation(chemin, verbes["get"]) for chemin, verbes in decrite["paths"].items()),
        "## Erreurs\n",
        "Une erreur est un objet `application/problem+json` (RFC 9457)\u00a0: `type`, `title`, `status`, `detail`, `instance`, et "
        "`erreurs` qui nomme chaque paramètre avec les valeurs qu’il accepte.\n",
        "| Statut | Titre | Type |\n| --- | --- | --- |\n"
        + "".join(f"| {code} | {titre} | `urn:observatoire:probleme:{sorte}` |\n" for code, (sorte, titre) in PROBLEMES.items()),
    ]  # fmt: skip
    return "\n".join(morceaux).replace(settings().public_url, ADRESSE)


def _regles() -> str:
    return """## Règles communes

- Lecture seule, sans clé, depuis n’importe quel site (CORS ouvert)\u00a0: `GET`, `HEAD`, `OPTIONS`.
- Une valeur ou un paramètre inconnus sont refusés (400) en disant ce qui est accepté\u00a0; les pages, elles, les ignorent en le disant.
- Les listes vont page par page (`page`, `par_page`)\u00a0: suivez `liens.suivante` jusqu’à ce qu’elle soit nulle.
- Les fichiers (`.csv`, `.geojson`, `.parquet`, `.xlsx`) contiennent toutes les pages, dans l’ordre de la réponse.
- Chaque réponse porte un `ETag`\u00a0: redonnez-le dans `If-None-Match`, et la réponse est 304 tant que rien n’a changé.
- Les pratiques de démonstration (`est_demo`) ne sont données qu’en JSON, avec `demo=1`\u00a0; jamais dans un fichier. Les
  chiffres d’un diagnostic sont ceux qui y sont signés\u00a0: s’ils en comptent, `demo` le dit.
- Une valeur `null`, une liste vide veulent dire «\u00a0inconnu\u00a0».
"""


def _operation(chemin: str, operation: dict[str, Any]) -> str:
    lignes = [f"### `GET /api/v1{chemin}`\n", f"{operation['summary']}.\n"]
    if chemin.startswith("/pratiques."):
        lignes.append("Mêmes paramètres que `/pratiques`, sauf `par_page` et `demo`.\n")
    elif operation["parameters"]:
        lignes += ["| Paramètre | Valeurs | Description |", "| --- | --- | --- |"]
        lignes += [
            f"| `{p['name']}` | {cellule(_valeurs(p['schema']))} | {cellule(p.get('description', 'Dans l’adresse.'))} |"
            for p in operation["parameters"]
        ]
        lignes.append("")
    codes = [c for c in operation["responses"] if c not in ("200", "304")]
    lignes.append(f"Réponses\u00a0: 200 ({', '.join(_medias(operation))}), 304, {', '.join(codes)}.\n")
    return "\n".join(lignes)


def _medias(operation: dict[str, Any]) -> list[str]:
    return [f"`{media}`" for media in operation["responses"]["200"]["content"]]


def _valeurs(schema: dict[str, Any]) -> str:
    if schema["type"] == "array":
        return f"une ou plusieurs fois\u00a0: {_valeurs(schema['items'])}"
    if "enum" in schema:
        if len(schema["enum"]) > _VALEURS_MONTREES:
            return "un code du [vocabulaire](dictionnaire.md#vocabulaires)"
        return ", ".join(f"`{v}`" for v in schema["enum"])
    if schema["type"] == "integer":
        defaut = f", {schema['default']} à défaut" if "default" in schema else ""
        return f"de {schema['minimum']} à {schema['maximum']}{defaut}"
    if "examples" in schema:
        return f"par exemple `{schema['examples'][0]}`"
    return f"texte, {schema['maxLength']} caractères au plus" if "maxLength" in schema else "texte"


if __name__ == "__main__":
    ecrire(REFERENCE, reference())
