"""Territories side by side, as escaped HTML and as a file: pure functions on what was read. Nothing is ranked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from observatoire.analyses.presence import Presence
from observatoire.analyses.zones import THEMES, TOUS, Case, theme_large
from observatoire.indicateurs import RUBRIQUES, Indicateur, Valeur
from observatoire.territoires import NIVEAUX, Territoire
from observatoire.vocabulaires import libelle, vocabulaire
from observatoire.web import zones, zones_mots
from observatoire.web.formats import FINE, INSECABLE, date_fr, enumeration, nombre
from observatoire.web.fragments import echapper, forme, lien
from observatoire.web.portrait import adresse_page, en_mots

COLONNES = ("Territoire", "Niveau", "Code", "Partie", "Mesure", "Valeur", "Unité", "Année", "Source")
_SOURCE = "Observatoire des bonnes pratiques ES/TS"


@dataclass(frozen=True, slots=True)
class Lue:
    """What was read of one territory."""

    territoire: Territoire
    valeurs: Mapping[str, Valeur]
    """Indicator → figure; what is missing is absent."""
    presence: Presence
    cases: Mapping[str, Case]
    """Coarse theme → cell."""


@dataclass(frozen=True, slots=True)
class Mesure:
    """One line of the counts of pratiques."""

    titre: str
    compter: Callable[[Presence], int]
    cote: str = ""
    """Side whose shape goes with the title."""


def adresse(ids: Sequence[str]) -> str:
    """Return the address of a comparison; the first territory is the page's."""
    return f"/territoire?{urlencode({'code': ids[0], 'onglet': 'comparer', 'avec': ids[1:]}, doseq=True)}"


def dire(territoires: Sequence[Territoire]) -> str:
    """Return who is compared, and what the levels allow."""
    noms = enumeration(t.libelle for t in territoires)
    if len({t.niveau for t in territoires}) == 1:
        return f"{len(territoires)}{INSECABLE}territoires de même niveau{INSECABLE}: {noms}."
    niveaux = enumeration(dict.fromkeys(NIVEAUX[t.niveau].lower() for t in territoires))
    return (
        f"{len(territoires)}{INSECABLE}territoires de niveaux différents ({niveaux}){INSECABLE}: {noms}. Les parts se comparent"
        f"{FINE}; les quantités, non."
    )


def _tableau(titre: str, lues: Sequence[Lue], lignes: str, classe: str = "") -> str:
    """Return a table that scrolls inside itself: a row for each measure, a column for each territory."""
    tetes = "".join(
        f'<th scope="col" class="valeur">{lien(adresse_page(x.territoire.id), x.territoire.libelle)}'
        f"<small>{echapper(NIVEAUX[x.territoire.niveau])}</small></th>"
        for x in lues
    )
    nom = echapper(titre)
    return (
        f'<div class="defile large cote-a-cote" role="region" aria-label="{nom}" tabindex="0">'
        f'<table class="tableau comparaison {classe} t{len(lues)}"><caption class="hors-ecran">{nom}</caption>'
        f'<thead><tr><th scope="col">{nom}</th>{tetes}</tr></thead>'
        f"<tbody>{lignes}</tbody></table></div>"
    )


# --- indicators ---


def indicateurs(lues: Sequence[Lue], liste: Sequence[Indicateur]) -> str:
    """Return one table a group of indicators, those that none of the territories has left out."""
    connus = [i for i in liste if any(i.code in x.valeurs for x in lues)]
    return "".join(
        _tableau(RUBRIQUES[rubrique], lues, "".join(_indicateur(i, lues) for i in groupe))
        for rubrique, groupe in groupby(connus, lambda i: i.rubrique)
    )


def _indicateur(i: Indicateur, lues: Sequence[Lue]) -> str:
    unite = "" if i.unite == "%" or i.unite.lower() in i.libelle.lower() else f"{echapper(i.unite)}, "
    cases = "".join(_valeur(en_mots(x.valeurs.get(i.code), i), absente=i.code not in x.valeurs) for x in lues)
    return (
        f'<tr><th scope="row">{echapper(i.libelle)}<small>{unite}{i.annee}</small><details><summary>Source et limites'
        f'<span class="hors-ecran">{INSECABLE}: {echapper(i.libelle)}</span></summary><p>{echapper(i.definition)}</p>'
        f"<p><b>Ce qu’il ne dit pas.</b> {echapper(i.limites)}</p><p>Source{INSECABLE}: {echapper(i.source)}, {i.annee}. "
        f"Fiche relue le {date_fr(i.revu_le)}.</p></details></th>{cases}</tr>"
    )


def _valeur(dite: str, *, absente: bool = False) -> str:
    return f'<td class="valeur{" absent" if absente else ""}">{echapper(dite)}</td>'


# --- pratiques ---

_COMPTES = (
    Mesure("Déclarées pour ce territoire", lambda p: p.comptes["ici"]),
    Mesure("Déclarées pour une partie de lui", lambda p: p.comptes["dessous"]),
    Mesure("Déclarées plus haut, qui le couvrent", lambda p: p.comptes["dessus"]),
    Mesure("Alliances entre ES et TS, sur place", lambda p: p.mixtes),
    Mesure("Arrêtées ou transformées, sur place", lambda p: p.arretees),
)
_FACETTES = {
    "cote": ("Sur place, par côté présent", "cote"),
    "theme": ("Sur place, par thème", "thematique"),
    "activite": ("Sur place, par activité", "activite"),
}
PARTIES = ("Pratiques racontées", *(titre for titre, _ in _FACETTES.values()))


def mesures(lues: Sequence[Lue]) -> dict[str, list[Mesure]]:
    """Return the counts to show: heading → lines; a value that no territory has is left out."""
    return {PARTIES[0]: list(_COMPTES)} | {
        titre: [_par_valeur(nom, voc, code) for code in _codes(nom, voc, lues)]
        for nom, (titre, voc) in _FACETTES.items()
    }


def _codes(nom: str, voc: str, lues: Sequence[Lue]) -> Iterable[str]:
    presents = {code for x in lues for code, n in x.presence.facettes.get(nom, {}).items() if n}
    larges = THEMES if nom == "theme" else vocabulaire(voc).codes
    return (code for code in larges if code in presents and (nom != "theme" or theme_large(code) == code))


def _par_valeur(nom: str, voc: str, code: str) -> Mesure:
    return Mesure(
        libelle(voc, code), lambda p: p.facettes.get(nom, {}).get(code, 0), code if nom == "cote" else ""
    )


def pratiques(lues: Sequence[Lue]) -> str:
    """Return one table for each way to count the pratiques."""
    return "".join(
        _tableau(titre, lues, "".join(_mesure(m, lues) for m in lignes))
        for titre, lignes in mesures(lues).items()
        if lignes
    )


def _mesure(m: Mesure, lues: Sequence[Lue]) -> str:
    signe = f"{forme(m.cote)} " if m.cote else ""
    cases = "".join(_valeur(nombre(m.compter(x.presence))) for x in lues)
    return f'<tr><th scope="row">{signe}{echapper(m.titre)}</th>{cases}</tr>'


# --- white zones ---


def zones_blanches(lues: Sequence[Lue]) -> str:
    """Return the class of each theme in each territory, each cell leading to what it rests on."""
    lignes = "".join(
        f'<tr><th scope="row">{echapper(zones_mots.theme(theme))}</th>'
        + "".join(f"<td>{_zone(x.cases[theme])}</td>" for x in lues)
        + "</tr>"
        for theme in (*THEMES, TOUS)
    )
    return _tableau("Zones blanches", lues, lignes, "de-zones")


def _zone(case: Case) -> str:
    comptes = zones_mots.court(case)
    dits = f"<small>{echapper(comptes)}</small>" if comptes else ""
    adresse_de_la_case = zones.adresse_page(case.territoire_id, case)
    return f"{zones.etiquette(case, adresse_de_la_case)}{dits}"


# --- file ---


def lignes_de_fichier(lues: Sequence[Lue], liste: Sequence[Indicateur], jour: str) -> list[list[str | int]]:
    """Return the rows of the file under COLONNES, one a measure and territory; what is missing is empty."""
    rangees: list[list[str | int]] = []
    for x in lues:
        tete: list[str | int] = [x.territoire.libelle, NIVEAUX[x.territoire.niveau], x.territoire.code]
        rangees += [[*tete, *_ligne_d_indicateur(i, x.valeurs.get(i.code))] for i in liste]
        rangees += [
            [*tete, titre, m.titre, m.compter(x.presence), "pratiques", jour, _SOURCE]
            for titre, groupe in mesures(lues).items()
            for m in groupe
        ]
        rangees += [
            [
                *tete,
                "Zones blanches",
                zones_mots.theme(t),
                libelle("zone", x.cases[t].classe),
                "zone",
                jour,
                _SOURCE,
            ]
            for t in (*THEMES, TOUS)
        ]
    return rangees


def _ligne_d_indicateur(i: Indicateur, v: Valeur | None) -> list[str | int]:
    exacte = (
        ""
        if v is None
        else f"{v.valeur:.{i.decimales + 2 if i.nature == 'taux' else i.decimales}f}".replace(".", ",")
    )
    return [RUBRIQUES[i.rubrique], i.libelle, exacte, i.unite, v.annee if v else i.annee, i.source]
