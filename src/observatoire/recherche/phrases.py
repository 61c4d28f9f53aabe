"""Say in French how a text was read, when it was not read as typed."""

from collections.abc import Iterable

from observatoire.recherche.interpretation import Interpretation


def dire(q: str, lue: Interpretation | None) -> list[str]:
    """Return the sentences for the reader: corrections, words not held, what the glossary added; none when as typed."""
    if lue is None:
        return [f"{_cite(q)} ne contient que des mots trop courants\u00a0: ils n’ont pas servi."] if q else []
    phrases = []
    if lue.corrections:
        corrigees = _enumerer(f"{_cite(lu)} pour {_cite(tape)}" for tape, lu in lue.corrections)
        phrases.append(f"Recherche corrigée\u00a0: {corrigees}.")
    if lue.inconnus:
        phrases.append(
            f"Aucune fiche ne contient {_enumerer(map(_cite, lue.inconnus))}\u202f; essayez un autre mot."
        )
    if lue.tenus < lue.mots:
        phrases.append(
            f"Aucune fiche ne contient les {lue.mots}\u00a0mots cherchés\u00a0: voici celles qui en contiennent au moins {lue.tenus}."
        )
    if lue.elargie_a:
        phrases.append(f"Recherche élargie à\u00a0: {_enumerer(map(_cite, lue.elargie_a))}.")
    return phrases


def _cite(mots: str) -> str:
    return f"«\u00a0{mots}\u00a0»"


def _enumerer(mots: Iterable[str]) -> str:
    *premiers, dernier = mots
    return f"{', '.join(premiers)} et {dernier}" if premiers else dernier
