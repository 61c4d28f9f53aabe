"""Say in French what a connector read and what it proposes: the same words on screen and on the command line."""

from collections.abc import Iterable, Mapping
from typing import Any

from observatoire.connecteurs.model import CHAMPS, GENRES, Actualisation, Difference, Proposition
from observatoire.store import Cursor
from observatoire.territoires import trouver_tous
from observatoire.vocabulaires import libelle

_VOCABULAIRES = {
    "type_structure": "type_structure",
    "cote_defaut": "cote",
    "thematiques": "thematique",
    "publics": "public",
}
_RAPPROCHEES = {"siret": "même SIRET", "nom_commune": "même nom dans la même commune"}


def bilan(faite: Actualisation) -> str:
    """Return in one sentence what a refresh found, or why it failed."""
    if not faite.reussie:
        return f"Échec\u00a0: {faite.message}"
    comptes = (
        (faite.nouvelles, "nouvelle"),
        (faite.modifiees, "modifiée"),
        (faite.inchangees, "inchangée"),
        (faite.absentes, "absente"),
    )
    dits = ", ".join(f"{n}\u00a0{mot}{'s' if n > 1 else ''}" for n, mot in comptes)
    hors = f" Hors des territoires demandés\u00a0: {faite.hors}." if faite.hors else ""
    return f"{faite.lues}\u00a0ligne{'s' if faite.lues > 1 else ''} lue{'s' if faite.lues > 1 else ''}\u00a0: {dits}.{hors} {faite.message}".rstrip()


def resumer(comptes: dict[str, int]) -> str:
    """Return what waits, by kind, '' when nothing does."""
    return ", ".join(f"{GENRES[genre].lower()}\u00a0: {n}" for genre, n in comptes.items() if n)


def communes(cur: Cursor, propositions: Iterable[Proposition]) -> dict[str, str]:
    """Return the names of the territories that these proposals tell."""
    lus = [d for p in propositions for d in p.differences if d.champ == "territoires"]
    ids = {i for d in lus for cote in (d.avant, d.apres) for i in cote or ()}
    return {i: f"{t.nom} ({t.code})" for i, t in trouver_tous(cur, ids).items()}


def valeur(champ: str, lue: Any, noms: Mapping[str, str]) -> str:
    """Return a value as it is read, territories by `noms`; « rien » when there is none."""
    if not lue:
        return "rien"
    lues = lue if isinstance(lue, list) else [lue]
    if nom := _VOCABULAIRES.get(champ):
        lues = [libelle(nom, code) for code in lues]
    return ", ".join(noms.get(x, str(x)) for x in lues)


def difference(d: Difference, noms: Mapping[str, str]) -> str:
    """Return « nom : avant → après », and whether it stays as it is here."""
    garde = " (gardé tel qu’il est ici)" if d.garde else ""
    return (
        f"{CHAMPS[d.champ]}\u00a0: {valeur(d.champ, d.avant, noms)} → {valeur(d.champ, d.apres, noms)}{garde}"
    )


def rapprochement(p: Proposition) -> str:
    """Return by what a new one was recognised, '' when it was not."""
    return f"reconnue ici\u00a0: {_RAPPROCHEES[p.rapprochement]}" if p.rapprochement in _RAPPROCHEES else ""
