"""What a map draws, as plain data for `web/carte`: pure functions, no Streamlit, no store.

Shapes and colours have one meaning everywhere: ES triangle, TS circle, mixed both joined, others square; ended is an
outline, to be confirmed is light, confirmed is full.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from observatoire.pratiques import Lieu
from observatoire.territoires import NIVEAUX, Territoire
from observatoire.vocabulaires import vocabulaire
from observatoire.web.couleurs import ECHELLE, ECHELLE_MIXTE
from observatoire.web.formats import INSECABLE, nombre, pluriel

Figure = dict[str, Any]
"""The data of one map; web/carte/carte.js reads it."""
Emprise = tuple[float, float, float, float]

MOTS = {
    "une": "pratique",
    "plusieurs": "pratiques",
    "aucune": "aucune pratique connue",
    "hors": "hors du territoire choisi",
}
CLASSES = 5
COUCHES = {"region": "regions", "departement": "departements", "epci": "epci"}
"""Level → layer of outlines."""
_GENRES = {
    "mixte": "Alliance entre ES et TS",
    "es": "Entrepreneurs sociaux (ES)",
    "ts": "Travailleurs sociaux (TS)",
    "deux": "Les deux côtés, alliance à vérifier",
    "autre": "Acteur public, autre ou côté non précisé",
}
_ETATS = {
    "plein": "Confirmée par ceux qui la mènent",
    "clair": "À confirmer",
    "vide": "Terminée",
}


def figure_points(
    lieux: Sequence[Lieu],
    *,
    contours: str,
    choisi: str = "",
    cadre: Emprise | None = None,
    hauteur: int = 560,
    cliquable: bool = True,
) -> Figure:
    """Return the map of marks, one for each place. `contours` is the address of the folder of outlines."""
    marques = [
        [
            lieu.territoire_id,
            round(lieu.lon, 4),
            round(lieu.lat, 4),
            lieu.nombre,
            genre(lieu),
            etat(lieu),
            lieu.nom,
            lieu.titre_unique or "",
        ]
        for lieu in lieux
    ]
    return {
        "genre": "points",
        "titre": _titre_points(lieux),
        "hauteur": hauteur,
        "cadre": cadre,
        "choisi": choisi,
        "cliquable": cliquable,
        "regroupe": bool(lieux) and lieux[0].niveau != "commune",
        "fond": f"{contours}/departements.geojson",
        "contours": f"{contours}/regions.geojson",
        "marques": marques,
        "mots": MOTS,
        "legende": _legende_points(lieux),
    }


def figure_aplats(
    niveau: str,
    valeurs: Mapping[str, int],
    *,
    contours: str,
    fonds: Sequence[str] = (),
    choisi: str = "",
    cadre: Emprise | None = None,
    dedans: Collection[str] | None = None,
    hauteur: int = 560,
    mixtes: bool = False,
    cliquable: bool = True,
) -> Figure:
    """Return the map of counts by territory, drawn from the layers `fonds`; `dedans` mutes the territories left out, None mutes none."""
    bornes = classer(valeurs.values())
    noms = nommer_classes(bornes, max(valeurs.values(), default=0))
    return {
        "genre": f"aplats-{niveau}",
        "titre": _titre_aplats(niveau, valeurs),
        "hauteur": hauteur,
        "cadre": cadre,
        "choisi": choisi,
        "cliquable": cliquable,
        "fond": [f"{contours}/{f}.geojson" for f in fonds or (COUCHES[niveau],)],
        "contours": f"{contours}/{dessus(niveau)}.geojson",
        "valeurs": dict(valeurs),
        "dedans": sorted(dedans) if dedans is not None else None,
        "bornes": bornes,
        "echelle": couleurs_des_classes(len(bornes), mixtes=mixtes),
        "mots": MOTS,
        "legende": [["aucune", MOTS["aucune"].capitalize()]]
        + [[f"classe-{rang}", texte] for rang, texte in enumerate(noms, 1)],
    }


def dessus(niveau: str) -> str:
    """Return the layer of lines drawn over the territories of a level."""
    return {"epci": "departements", "commune": "epci"}.get(niveau, "regions")


def figure_zones(
    niveau: str,
    classes: Mapping[str, str],
    dits: Mapping[str, str],
    *,
    titre: str,
    contours: str,
    choisi: str = "",
    cadre: Emprise | None = None,
    hauteur: int = 460,
) -> Figure:
    """Return the map of the white zones of one theme: a class by territory, and what each says in words."""
    noms = vocabulaire("zone")
    rangs = {code: rang for rang, code in enumerate(noms.codes, 1)}
    return {
        "genre": f"zones-{niveau}",
        "titre": titre,
        "hauteur": hauteur,
        "cadre": cadre,
        "choisi": choisi,
        "cliquable": True,
        "fond": f"{contours}/{COUCHES[niveau]}.geojson",
        "contours": f"{contours}/{'departements' if niveau == 'epci' else 'regions'}.geojson",
        "valeurs": {territoire: rangs[classe] for territoire, classe in classes.items()},
        "dits": dict(dits),
        "dedans": sorted(classes),
        "bornes": list(rangs.values()),
        "echelle": [],
        "mots": MOTS,
        "legende": [
            [f"classe-{rangs[v.code]}", v.court] for v in reversed(noms.valeurs) if v.code in classes.values()
        ],
    }


def figure_situation(
    titre: str,
    territoires: Sequence[Territoire],
    signe: tuple[str, str],
    *,
    contours: str,
    cadre: Emprise | None = None,
    hauteur: int = 300,
) -> Figure | None:
    """Return the small map that places one pratique: its communes, else its wider territories; None without place.

    `signe` is its shape and how it is filled.
    """
    commun = {"titre": f"Carte{INSECABLE}: {titre}", "mots": MOTS, "legende": []}
    communes = [t for t in territoires if t.niveau == "commune" and t.lon is not None and t.lat is not None]
    if communes:
        figure = figure_points([], contours=contours, cadre=cadre, hauteur=hauteur, cliquable=False)
        marques = [[t.id, t.lon, t.lat, 1, *signe, t.libelle, titre] for t in communes]
        return figure | commun | {"marques": marques}
    for niveau in COUCHES:
        if larges := [t.id for t in territoires if t.niveau == niveau]:
            compte = dict.fromkeys(larges, 1)
            return (
                figure_aplats(
                    niveau, compte, contours=contours, cadre=cadre, hauteur=hauteur, cliquable=False
                )
                | commun
            )
    return None


def genre_de(mixite: str, cotes: Collection[str]) -> str:
    """Return the shape of one pratique."""
    if mixite == "mixte":
        return "mixte"
    es, ts = ({cote, "les_deux"} & set(cotes) for cote in ("es", "ts"))
    return "deux" if es and ts else "es" if es else "ts" if ts else "autre"


def genre(lieu: Lieu) -> str:
    """Return the shape of a place: what its pratiques are, taken together."""
    if lieu.mixtes:
        return "mixte"
    if lieu.es and lieu.ts:
        return "deux"
    return "es" if lieu.es else "ts" if lieu.ts else "autre"


def etat(lieu: Lieu) -> str:
    """Return how the shape is filled: full when most are confirmed, an outline when all have ended, light otherwise."""
    if lieu.terminees == lieu.nombre:
        return "vide"
    return "plein" if 2 * lieu.confirmees > lieu.nombre else "clair"


def classer(valeurs: Collection[int], classes: int = CLASSES) -> list[int]:
    """Return the lower bounds of at most `classes` classes of about as many territories each, zeros left out.

    Large bounds are rounded to two figures, so that a legend reads well.
    """
    positives = sorted(v for v in valeurs if v > 0)
    if not positives:
        return []
    distinctes = sorted(set(positives))
    if len(distinctes) <= classes:
        return distinctes
    quantiles = [positives[len(positives) * rang // classes] for rang in range(classes)]
    return sorted({positives[0], *map(_arrondir, quantiles[1:])})


def nommer_classes(bornes: Sequence[int], maximum: int) -> list[str]:
    """Return each class in words: « 1 pratique », « 2 ou 3 pratiques », « 16 pratiques et plus »."""
    noms = []
    for debut, suivante in zip(bornes, [*bornes[1:], None], strict=False):
        if suivante is None and debut == maximum:
            noms.append(pluriel(debut, "pratique"))
        elif suivante is None:
            noms.append(f"{pluriel(debut, 'pratique')} et plus")
        elif suivante - debut == 1:
            noms.append(pluriel(debut, "pratique"))
        elif suivante - debut == 2:
            noms.append(f"{nombre(debut)} ou {pluriel(suivante - 1, 'pratique')}")
        else:
            noms.append(f"{nombre(debut)} à {pluriel(suivante - 1, 'pratique')}")
    return noms


def couleurs_des_classes(classes: int, *, mixtes: bool = False) -> list[list[str]]:
    """Return a (light, dark) pair of colours for each class, spread over the scale."""
    echelle = ECHELLE_MIXTE if mixtes else ECHELLE
    rangs = (
        range(CLASSES)
        if classes >= CLASSES
        else [1 + round(i * 3 / max(1, classes - 1)) for i in range(classes)]
    )
    return [[echelle["clair"][rang], echelle["sombre"][rang]] for rang in rangs]


def _arrondir(valeur: int) -> int:
    pas = 10 ** max(0, len(str(valeur)) - 2)
    return valeur // pas * pas


def _titre_points(lieux: Sequence[Lieu]) -> str:
    if not lieux:
        return f"Carte{INSECABLE}: aucune pratique n’a de lieu à montrer."
    niveau = NIVEAUX[lieux[0].niveau].lower()
    endroits = pluriel(len(lieux), niveau)
    return (
        f"Carte des pratiques{INSECABLE}: {endroits}, surtout {lieux[0].nom} ({nombre(lieux[0].nombre)}). "
        "Le tableau sous la carte dit la même chose."
    )


def _titre_aplats(niveau: str, valeurs: Mapping[str, int]) -> str:
    quoi = pluriel(sum(1 for v in valeurs.values() if v), NIVEAUX[niveau].lower())
    return (
        f"Carte du nombre de pratiques{INSECABLE}: {quoi} avec au moins une pratique connue. "
        "Le tableau sous la carte dit la même chose."
    )


def _legende_points(lieux: Sequence[Lieu]) -> list[list[str]]:
    genres = {genre(lieu) for lieu in lieux}
    etats = {etat(lieu) for lieu in lieux}
    lignes = [[f"{code} clair", texte] for code, texte in _GENRES.items() if code in genres]
    if etats - {"clair"}:
        lignes += [[f"ts {code}", texte] for code, texte in _ETATS.items() if code in etats]
    return lignes
