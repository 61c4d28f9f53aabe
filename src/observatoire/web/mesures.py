"""What a map of territories measures: a count, a rate, a share, an indicator; its classes and its words. Pure functions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, log10

from observatoire.indicateurs import Indicateur
from observatoire.pratiques.question import MESURES
from observatoire.web import maps
from observatoire.web.formats import FINE, INSECABLE, nombre, pluriel

SEUIL_DE_PART = 5
"""No share is told under this many pratiques."""
CLASSES = 5

NOMS = {
    "nombre": "Nombre de pratiques",
    "par_habitant": f"Pratiques pour 100{FINE}000 habitants",
    "part_mixte": "Part d’alliances entre ES et TS, en\u00a0%",
}
"""What each of MESURES is called."""
assert set(NOMS) == set(MESURES)


@dataclass(frozen=True, slots=True)
class Mesure:
    """The values of a map, by territory id, and the words around them."""

    code: str
    titre: str
    """Heads the legend: what is measured, its unit, its year."""
    valeurs: Mapping[str, float]
    """A territory without a value is absent."""
    unite: str
    decimales: int = 0
    absente: str = "non disponible"
    dits: Mapping[str, str] = field(default_factory=dict)
    """What is said of some territories that have no value."""
    source: str = ""
    mixte: bool = False
    """Drawn in the colour of alliances."""


def par_habitant(comptes: Mapping[str, int], populations: Mapping[str, int | None]) -> Mesure:
    """Return pratiques for 100,000 inhabitants, one decimal; not available where the population is not known."""
    taux = {t: round(1e5 * n / hab, 1) for t, n in comptes.items() if (hab := populations.get(t))}
    return Mesure(
        "par_habitant", NOMS["par_habitant"], taux, f"pour 100{FINE}000 habitants", 1, "aucune pratique connue",
        {t: f"{pluriel(n, 'pratique')}, population non disponible" for t, n in comptes.items() if t not in taux},
        f"Populations légales de l’Insee{FINE}; les pratiques sont celles que l’observatoire connaît.",
    )  # fmt: skip


def part_mixte(comptes: Mapping[str, tuple[int, int]]) -> Mesure:
    """Return the percentage of alliances among the pratiques of each territory (count, mixed), none under the threshold."""
    parts = {t: float(round(100 * m / n)) for t, (n, m) in comptes.items() if n >= SEUIL_DE_PART}
    return Mesure(
        "part_mixte", NOMS["part_mixte"], parts, f"{FINE}% d’alliances entre ES et TS", 0, "aucune pratique connue",
        {t: f"{pluriel(n, 'pratique')}{INSECABLE}: trop peu pour dire une part" for t, (n, _) in comptes.items() if t not in parts},
        f"Aucune part n’est donnée sous {SEUIL_DE_PART}{INSECABLE}pratiques.", mixte=True,
    )  # fmt: skip


def indicateur(lu: Indicateur, valeurs: Mapping[str, float]) -> Mesure:
    """Return an indicator of the territories."""
    unite = lu.unite if not lu.unite.startswith("%") else f"{FINE}{lu.unite}"
    return Mesure(
        lu.code, f"{lu.libelle} ({lu.unite}, {lu.annee})", {t: round(v, lu.decimales or None) for t, v in valeurs.items()}, unite, lu.decimales,
        source=f"Source{INSECABLE}: {lu.source}, {lu.annee}. {lu.limites}",
    )  # fmt: skip


def classer(valeurs: Sequence[float], decimales: int, classes: int = CLASSES) -> list[float]:
    """Return the lower bounds of at most `classes` classes of about as many territories each, rounded so that they read well."""
    tries = sorted(valeurs)
    distinctes = sorted(set(tries))
    if len(distinctes) <= classes:
        return distinctes
    quantiles = [tries[len(tries) * rang // classes] for rang in range(1, classes)]
    return [tries[0], *sorted({b for b in (_arrondir(q, decimales) for q in quantiles) if b > tries[0]})]


def nommer(bornes: Sequence[float], maximum: float, mesure: Mesure) -> list[str]:
    """Return each class in words: « de 1,2 à moins de 3,4 », « 8 et plus », « 3 » alone."""
    dites = [nombre(b, mesure.decimales) for b in bornes]
    noms = []
    for rang, (debut, dite) in enumerate(zip(bornes, dites, strict=True)):
        if rang + 1 < len(bornes):
            noms.append(f"de {dite} à moins de {dites[rang + 1]}")
        else:
            noms.append(dite if debut == maximum else f"{dite} et plus")
    return noms


def figure(
    niveau: str,
    mesure: Mesure,
    *,
    fonds: Sequence[str],
    contours: str,
    choisi: str = "",
    cadre: maps.Emprise | None = None,
    dedans: Collection[str] | None = None,
    hauteur: int = 560,
) -> maps.Figure:
    """Return the map of a measure by territory, its classes named with their bounds. `fonds` are layers of `contours`."""
    bornes = classer(list(mesure.valeurs.values()), mesure.decimales)
    noms = nommer(bornes, max(mesure.valeurs.values(), default=0), mesure)
    trop_peu = [["aucune", f"Moins de {SEUIL_DE_PART} pratiques, ou aucune"]]
    return {
        "genre": f"aplats-{niveau}",
        "titre": f"Carte{INSECABLE}: {mesure.titre}. Le tableau sous la carte dit la même chose.",
        "hauteur": hauteur,
        "cadre": cadre,
        "choisi": choisi,
        "cliquable": True,
        "fond": [f"{contours}/{f}.geojson" for f in fonds],
        "contours": f"{contours}/{maps.dessus(niveau)}.geojson",
        "valeurs": dict(mesure.valeurs),
        "dits": dict(mesure.dits),
        "mesure": {"unite": mesure.unite, "decimales": mesure.decimales, "titre": mesure.titre},
        "source": mesure.source,
        "dedans": sorted(dedans) if dedans is not None else None,
        "bornes": bornes,
        "echelle": maps.couleurs_des_classes(len(bornes), mixtes=mesure.mixte),
        "mots": maps.MOTS | {"aucune": mesure.absente},
        "legende": (trop_peu if mesure.code == "part_mixte" else [["aucune", mesure.absente.capitalize()]])
        + [[f"classe-{rang}", texte] for rang, texte in enumerate(noms, 1)],
    }


def _arrondir(valeur: float, decimales: int) -> float:
    if not valeur:
        return 0.0
    pas = max(10.0 ** (floor(log10(abs(valeur))) - 1), 10.0**-decimales)
    return round(floor(valeur / pas + 1e-9) * pas, decimales)
