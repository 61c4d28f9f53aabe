"""How far two territories are from each other. Pure functions.

*Standardisation: median and median absolute deviation*, and not mean and standard deviation. Our indicators are rates
with long tails (the density of Paris, the tax potential of a commune with a power station): a mean and a standard
deviation are made by those few, and nearly all other territories become alike. The deviation is 1.4826 × MAD, the
standard deviation of a bell curve. Where more than half of the territories hold the same figure (a share of social
housing of 0) the MAD is 0: the mean absolute deviation × 1.2533 takes its place, as Iglewicz and Hoaglin ask (*How to
Detect and Handle Outliers*, 1993). The inverse hyperbolic sine of the result is what is compared: it leaves figures
near the median as they are and turns into a logarithm beyond, so that an exceptional figure does not outweigh all
others, while two exceptional figures still differ (a threshold would make all large cities the same).

*Distance*: root mean square of the differences over the variables that both know, so that a missing figure neither
brings nearer nor sends away; at least half of the variables, and MINIMUM of them when there are as many.
It is symmetric; a territory is at 0 from itself. It is no metric: with missing figures the triangle may not close.
"""

from collections.abc import Collection, Sequence

import numpy as np

from observatoire.analyses.semblables.model import Nombres, Semblable, Semblables, Tableau

MINIMUM = 3
FACTEURS = (2, 3, 5, 10)
"""Population bands tried for a commune: from half to twice its population, then wider."""
CANDIDATS_VOULUS = 20
PROCHES = 8
"""Look-alikes shown."""


def standardiser(valeurs: Nombres) -> Nombres:
    """Return n × k figures without unit, in robust deviations from the median of their column, compressed.

    NaN stays NaN; a column that never varies is 0.
    """
    ecarts = np.full(valeurs.shape, np.nan)
    for k in range(valeurs.shape[1]):
        connus = np.isfinite(valeurs[:, k])
        if connus.any():
            ecarts[connus, k] = _standardiser(valeurs[connus, k])
    return ecarts


def _standardiser(connues: Nombres) -> Nombres:
    distances = np.abs(connues - np.median(connues))
    echelle = 1.4826 * float(np.median(distances)) or 1.2533 * float(np.mean(distances))
    if not echelle:
        return np.zeros(connues.shape)
    return np.arcsinh((connues - np.median(connues)) / echelle)


def minimum(variables: int) -> int:
    """Return how many variables two territories must share."""
    return max(min(MINIMUM, variables), -(-variables // 2))


def distances(ecarts: Nombres, rang: int) -> Nombres:
    """Return the distance of every row to one of them; NaN where too few variables are shared."""
    differences = ecarts - ecarts[rang]
    partagees = np.isfinite(differences).sum(axis=1)
    sommes = np.nansum(differences**2, axis=1)
    comparables = (partagees >= minimum(ecarts.shape[1])) & (partagees > 0)
    return np.where(comparables, np.sqrt(sommes / np.maximum(partagees, 1)), np.nan)


def bande(populations: Nombres, rang: int) -> tuple[int | None, Nombres]:
    """Return the narrowest factor of FACTEURS that gives CANDIDATS_VOULUS communes, and which rows it keeps (booleans).

    The widest one keeps fewer when there are none; None, and nobody kept, when the population is unknown or 0.
    """
    ici = populations[rang]
    personne = np.zeros(populations.shape, dtype=bool)
    if not np.isfinite(ici) or ici <= 0:
        return None, personne
    gardees = personne
    for facteur in FACTEURS:
        gardees = (populations >= ici / facteur) & (populations <= ici * facteur)
        gardees[rang] = False
        if gardees.sum() >= CANDIDATS_VOULUS:
            return facteur, gardees
    return FACTEURS[-1], gardees


def comparer(
    t: Tableau, territoire_id: str, sans: Collection[str] = (), au_plus: int = PROCHES
) -> Semblables:
    """Return the territories nearest to one, variables of `sans` left out; ties by id.

    A territory that is not of the level is a programming error (ValueError).
    """
    rang = t.ids.index(territoire_id)
    gardes = [k for k, code in enumerate(t.codes) if code not in sans]
    codes = [t.codes[k] for k in gardes]
    ecarts = t.ecarts[:, gardes]
    facteur, candidats = bande(t.populations, rang) if t.niveau == "commune" else (None, _tous_sauf(t, rang))
    loin = distances(ecarts, rang) if gardes else np.full(len(t.ids), np.nan)
    possibles = np.flatnonzero(candidats & np.isfinite(loin))
    choisis = sorted(possibles, key=lambda i: (loin[i], t.ids[i]))[:au_plus]
    return Semblables(
        dict(zip(codes, _connus(t.valeurs[rang, gardes]), strict=True)),
        minimum(len(codes)),
        facteur,
        len(possibles),
        tuple(
            Semblable(
                t.ids[i],
                float(loin[i]),
                dict(zip(codes, _connus(ecarts[i] - ecarts[rang]), strict=True)),
                dict(zip(codes, _connus(t.valeurs[i, gardes]), strict=True)),
            )
            for i in choisis
        ),
    )


def _tous_sauf(t: Tableau, rang: int) -> Nombres:
    tous = np.ones(len(t.ids), dtype=bool)
    tous[rang] = False
    return tous


def _connus(valeurs: Nombres) -> list[float | None]:
    return [float(v) if np.isfinite(v) else None for v in valeurs]


def ranger(
    chez: dict[str, set[str]], ici: Collection[str], proches: Sequence[str]
) -> list[tuple[str, tuple[str, ...]]]:
    """Return the codes that look-alikes have and this territory has not, with who has them: the most frequent first."""
    manques = [(code, tuple(i for i in proches if i in ids)) for code, ids in chez.items() if code not in ici]
    return sorted(((c, ids) for c, ids in manques if ids), key=lambda m: (-len(m[1]), m[0]))
