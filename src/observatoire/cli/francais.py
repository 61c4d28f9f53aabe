"""argparse speaks French: its own words are translated where it looks them up (gettext's `_` of that module)."""

import argparse

TRADUCTIONS = {
    "usage: ": "Utilisation\u00a0: ",
    "positional arguments": "Arguments\u00a0",
    "options": "Options\u00a0",
    "show this help message and exit": "montre cette aide",
    "the following arguments are required: %s": "il manque\u00a0: %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s\u00a0: %(message)s",
    "unrecognized arguments: %s": "en trop\u00a0: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "«\u00a0%(value)s\u00a0» n’est pas possible\u202f; choisissez\u00a0: %(choices)s",
    "expected one argument": "il manque sa valeur",
    "expected at most one argument": "une seule valeur au plus",
    "expected at least one argument": "il manque au moins une valeur",
    "ignored explicit argument %r": "cette option ne prend pas de valeur (%r)",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s peut vouloir dire\u00a0: %(matches)s",
    "not allowed with argument %s": "ne va pas avec %s",
    "one of the arguments %s is required": "il manque l’un de\u00a0: %s",
    "invalid %(type)s value: %(value)r": "«\u00a0%(value)s\u00a0» n’est pas compris",
}
"""What argparse can tell somebody who types; its messages to programmers stay as they are."""


def traduire(texte: str) -> str:
    """Return argparse's text in French, itself when it is not one that a person meets."""
    return TRADUCTIONS.get(texte, texte)


def parler_francais() -> None:
    """Make argparse use the translations, in the whole process."""
    vars(argparse)["_"] = traduire
