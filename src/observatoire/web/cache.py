# ruff: noqa: ARG001 - the version is the key of every cache
"""Every cache of the screens, keyed on the store's version and the question: nothing is invalidated by hand.

Each function takes the version first; `version()` reads it, once a run. Entries are bounded.
"""

from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import Any

import streamlit as st

from observatoire import doublons, pistes, pratiques, retours
from observatoire import indicateurs as indicateurs_lus
from observatoire.analyses.fins import Bilan, Lecon, Survie, bilan, lister_lecons, lister_parcours, survie
from observatoire.indicateurs import Indicateur
from observatoire.pratiques import Alentours, Assouplissement, Pratique, Recherche, Resume, Totaux
from observatoire.pratiques.question import ELARGIR, MESURES
from observatoire.recherche import Interpretation
from observatoire.store import Cursor, lire
from observatoire.territoires import Territoire, lister, trouver, trouver_tous
from observatoire.territoires.cadres import emprise
from observatoire.territoires.contours import version_contours
from observatoire.web import maps, mesures
from observatoire.web.graphiques import Graphique, composer

AUTOUR_D_UNE_COMMUNE = 0.22
"""Degrees shown around a commune."""


def version() -> int:
    """Return the store's version: the key of every cache below."""
    with lire() as cur:
        return cur.version()


@st.cache_data(max_entries=4, show_spinner=False)
def montre_des_inventions(version: int) -> bool:
    """Tell whether some of what is published is invented."""
    with lire() as cur:
        return bool(cur.valeur("select exists (select 1 from public.pratique where est_demo)"))


def contours() -> str:
    """Return the address of the folder of outlines."""
    return f"/geo/{version_contours()}"


@st.cache_data(max_entries=512, show_spinner=False)
def comprise(version: int, q: str, elargir: str = ELARGIR[0]) -> Interpretation | None:
    """Return what the index understood of a text."""
    with lire() as cur:
        return pratiques.comprendre(cur, Recherche(q=q, elargir=elargir))


@st.cache_data(max_entries=512, show_spinner=False)
def totaux(version: int, r: Recherche) -> Totaux:
    """Count the answer; give `r.sans_presentation`."""
    with lire() as cur:
        return pratiques.compter(cur, r, comprise(version, r.q, r.elargir))


def page(version: int, r: Recherche) -> list[Resume]:
    """Return one page of the list."""
    return _page(version, replace(r.sans_presentation, tri=r.tri, page=r.page))


@st.cache_data(max_entries=256, show_spinner=False)
def _page(version: int, r: Recherche) -> list[Resume]:
    with lire() as cur:
        return pratiques.lister(cur, r, comprise=comprise(version, r.q, r.elargir))


@st.cache_data(max_entries=512, show_spinner=False)
def facette(version: int, r: Recherche, nom: str) -> dict[str, int]:
    """Count the values of one filter, the others applied; give `r.sans_presentation`."""
    with lire() as cur:
        return pratiques.facettes(cur, r, (nom,), comprise(version, r.q, r.elargir))[nom]


@st.cache_data(max_entries=64, show_spinner=False)
def assouplissements(version: int, r: Recherche) -> list[Assouplissement]:
    """Tell which condition to drop, and what it gives."""
    with lire() as cur:
        return pratiques.assouplir(cur, r)


def figure(version: int, r: Recherche) -> maps.Figure:
    """Return the map of a question, in the kind that it asks (`r.carte`, `r.mesure`)."""
    mesure = r.mesure if r.carte != "points" else MESURES[0]
    return _figure(version, replace(r.sans_presentation, carte=r.carte, mesure=mesure))


@st.cache_data(max_entries=256, show_spinner=False)
def _figure(version: int, r: Recherche) -> maps.Figure:
    lu = comprise(version, r.q, r.elargir)
    choix: dict[str, Any] = {
        "contours": contours(),
        "choisi": r.territoire,
        "cadre": cadre(version, r.territoire, r.rayon),
    }
    with lire() as cur:
        if r.carte == "points":
            comptes = totaux(version, r)
            return maps.figure_points(pratiques.lieux(cur, r, comprise=lu, totaux=comptes), **choix)
        choix |= {
            # The communes drawn are those of the département asked: none is outside.
            "dedans": None
            if r.rayon or (r.carte == "commune" and r.territoire.startswith("departement-"))
            else _dedans(version, r.territoire, r.carte),
            "fonds": [f"communes-{d}" for d in departements(version, r.territoire)]
            if r.carte == "commune"
            else [maps.COUCHES[r.carte]],
        }
        if r.mesure == MESURES[0]:
            comptes_ici = pratiques.par_territoire(cur, r, r.carte, lu)
            return maps.figure_aplats(r.carte, comptes_ici, mixtes=r.mixite == ("mixte",), **choix)
        return mesures.figure(r.carte, _mesure(cur, version, r, lu, choix["dedans"]), **choix)


def _mesure(
    cur: Cursor, version: int, r: Recherche, lu: Interpretation | None, dedans: list[str] | None
) -> mesures.Mesure:
    if r.mesure in MESURES:
        comptes = pratiques.mixite_par_territoire(cur, r, r.carte, lu)
        if r.mesure == "part_mixte":
            return mesures.part_mixte(comptes)
        connus = trouver_tous(cur, tuple(comptes))
        return mesures.par_habitant(
            {t: n for t, (n, _) in comptes.items()}, {t: c.population for t, c in connus.items()}
        )
    if dedans is None and r.carte == "commune":
        ici = departements(version, r.territoire)
        dedans = [t.id for d in ici for t in lister(cur, "commune", f"departement-{d}")]
    valeurs = indicateurs_lus.matrice(cur, r.carte, [r.mesure])
    montrees = {t: v[r.mesure] for t, v in valeurs.items() if dedans is None or t in dedans}
    return mesures.indicateur(indicateurs(version)[r.mesure], montrees)


@st.cache_data(max_entries=4, show_spinner=False)
def indicateurs(version: int) -> dict[str, Indicateur]:
    """Return the indicators that have values, by code, in the order of portraits."""
    with lire() as cur:
        return {i.code: i for i in indicateurs_lus.lister(cur)}


@st.cache_data(max_entries=512, show_spinner=False)
def noms_de_structures(version: int, cles: tuple[str, ...]) -> dict[str, str]:
    """Map the keys of structures that pratiques name to their names."""
    with lire() as cur:
        return {s.cle: s.nom for s in pratiques.structures(cur, cles=cles)} if cles else {}


def nommer_la_mesure(version: int, code: str) -> str:
    """Return what a measure of the map is called."""
    lu = indicateurs(version).get(code)
    return lu.libelle if lu else mesures.NOMS.get(code, code)


def departements(version: int, identifiant: str) -> list[str]:
    """Return the codes of the départements that hold a territory, or that it is; none above them."""
    ici = territoire(version, identifiant) if identifiant else None
    dits = (ici.id, *ici.ancetres) if ici else ()
    return [d.removeprefix("departement-") for d in dits if d.startswith("departement-")]


def graphiques(version: int, r: Recherche) -> list[Graphique]:
    """Return the charts of a question."""
    return _graphiques(version, r.sans_presentation)


@st.cache_data(max_entries=256, show_spinner=False)
def _graphiques(version: int, r: Recherche) -> list[Graphique]:
    with lire() as cur:
        lu = pratiques.repartir(cur, r, comprise(version, r.q, r.elargir))
        noms = {i: t.libelle for i, t in trouver_tous(cur, tuple(lu.territoire.comptes)).items()}
    return composer(r, lu, noms)


@st.cache_data(max_entries=1024, show_spinner=False)
def territoire(version: int, identifiant: str) -> Territoire | None:
    """Return a territory, None when there is none of that id."""
    with lire() as cur:
        return trouver(cur, identifiant)


@st.cache_data(max_entries=8, show_spinner=False)
def noms(version: int, niveau: str) -> dict[str, str]:
    """Map each territory of a level to its name."""
    with lire() as cur:
        return {t.id: t.libelle for t in lister(cur, niveau)}


@st.cache_data(max_entries=256, show_spinner=False)
def au_dessus(version: int, identifiant: str) -> list[Territoire]:
    """Return what contains a territory, from the country down; levels where several do are left out."""
    ici = territoire(version, identifiant)
    if ici is None:
        return []
    niveaux = [a.partition("-")[0] for a in ici.ancetres]
    seuls = [a for a, niveau in zip(ici.ancetres, niveaux, strict=True) if niveaux.count(niveau) == 1]
    with lire() as cur:
        connus = trouver_tous(cur, seuls)
    return [connus[a] for a in reversed(seuls) if a in connus]


def cadre(version: int, identifiant: str, rayon_km: int = 0) -> maps.Emprise | None:
    """Return the box to show for a territory, or around a commune; None for the whole country."""
    if not identifiant:
        return None
    if not identifiant.startswith("commune-"):
        return emprise(identifiant)
    ici = territoire(version, identifiant)
    if ici is None or ici.lon is None or ici.lat is None:
        return None
    d = max(AUTOUR_D_UNE_COMMUNE, rayon_km / 111)
    return (ici.lon - 1.4 * d, ici.lat - d, ici.lon + 1.4 * d, ici.lat + d)


@st.cache_data(max_entries=256, show_spinner=False)
def _dedans(version: int, identifiant: str, niveau: str) -> list[str] | None:
    """Return the territories of a level that a territory holds, is, or is held by; None for the whole country."""
    ici = territoire(version, identifiant) if identifiant else None
    if ici is None or ici.niveau == "pays":
        return None
    if ici.niveau == niveau:
        return [ici.id]
    au_dessus = [a for a in ici.ancetres if a.startswith(f"{niveau}-")]
    if au_dessus:
        return au_dessus
    with lire() as cur:
        return [t.id for t in lister(cur, niveau, ici.id)]


@st.cache_data(max_entries=512, show_spinner=False)
def fiche(version: int, identifiant: str) -> tuple[Pratique, Alentours]:
    """Return a sheet and what surrounds it.

    Raises Introuvable.
    """
    with lire() as cur:
        pratique = pratiques.obtenir(cur, identifiant)
        return pratique, pratiques.entourer(cur, pratique)


@st.cache_data(max_entries=512, show_spinner=False)
def fusionnee_dans(version: int, identifiant: str) -> str | None:
    """Return the sheet that a withdrawn one leads to."""
    with lire() as cur:
        return doublons.fusionnee_dans(cur, identifiant)


@st.cache_data(max_entries=512, show_spinner=False)
def paroles(version: int, identifiant: str) -> retours.Paroles:
    """Return what the people served and both sides say of a pratique, as published."""
    with lire() as cur:
        return retours.lire_voix(cur, identifiant)


@st.cache_data(max_entries=256, show_spinner=False)
def situation(version: int, identifiant: str) -> maps.Figure | None:
    """Return the small map of a sheet, None when the pratique has no place to show."""
    pratique, _ = fiche(version, identifiant)
    with lire() as cur:
        connus = trouver_tous(cur, pratique.territoires)
    territoires = [connus[t] for t in pratique.territoires if t in connus]
    regions = {a for a in pratique.perimetre if a.startswith("region-")}
    terminee = pratique.activite in ("terminee_prevue", "transformee", "abandonnee")
    etat = "vide" if terminee else "plein" if pratique.confirmee_le else "clair"
    return maps.figure_situation(
        pratique.titre,
        territoires,
        (maps.genre_de(pratique.mixite, pratique.cotes), etat),
        contours=contours(),
        cadre=emprise(regions.pop()) if len(regions) == 1 else None,
    )


@st.cache_data(max_entries=4, show_spinner=False)
def a_la_une(version: int, jour: date, combien: int = 3) -> list[Resume]:
    """Return alliances to put forward, others each day: placed, between both sides, invented ones left out."""
    with lire() as cur:
        alliances = pratiques.lister(cur, Recherche(mixite=("mixte",), portee="locale"), 200)
    choix = [r for r in alliances if not r.est_demo] or alliances
    return Random(jour.toordinal()).sample(choix, min(combien, len(choix)))


@st.cache_data(max_entries=4, show_spinner=False)
def dernieres(version: int, combien: int = 3) -> list[Resume]:
    """Return the newest contributions published."""
    with lire() as cur:
        return pratiques.lister(cur, Recherche(origine=("contribution",), tri="recentes"), combien)


@st.cache_data(max_entries=4, show_spinner=False)
def departements_concernes(version: int) -> int:
    """Count the départements that have at least one pratique."""
    with lire() as cur:
        return len(pratiques.par_territoire(cur, Recherche(), "departement"))


@st.cache_data(max_entries=4, show_spinner=False)
def les_pistes(version: int) -> list[pistes.Famille]:
    """Return the pistes by family."""
    with lire() as cur:
        return pistes.lister(cur)


@st.cache_data(max_entries=4, show_spinner=False)
def date_des_donnees(version: int) -> datetime | None:
    """Return when a published pratique last changed."""
    with lire() as cur:
        return cur.valeur("select max(maj_a) from public.pratique")


@st.cache_data(max_entries=4, show_spinner=False)
def fins(version: int) -> tuple[Bilan, Survie, list[Lecon]]:
    """Return what endings teach."""
    with lire() as cur:
        parcours, lecons = lister_parcours(cur), lister_lecons(cur)
    return bilan(parcours), survie(parcours), lecons
