"""How figures are made and read: sums, rates from sums, French numbers. Pure functions."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from observatoire.indicateurs.model import Condition, Definition, Donnees

Colonnes = Mapping[str, Sequence[Any]]
"""Column → one value a row; None where the source says nothing."""

DESSUS = {
    "commune": ("epci", "departement", "region", "pays"),
    "epci": ("pays",),
    "departement": ("region", "pays"),
    "region": ("pays",),
}
"""Level of the rows → levels summed from them. An EPCI may span départements: only the country is summed from EPCI."""

_ESPACES = re.compile(r"[\s\u00a0\u202f']")
_ENTIERS_GROUPES = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_NOMBRE = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


def nombre_francais(texte: str) -> float | None:
    """Read « 12 500,50 », « 12.500,50 », « 12500.5 », « −3 »; None when it is not a number.

    >>> nombre_francais("12 500,50")
    12500.5
    """
    compact = _ESPACES.sub("", texte).replace("−", "-").removesuffix("%")
    if _ENTIERS_GROUPES.fullmatch(compact) and "," in compact:
        compact = compact.replace(".", "")
    compact = compact.replace(",", ".")
    return float(compact) if _NOMBRE.fullmatch(compact) else None


def valeurs(
    definition: Definition, colonnes: Colonnes, au_dessus: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """Return the figure of each territory that has one.

    `colonnes["id"]` holds the territories of the rows; `au_dessus` gives the ids that each is summed into.
    Amounts sum what is known. A rate is the sum of its numerators over the sum of its denominators, rows where both
    are known; over nothing there is no rate.
    """
    donnees = definition.donnees
    if donnees is None:
        return {}
    if definition.indicateur.nature == "quantite":
        return _sommes(_paires(colonnes["id"], colonnes[donnees.colonne or ""]), au_dessus)
    return _taux(donnees, colonnes, au_dessus)


def _taux(donnees: Donnees, colonnes: Colonnes, au_dessus: Mapping[str, Sequence[str]]) -> dict[str, float]:
    numerateurs = _numerateurs(donnees, colonnes)
    denominateurs = colonnes[donnees.denominateur or ""]
    connues = [
        (i, n, d)
        for i, n, d in zip(colonnes["id"], numerateurs, denominateurs, strict=True)
        if est_connu(n) and est_connu(d)
    ]
    hauts = _sommes(((i, n) for i, n, _ in connues), au_dessus)
    bas = _sommes(((i, d) for i, _, d in connues), au_dessus)
    taux = {i: donnees.facteur * haut / bas[i] for i, haut in hauts.items() if bas[i]}
    if donnees.colonne:
        propres = set(colonnes["id"])
        taux = {i: v for i, v in taux.items() if i not in propres}
        taux |= {i: float(v) for i, v in _paires(colonnes["id"], colonnes[donnees.colonne])}
    if donnees.secret_sous:
        taux = {i: v for i, v in taux.items() if not 0 < hauts[i] < donnees.secret_sous}
    return taux


def _numerateurs(donnees: Donnees, colonnes: Colonnes) -> Sequence[Any]:
    numerateurs = colonnes[donnees.numerateur or ""]
    if donnees.si is None:
        return numerateurs
    temoins = colonnes[donnees.si.colonne]
    return [_compte(donnees.si, t, n) for t, n in zip(temoins, numerateurs, strict=True)]


def _compte(si: Condition, temoin: Any, numerateur: Any) -> Any:
    if not est_connu(temoin):
        return None
    return numerateur if temoin in si.parmi else 0


def est_connu(valeur: Any) -> bool:
    """Tell whether a cell says something: not empty, not infinite."""
    return valeur is not None and not (isinstance(valeur, float) and not math.isfinite(valeur))


def _paires(ids: Sequence[str], valeurs: Sequence[Any]) -> list[tuple[str, Any]]:
    return [(i, v) for i, v in zip(ids, valeurs, strict=True) if est_connu(v)]


def _sommes(paires: Iterable[tuple[str, Any]], au_dessus: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Sum by territory: each row counts for itself and for what contains it."""
    sommes: dict[str, float] = {}
    for identifiant, valeur in paires:
        sommes[identifiant] = sommes.get(identifiant, 0.0) + valeur
        for parent in au_dessus.get(identifiant, ()):
            sommes[parent] = sommes.get(parent, 0.0) + valeur
    return sommes
