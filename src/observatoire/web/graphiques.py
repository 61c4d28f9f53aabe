"""What each chart of an answer says, as plain data: titles, rows, totals, what is unknown. No drawing, no Streamlit.

`charts.py` draws it, `explorateur/graphiques.py` shows it with its table and its file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from observatoire.pratiques import Recherche, Repartition, Repartitions
from observatoire.vocabulaires import Vocabulaire, vocabulaire
from observatoire.web.formats import FINE, INSECABLE, nombre, pluriel

Trait = Literal["plein", "mixte", "hachure", "creux", "pointille"]
"""How a bar is filled, told apart without colour: full, full (alliance), hatched (unknown), outlined, dotted (gathered)."""
Filtre = Mapping[str, Any]
"""Fields of the question that a click changes; empty when there is nothing to ask."""

BARRES_AU_PLUS = 12
ANNEES_AU_PLUS = 15
PRUDENCE = "Ces graphiques comptent ce qui a été raconté ici, pas ce qui existe."
GESTE = (
    "Choisissez un nom, une barre ou un nombre de tableau pour ne garder que les pratiques qu’ils comptent."
)
_NIVEAUX = {
    "region": ("région", "sans région précise"),
    "departement": ("département", "sans département précis"),
    "epci": ("intercommunalité", "sans intercommunalité précise"),
    "commune": ("commune", "sans commune précise"),
}
"""Level → its name, and what is said of the pratiques that have none."""


@dataclass(frozen=True, slots=True)
class Serie:
    """One kind of count of each row."""

    libelle: str
    trait: Trait = "plein"
    filtre: Filtre = field(default_factory=dict)
    nombre: int = 0
    """Pratiques of this kind in the whole answer."""


@dataclass(frozen=True, slots=True)
class Ligne:
    """One value, and its count in each series."""

    code: str
    libelle: str
    comptes: tuple[int, ...]
    filtre: Filtre = field(default_factory=dict)
    trait: Trait | None = None
    """Its own fill; None takes the series' one."""

    @property
    def total(self) -> int:
        """Pratiques with this value."""
        return sum(self.comptes)


@dataclass(frozen=True, slots=True)
class Graphique:
    """One chart: everything it says, drawn or not."""

    cle: str
    titre: str
    colonne: str
    """What a row is."""
    phrase: str
    """How many pratiques are counted, how many say nothing."""
    prudence: str
    series: tuple[Serie, ...]
    lignes: tuple[Ligne, ...]
    """Every value, for the table and the file."""
    barres: tuple[Ligne, ...]
    """Rows drawn."""
    nombre: int
    """Pratiques of the answer."""
    inconnus: Ligne | None = None
    """Those that say nothing, when some do not."""
    debout: bool = False
    """Columns in the order of time rather than rows."""

    @property
    def resume(self) -> str:
        """The chart in words: its title, its total and its largest rows."""
        tetes = sorted(self.barres, key=lambda b: -b.total)[:3]
        dits = f"{FINE}; ".join(f"{b.libelle}{INSECABLE}: {nombre(b.total)}" for b in tetes)
        return f"{self.titre}. {self.phrase} {dits}. Tous les chiffres sont dans le tableau qui suit."


def composer(r: Recherche, lu: Repartitions, noms: Mapping[str, str]) -> list[Graphique]:
    """Return the charts of an answer that have something to show; `noms` gives the territories' names."""
    tous = (
        _themes(r, lu),
        _territoires(lu, noms),
        _formes(lu),
        _activites(lu),
        _annees(lu),
        _objectifs(r, lu),
    )
    return [g for g in tous if g.barres]


def _themes(r: Recherche, lu: Repartitions) -> Graphique:
    mixites = vocabulaire("mixite")
    traits: dict[str, Trait] = {"mixte": "mixte", "non_mixte": "creux", "a_verifier": "hachure"}
    series = tuple(
        Serie(v.court, traits[v.code], {"mixite": (v.code,)}, lu.mixite.comptes.get(v.code, 0))
        for v in mixites
    )
    lignes = tuple(
        Ligne(code, libelle, tuple(n.get(v.code, 0) for v in mixites), _choix(r, "theme", code))
        for code, libelle, n in _nommes(lu.themes, vocabulaire("thematique"))
    )
    sans = tuple(lu.sans_theme.get(v.code, 0) for v in mixites)
    return Graphique(
        "themes",
        "Alliances entre les deux côtés, par thème",
        "Thème",
        f"{_compter(lu.nombre, sum(sans), 'sans thème connu')} Une pratique compte dans chacun de ses thèmes."
        f"{_reste(len(lignes), 'autre thème', 'autres thèmes')}",
        f"«{INSECABLE}À vérifier{INSECABLE}» ne veut pas dire «{INSECABLE}un seul côté{INSECABLE}»{INSECABLE}: "
        "une information manque pour le savoir.",
        series,
        lignes,
        lignes[:BARRES_AU_PLUS],
        lu.nombre,
        Ligne("", "Sans thème connu", sans) if sum(sans) else None,
    )


def _territoires(lu: Repartitions, noms: Mapping[str, str]) -> Graphique:
    mot, sans = _NIVEAUX.get(lu.niveau, ("", ""))
    lignes = tuple(
        Ligne(code, noms.get(code, code), (n,), {"territoire": code})
        for code, n in lu.territoire.comptes.items()
    )
    return _simple(
        lu,
        lu.territoire,
        lignes,
        cle="territoires",
        titre=f"Pratiques par {mot}",
        colonne=mot.capitalize(),
        phrase=_compter(lu.nombre, lu.territoire.inconnus, sans)
        + _reste(len(lignes), f"autre {mot}", f"autres {mot}s"),
        prudence="Là où il n’y a pas de barre, personne n’a encore rien raconté ici.",
    )


def _formes(lu: Repartitions) -> Graphique:
    lignes = tuple(
        Ligne(code, libelle, (n,), {"forme": (code,)})
        for code, libelle, n in _nommes(lu.forme.comptes, vocabulaire("forme"))
    )
    graphique = _simple(
        lu,
        lu.forme,
        lignes,
        cle="formes",
        titre="Formes de collaboration",
        colonne="Forme",
        phrase=_compter(lu.nombre, lu.forme.inconnus, "sans forme précisée"),
        prudence="Une collaboration peut prendre plusieurs formes\u00a0: seule la principale est comptée.",
    )
    if len(lignes) <= BARRES_AU_PLUS:
        return graphique
    gardees, autres = lignes[: BARRES_AU_PLUS - 1], lignes[BARRES_AU_PLUS - 1 :]
    reste = Ligne(
        "", f"{len(autres)} formes moins fréquentes", (sum(a.total for a in autres),), trait="pointille"
    )
    return replace(graphique, barres=(*gardees, reste))


def _activites(lu: Repartitions) -> Graphique:
    lignes = tuple(
        Ligne(v.code, v.libelle, (n,), {"activite": (v.code,)})
        for v in vocabulaire("activite")
        if (n := lu.activite.comptes.get(v.code))
    )
    graphique = _simple(
        lu,
        lu.activite,
        lignes,
        cle="activites",
        titre="Où en sont ces pratiques",
        colonne="Activité",
        phrase=_compter(lu.nombre, lu.activite.inconnus, "dont l’activité est inconnue"),
        prudence="C’est ce que disait la source à sa date. Depuis, cela a pu changer.",
    )
    if graphique.inconnus is None:
        return graphique
    inconnue = replace(graphique.inconnus, libelle="Inconnue")
    return replace(graphique, barres=(*lignes, inconnue), inconnus=inconnue)


def _annees(lu: Repartitions) -> Graphique:
    comptes = {int(annee): n for annee, n in lu.annee.comptes.items()}
    graphique = _simple(
        lu,
        lu.annee,
        tuple(Ligne(str(annee), str(annee), (n,)) for annee, n in comptes.items()),
        cle="annees",
        titre="Année de début",
        colonne="Année",
        phrase=_compter(lu.nombre, lu.annee.inconnus, "à la date inconnue"),
        prudence="Une année haute peut être une année mieux racontée, pas une année plus active.",
    )
    return replace(graphique, barres=_par_annee(comptes), debout=True)


def _par_annee(comptes: Mapping[int, int]) -> tuple[Ligne, ...]:
    """Return one row a year, years without any included; the oldest ones, when they are many, in one row."""
    if not comptes:
        return ()
    derniere = max(comptes)
    premiere = max(min(comptes), derniere - ANNEES_AU_PLUS + 1)
    avant = sum(n for annee, n in comptes.items() if annee < premiere)
    annees = tuple(Ligne(str(a), str(a), (comptes.get(a, 0),)) for a in range(premiere, derniere + 1))
    return (Ligne("", f"Avant {premiere}", (avant,), trait="pointille"), *annees) if avant else annees


def _objectifs(r: Recherche, lu: Repartitions) -> Graphique:
    lignes = tuple(
        Ligne(code, libelle, (n,), _choix(r, "objectif", code))
        for code, libelle, n in _nommes(lu.objectif.comptes, vocabulaire("objectif"))
    )
    return _simple(
        lu,
        lu.objectif,
        lignes,
        cle="objectifs",
        titre="Objectifs visés",
        colonne="Objectif",
        phrase=f"{_compter(lu.nombre, lu.objectif.inconnus, 'sans objectif précisé')} Une pratique compte dans chacun "
        f"de ses objectifs.{_reste(len(lignes), 'autre objectif', 'autres objectifs')}",
        prudence="C’est ce qui est visé, pas ce qui est atteint.",
    )


def _simple(
    lu: Repartitions,
    compte: Repartition,
    lignes: tuple[Ligne, ...],
    *,
    cle: str,
    titre: str,
    colonne: str,
    phrase: str,
    prudence: str,
) -> Graphique:
    """Return a chart with one count a row."""
    inconnus = Ligne("", "Non précisé", (compte.inconnus,), trait="hachure") if compte.inconnus else None
    return Graphique(
        cle,
        titre,
        colonne,
        phrase,
        prudence,
        (Serie("Pratiques", nombre=lu.nombre),),
        lignes,
        lignes[:BARRES_AU_PLUS],
        lu.nombre,
        inconnus,
    )


def _nommes(comptes: Mapping[str, Any], valeurs: Vocabulaire) -> list[tuple[str, str, Any]]:
    """Return code, name and count of each value, in the order given."""
    return [(code, v.libelle if (v := valeurs.get(code)) else code, n) for code, n in comptes.items()]


def _choix(r: Recherche, champ: str, code: str) -> Filtre:
    """Return the filter on a value of a list: none when another value is asked, since a filter's values add up."""
    demandes = getattr(r, champ)
    return {champ: (code,)} if not demandes or code in demandes else {}


def _compter(total: int, inconnus: int, sans: str) -> str:
    """Return « 224 pratiques sur 282 ; 58 sans thème connu. »."""
    if not inconnus:
        return f"{pluriel(total, 'pratique')}."
    return f"{pluriel(total - inconnus, 'pratique')} sur {nombre(total)}{FINE}; {nombre(inconnus)} {sans}."


def _reste(combien: int, singulier: str, au_pluriel: str) -> str:
    """Return the sentence that tells of the rows left out of the drawing, '' when all are drawn."""
    n = combien - BARRES_AU_PLUS
    return f" {pluriel(n, singulier, au_pluriel)} dans le tableau." if n > 0 else ""
