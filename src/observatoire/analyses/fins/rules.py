"""Figures on endings: causes by theme and age, survival (Kaplan–Meier), and when anonymous ones may be counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from observatoire.analyses.fins.model import Bilan, Groupe, Palier, Parcours, Survie

TERMINEES = ("terminee_prevue", "transformee", "abandonnee")
ARRETEES = ("terminee_prevue", "abandonnee")
"""What a survival curve counts as an end; a pratique transformed goes on under another form."""
EN_COURS = ("active", "en_pause")
INCONNUE = "inconnu"
"""The cause that says that nobody knows."""
ANONYMES_AU_MOINS = 5
"""No group counts fewer anonymous sheets than this, and no difference between two tables tells fewer."""

AGES = {
    "moins_de_2": "Moins de deux ans",
    "de_2_a_4": "De deux à quatre ans",
    "5_et_plus": "Cinq ans et plus",
    "": "Durée non dite",
}


def age(p: Parcours) -> str:
    """Return the age at which it ended, as a code of AGES."""
    if p.annee_debut is None or p.annee_fin is None or p.annee_fin < p.annee_debut:
        return ""
    annees = p.annee_fin - p.annee_debut
    return "moins_de_2" if annees < 2 else "de_2_a_4" if annees < 5 else "5_et_plus"


def bilan(parcours: Iterable[Parcours]) -> Bilan:
    """Return what is known of the endings among these."""
    fins = [p for p in parcours if p.activite in TERMINEES]
    fins = fins if _montrables(fins, lambda _: "") else [p for p in fins if not p.anonyme]
    par_theme, sans_themes = _ventiler(fins, lambda p: p.themes or ("",))
    par_age, sans_ages = _ventiler(fins, lambda p: (age(p),))
    rang = list(AGES)
    return Bilan(
        tout=_groupe("", fins),
        par_activite=_comptes(str(p.activite) for p in fins),
        premieres=_comptes(_dites(p)[0] for p in fins if _dites(p)),
        lecons=sum(p.lecon for p in fins),
        anonymes=sum(p.anonyme for p in fins),
        demo=sum(p.est_demo for p in fins),
        par_theme=tuple(sorted(par_theme, key=lambda g: (not g.code, -g.nombre, g.code))),
        themes_sans_anonymes=sans_themes,
        par_age=tuple(sorted(par_age, key=lambda g: rang.index(g.code))),
        ages_sans_anonymes=sans_ages,
    )


def _dites(p: Parcours) -> list[str]:
    return [c for c in p.causes if c != INCONNUE]


def _comptes(codes: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(codes).items(), key=lambda c: (-c[1], c[0])))


def _groupe(code: str, fins: Sequence[Parcours]) -> Groupe:
    return Groupe(
        code=code,
        nombre=len(fins),
        racontees=sum(bool(_dites(p)) for p in fins),
        causes=_comptes(cause for p in fins for cause in _dites(p)),
    )


def _ventiler(
    fins: Sequence[Parcours], codes: Callable[[Parcours], Sequence[str]]
) -> tuple[list[Groupe], bool]:
    """Return the groups, and whether anonymous endings had to be left out of all of them.

    All or none: were some left out, their figures would be the total's minus the groups'.
    """
    ecartees = not _montrables(fins, lambda p: codes(p)[0])
    gardees = [p for p in fins if not (ecartees and p.anonyme)]
    membres: dict[str, list[Parcours]] = {}
    for p in gardees:
        for code in dict.fromkeys(codes(p)):
            membres.setdefault(code, []).append(p)
    return [_groupe(code, siennes) for code, siennes in membres.items()], ecartees


def _montrables(fins: Sequence[Parcours], groupe: Callable[[Parcours], str]) -> bool:
    """Tell whether each group with an anonymous ending holds enough of them."""
    tailles = Counter(groupe(p) for p in fins if p.anonyme)
    return all(n >= ANONYMES_AU_MOINS for n in tailles.values())


def survie(parcours: Iterable[Parcours]) -> Survie:
    """Return how long alliances between both sides last; years are whole, one ended the year it began lasted 0."""
    alliances = [p for p in parcours if p.mixite == "mixte" and p.activite != "en_projet"]
    durees = [(p, d) for p in alliances if (d := _duree(p)) is not None]
    if not _montrables([p for p, _ in durees], lambda _: ""):
        alliances = [p for p in alliances if not p.anonyme]
        durees = [(p, d) for p, d in durees if not p.anonyme]
    return Survie(
        suivies=len(durees),
        arretees=sum(arret for _, (_, arret) in durees),
        sans_dates=len(alliances) - len(durees),
        paliers=kaplan_meier([d for _, d in durees]),
        demo=sum(p.est_demo for p, _ in durees),
    )


def _duree(p: Parcours) -> tuple[int, bool] | None:
    """Return years followed and whether it ended then; None when the sheet does not tell."""
    jusque = {**dict.fromkeys(TERMINEES, p.annee_fin), **dict.fromkeys(EN_COURS, p.annee_nouvelles)}.get(
        p.activite or ""
    )
    if p.annee_debut is None or jusque is None or jusque < p.annee_debut:
        return None
    return jusque - p.annee_debut, p.activite in ARRETEES


def kaplan_meier(durees: Sequence[tuple[int, bool]]) -> tuple[Palier, ...]:
    """Return the share that goes on after each year at which something ended (duration, ended?).

    One lost from sight in a year was still followed when others ended in that year, as is usual.
    """
    paliers, part = [], 1.0
    for annees in sorted({d for d, arret in durees if arret}):
        a_risque = sum(d >= annees for d, _ in durees)
        fins = sum(arret and d == annees for d, arret in durees)
        part *= 1 - fins / a_risque
        paliers.append(Palier(annees, a_risque, fins, part))
    return tuple(paliers)
