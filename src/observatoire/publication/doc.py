"""Write the data dictionary (docs/reference/dictionnaire.md) from the declarations: `python -m observatoire.publication.doc`."""

from collections.abc import Sequence
from pathlib import Path

from observatoire.publication.fichiers_csv import MENTIONS
from observatoire.publication.mentions import LICENCE, LICENCE_PRECISION, LICENCE_URL, LIMITES
from observatoire.publication.model import Colonne, Ressource
from observatoire.publication.ressources import FORMATS, RESSOURCES
from observatoire.settings import RACINE
from observatoire.vocabulaires import VOCABULAIRES, Vocabulaire

DICTIONNAIRE = RACINE / "docs" / "reference" / "dictionnaire.md"

_TYPES = {
    "texte": "texte",
    "entier": "nombre entier",
    "nombre": "nombre",
    "date": "date",
    "instant": "date et heure",
    "booleen": "vrai ou faux",
    "objets": "objets",
}


def type_en_mots(colonne: Colonne) -> str:
    """Return the type of a column in French: « liste de textes », « date »…"""
    if colonne.type == "objets":
        return f"liste de {colonne.ressource}"
    return f"liste de {_TYPES[colonne.type]}s" if colonne.liste else _TYPES[colonne.type]


def cellule(texte: str) -> str:
    """Return a text that a Markdown table can hold."""
    return texte.replace("|", "\\|").replace("\n", " ")


def dictionnaire() -> str:
    """Return the dictionary as Markdown."""
    morceaux = [
        "# Dictionnaire des données\n",
        "*Page écrite par `python -m observatoire.publication.doc` à partir des déclarations\u00a0; un test la compare.*\n",
        f"Licence\u00a0: [{LICENCE}]({LICENCE_URL}). {LICENCE_PRECISION}\n",
        f"**Ce que ces données ne disent pas.** {LIMITES}\n",
        "## Formats\n",
        tableau(
            ("Format", "Nom", "Description"),
            [(f.libelle, f"`{f.nom}`", f.description) for f in FORMATS.values()],
        ),
        "Dans les fichiers CSV, une apostrophe précède tout texte qu’un tableur prendrait pour une formule "
        "(il commence par `=`, `+`, `-`, `@`, une tabulation ou un retour à la ligne, ou il contient l’un d’eux juste "
        "après un séparateur)\u00a0; les nombres n’en ont pas. Dans le CSV technique, les valeurs d’une liste sont séparées "
        "par `|`\u00a0; un `|` ou un `\\` à l’intérieur d’une valeur est précédé de `\\`, et `partenaires`, `effets` et `sources` sont en JSON.\n",
        *(_ressource(r) for r in RESSOURCES.values()),
        "## Vocabulaires\n",
        "Les colonnes codées prennent leurs valeurs ici. Une valeur n’est jamais renommée ni supprimée\u00a0: elle est marquée retirée.\n",
        *(_vocabulaire(v) for v in VOCABULAIRES.values()),
    ]
    return "\n".join(morceaux)


def _ressource(ressource: Ressource) -> str:
    lignes = [
        (f"`{c.nom}`", c.libelle, type_en_mots(c), "oui" if c.requise else "", _description(c))
        for c in ressource.colonnes
    ]
    if ressource.nom == "pratiques":
        lignes += [
            (f"`{nom}`", libelle, "texte", "oui", f"{texte} CSV seulement.")
            for nom, libelle, texte in MENTIONS
        ]
    table = tableau(("Nom", "Libellé", "Type", "Toujours remplie", "Description"), lignes)
    cle = ", ".join(f"`{c}`" for c in ressource.cle)
    return f"## {ressource.libelle}\n\n{ressource.description} Clé\u00a0: {cle}.\n\n{table}"


def _description(colonne: Colonne) -> str:
    voc = colonne.vocabulaire
    precisions = [colonne.description]
    if voc:
        precisions.append(f"Vocabulaire [{voc}](#{voc}).")
    if not colonne.fichiers:
        precisions.append("JSON seulement.")
    return " ".join(precisions)


def _vocabulaire(vocabulaire: Vocabulaire) -> str:
    lignes = [(f"`{v.code}`", v.libelle, v.description) for v in vocabulaire]
    table = tableau(("Code", "Libellé", "Description"), lignes)
    return f'### {vocabulaire.libelle} <a id="{vocabulaire.nom}"></a>\n\n{vocabulaire.description}\n\n{table}'


def tableau(titres: tuple[str, ...], lignes: Sequence[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    rangees = [titres, ("---",) * len(titres), *lignes]
    return "".join(f"| {' | '.join(cellule(c) for c in ligne)} |\n" for ligne in rangees)


def ecrire(page: Path, texte: str) -> None:
    """Write a page of the docs."""
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(texte, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    ecrire(DICTIONNAIRE, dictionnaire())
