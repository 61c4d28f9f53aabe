"""Write what operators and readers look up in docs/reference from the declarations: `python -m observatoire.cli.doc`.

commandes.md from the parser, reglages.md from the settings, glossaire.md from the catalogue's glossary.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from observatoire.catalogue.lecture import lire_catalogue
from observatoire.cli.arguments import analyseur
from observatoire.publication.doc import ecrire, tableau
from observatoire.settings import RACINE, declarations

REFERENCE = RACINE / "docs" / "reference"
_ORIGINE = "*Page écrite par `python -m observatoire.cli.doc` à partir {source}\u00a0; un test la compare.*\n"


def sous_commandes(parseur: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parsers of the verbs of a parser, by name, in order; none for a verb without sub-verbs."""
    for action in parseur._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def options(parseur: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return what a verb takes, the help option left out."""
    inutiles = argparse._HelpAction | argparse._SubParsersAction
    return [action for action in parseur._actions if not isinstance(action, inutiles)]


def commandes() -> str:
    """Return the page of the verbs as Markdown."""
    return "\n".join(
        [
            "# Commandes\n",
            _ORIGINE.format(source="de l’analyseur de la ligne de commande"),
            "`./observatoire` sans rien d’autre installe ce qui manque, puis fait `servir`. Les commandes du développement "
            "(`test`, `check`, `fix`, `bench`, `lock`) sont dans le [README](../../README.md).\n",
            "Pendant que l’application tourne, une commande qui a besoin de la base passe par elle\u00a0; `restaurer` demande "
            "qu’elle soit arrêtée. `--help` après un verbe montre son aide.\n",
            tableau(
                ("Code de sortie", "Sens"),
                [
                    ("0", "fait"),
                    (
                        "1",
                        "refusé ou impossible\u00a0: une phrase dit pourquoi et quoi faire (sortie d’erreur)",
                    ),
                    ("2", "commande mal écrite"),
                    ("130", "interrompue par Ctrl+C (`servir` s’arrête alors normalement, avec le code 0)"),
                ],
            ),
            *_verbes(analyseur()),
        ]
    )


def _verbes(parseur: argparse.ArgumentParser) -> Iterator[str]:
    for enfant in sous_commandes(parseur).values():
        yield f"## `{enfant.prog}`\n\n{enfant.description}\n"
        if prises := options(enfant):
            yield tableau(("Argument", "", "Description"), [_option(o) for o in prises])
        yield from _verbes(enfant)


def _option(option: argparse.Action) -> tuple[str, str, str]:
    nom = option.option_strings[0] if option.option_strings else option.dest
    valeur = f" {option.metavar}" if option.metavar else ""
    choix = f"\u00a0: {', '.join(f'`{c}`' for c in option.choices)}" if option.choices else ""
    return f"`{nom}{valeur}`", "obligatoire" if option.required else "facultatif", f"{option.help}{choix}"


def reglages() -> str:
    """Return the page of the settings as Markdown."""
    return "\n".join(
        [
            "# Réglages\n",
            _ORIGINE.format(source="des déclarations de `src/observatoire/settings.py`"),
            "Tous sont facultatifs et se donnent par des variables d’environnement, lues une fois au démarrage.\n",
            tableau(
                ("Variable", "Par défaut", "Ce qu’elle règle"),
                [(f"`{d.variable}`", d.defaut or "(vide)", d.aide) for d in declarations()],
            ),
        ]
    )


def glossaire() -> str:
    """Return the page of the common glossary as Markdown."""
    termes = sorted(lire_catalogue(RACINE / "data" / "catalogue").termes, key=lambda t: t["id"])
    return "\n".join(
        [
            "# Glossaire commun\n",
            _ORIGINE.format(source="de `data/catalogue/glossaire.yaml`"),
            "Les mots des travailleurs sociaux (TS) et des entrepreneurs sociaux (ES). Un **faux ami** n’a pas le même sens "
            "des deux côtés. Les sens proposés par l’observatoire sont à relire par les deux côtés.\n",
            *(_terme(t) for t in termes),
        ]
    )


def _terme(terme: dict[str, Any]) -> str:
    lignes = [f"## {terme['terme']}{' (faux ami)' if terme['faux_ami'] else ''}\n"]
    for champ, titre in (("sens_ts", "TS"), ("sens_es", "ES"), ("mot_commun", "En commun")):
        if terme[champ]:
            lignes.append(f"- **{titre}**\u00a0: {terme[champ]}")
    if terme["synonymes"]:
        lignes.append(f"- **Aussi**\u00a0: {', '.join(terme['synonymes'])}")
    return "\n".join([*lignes, f"\n*{terme['source']}*\n"])


PAGES: dict[Path, Callable[[], str]] = {
    REFERENCE / "commandes.md": commandes,
    REFERENCE / "reglages.md": reglages,
    REFERENCE / "glossaire.md": glossaire,
}
"""Each page and what writes it."""


if __name__ == "__main__":
    for page, rediger in PAGES.items():
        ecrire(page, rediger())
