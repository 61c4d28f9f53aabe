"""Every filter, alone and together, on both engines: who answers and how values count, against plain Python."""

from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from typing import Any

import pytest
from tests.factories_publication import TERRITOIRES, partenaire, pratique, publier, semer_territoires, source
from tests.oracle_pratiques import lire_catalogue

from observatoire.clock import temps_fige
from observatoire.pratiques import (
    FILTRES,
    PORTEES,
    STRUCTURES,
    Recherche,
    assouplir,
    compter,
    facettes,
    lieux,
    lister,
    structures,
)
from observatoire.store import Store, ecrire, lire
from observatoire.vocabulaires import vocabulaire

JOUR = date(2026, 3, 1)
VOISINES = (
    ("commune-01004", 5.3713, 45.9615),
    ("commune-01283", 5.6425, 46.2556),
    ("commune-01185", 5.2240, 46.2060),
)
"""Communes around Bourg-en-Bresse: 29, 33 and 0.1 km away."""
ADRESSES = [i for i, _, _, point in TERRITOIRES if i.startswith("commune-")] + [v[0] for v in VOISINES]


NOMS = (
    "Emmaüs Connect",
    "EMMAUS connect",
    "L’Œuvre – À Ciel ouvert",
    "CAF",
    "Fondation Caritas (France)",
    "État",
    "Ça & là",
)
"""Names of partners; the first two are the same structure."""
CLES = ("emmaus-connect", "l-oeuvre-a-ciel-ouvert", "caf", "fondation-caritas-france", "etat", "ca-la")


def semer() -> None:
    """Write the small referentiel and the neighbours."""
    semer_territoires()
    with ecrire() as tx:
        tx.inserer(
            "base.territoire",
            [
                {
                    "id": i, "niveau": "commune", "code": i[8:], "nom": i, "nom_norm": i, "zone": "metro", "codes_postaux": [],
                    "ancetres": ["departement-01", "region-84", "pays-FR"], "population": 1, "lon": lon, "lat": lat, "millesime": "2026",
                }
                for i, lon, lat in VOISINES
            ],
        )  # fmt: skip


def au_hasard(hasard: Random, rang: int) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """Return a pratique, its partners and its sources, any of them saying nothing sometimes."""

    def parmi(nom: str, au_plus: int) -> list[str]:
        return hasard.sample(vocabulaire(nom).codes[:8], hasard.randint(0, au_plus))

    identifiant = f"p{rang:03d}"
    lieux_dits = hasard.choice(
        [[], ["pays-FR"], ["departement-01"], hasard.sample(ADRESSES, hasard.randint(1, 2))]
    )
    connus = {v[0]: v for v in VOISINES}
    lignes = pratique(
        identifiant, territoires=[t for t in lieux_dits if t not in connus] or ["commune-01053"],
        thematiques=parmi("thematique", 3), publics=parmi("public", 2), objectifs=parmi("objectif", 2), familles=parmi("famille", 2),
        freins=parmi("frein", 3), leviers=parmi("levier", 3), causes_arret=parmi("cause_arret", 2), cotes=parmi("cote", 2),
        forme=hasard.choice([None, "ptce", "tzcld"]), activite=hasard.choice([None, "active", "abandonnee"]),
        mixite=hasard.choice(vocabulaire("mixite").codes), origine=hasard.choice(vocabulaire("origine").codes[:3]),
        niveau_preuve=hasard.choice(vocabulaire("niveau_preuve").codes), annee_debut=hasard.choice([None, 2012, 2018, 2019, 2025]),
        confirmee_le=hasard.choice([None, date(2024, 3, 1), date(2024, 2, 29), date(2026, 1, 1)]),
    )  # fmt: skip
    points = {i: p for i, _, _, p in TERRITOIRES} | {v[0]: v[1:] for v in VOISINES}
    premier = next((points[t] for t in lieux_dits if t.startswith("commune-")), (None, None))
    lignes |= {"territoires": lieux_dits, "lon": premier[0], "lat": premier[1]}
    lignes["perimetre"] = lignes["perimetre"] if lieux_dits else []
    if any(t in connus for t in lieux_dits):
        lignes["perimetre"] = list(
            dict.fromkeys([*lieux_dits, *lignes["perimetre"], "departement-01", "region-84", "pays-FR"])
        )
    partenaires = [
        partenaire(
            identifiant, r, role=hasard.choice([None, "financeur", *vocabulaire("role").codes[:6]]), apporte=parmi("apport", 3),
            nom=hasard.choice(NOMS),
            confirmation=hasard.choice([None, "confirmee", "refusee"]),
        )
        for r in range(1, hasard.randint(1, 4))
    ]  # fmt: skip
    sources = [
        source(identifiant, r, table_rapport=hasard.choice([None, 0, 1, 2, 6]))
        for r in range(1, hasard.randint(1, 4))
    ]
    return lignes, partenaires, sources


@pytest.fixture
def varie(store_deux_moteurs: Store) -> Iterator[Store]:
    """A hundred and twenty pratiques that say much and little, on each engine, read on a known day."""
    hasard = Random(3)
    semer()
    tirees = [au_hasard(hasard, rang) for rang in range(120)]
    publier([t[0] for t in tirees], [p for t in tirees for p in t[1]], [s for t in tirees for s in t[2]])
    with temps_fige(datetime(2026, 3, 1, 12)):
        yield store_deux_moteurs


def questions(hasard: Random, combien: int) -> Iterator[Recherche]:
    """Yield each filter alone, then several together."""
    yield Recherche()
    for nom, voc in FILTRES.items():
        yield Recherche(**{nom: vocabulaire(voc).codes[1:3]})
    for periode in (("2018-2019",), ("-2012",), ("2019-",), ("inconnue",), ("2025", "inconnue"), ("1900-",)):
        yield Recherche(periode=periode)
    for nom in STRUCTURES:
        for cle in CLES:
            yield Recherche(**{nom: (cle,)})
        yield Recherche(**{nom: ("caf", "absente")}, mixite=("mixte",))
    yield Recherche(structure=("caf", "etat"), role=("financeur",))
    yield Recherche(structure=("emmaus-connect",), role=("porteur", "co_porteur"), financeur=("etat", "caf"))
    for rayon in (1, 31, 200):
        yield Recherche(territoire="commune-01053", rayon=rayon)
    for _ in range(combien):
        noms = hasard.sample(list(FILTRES), 3)
        choix: dict[str, Any] = {
            n: tuple(
                hasard.sample(vocabulaire(FILTRES[n]).codes[:8], k=min(3, len(vocabulaire(FILTRES[n]).codes)))
            )
            for n in noms
        }
        yield Recherche(
            **choix, periode=hasard.choice([(), ("2015-",), ("2018", "inconnue")]), portee=hasard.choice(["", "", *PORTEES]),
            territoire=hasard.choice(["", "commune-01053", "region-84"]), rayon=hasard.choice([0, 40]),
        )  # fmt: skip


@pytest.mark.usefixtures("varie")
def test_every_filter_answers_and_counts_as_plain_python_does() -> None:
    hasard = Random(7)
    with lire() as cur:
        catalogue = lire_catalogue(cur, JOUR)
    non_vides = 0
    for r in questions(Random(5), 12):
        with lire() as cur:
            ids = {p.id for p in lister(cur, r, 500)}
            nombre = compter(cur, r).nombre
            comptes = facettes(cur, r, (*FILTRES, "financeur", "periode"))
            un = hasard.choice([*FILTRES, "financeur"])
            assert facettes(cur, r, (un,))[un] == comptes[un], (un, r)
        attendues = {p["id"] for p in catalogue.reponses(r)}
        non_vides += bool(attendues)
        assert ids == attendues, r
        assert nombre == len(attendues), r
        assert comptes.pop("periode") == catalogue.annees(r), r
        for nom, compte in comptes.items():
            admises = catalogue.reponses(r, nom)
            codes = [v.code for v in vocabulaire(FILTRES[nom])] if nom in FILTRES else CLES
            dans = {"structure": r.structure} if nom == "role" else {}
            seules = {
                c: sum(catalogue.repond(p, Recherche(**dans, **{nom: (c,)})) for p in admises) for c in codes
            }
            assert compte == {c: n for c, n in seules.items() if n}, (nom, r)
    assert non_vides > 20


@pytest.mark.usefixtures("varie")
def test_structures_are_found_by_the_beginning_of_a_word_and_counted_once_a_pratique() -> None:
    with lire() as cur:
        catalogue = lire_catalogue(cur, JOUR)
        toutes = {s.cle: s.nombre for s in structures(cur)}
        assert toutes == {
            c: sum(c in catalogue.valeurs(p, "structure") for p in catalogue.pratiques) for c in CLES
        }
        assert [s.cle for s in structures(cur, debut="  Car ")] == ["fondation-caritas-france"]
        assert [s.cle for s in structures(cur, debut="ŒUV")] == ["l-oeuvre-a-ciel-ouvert"]
        assert structures(cur, debut="aritas") == []
        assert structures(cur, debut="%_") == structures(cur)
        assert {s.nom for s in structures(cur, cles=("emmaus-connect",))} <= set(NOMS[:2])


@pytest.mark.usefixtures("varie")
def test_distances_are_those_of_the_nearest_commune_declared_and_sort() -> None:
    r = Recherche(territoire="commune-01053", rayon=40, tri="distance")
    with lire() as cur:
        catalogue = lire_catalogue(cur, JOUR)
        resumes = lister(cur, r, 500)
        loin = lister(cur, Recherche(territoire="commune-01053"), 500)
        marques = {lieu.territoire_id for lieu in lieux(cur, r)}
    par_id = {p["id"]: p for p in catalogue.pratiques}
    distances = [x.distance_km for x in resumes]
    assert distances == sorted(d for d in distances if d is not None)
    for resume in resumes:
        assert resume.distance_km == pytest.approx(
            catalogue.distance(par_id[resume.id], r.territoire), abs=1e-6
        )
    assert {round(d) for d in distances if d is not None} == {0, 29, 33}
    assert {x.distance_km for x in loin} == {None}
    assert {v[0] for v in VOISINES} <= marques


@pytest.mark.usefixtures("varie")
def test_loosening_a_radius_or_a_period_is_proposed() -> None:
    r = Recherche(territoire="commune-29019", rayon=5, periode=("1950",))
    with lire() as cur:
        assert compter(cur, r).nombre == 0
        champs = {
            p.champ: p.nombre for p in assouplir(cur, r.avec(periode=("2012",), forme=("ptce", "tzcld")))
        }
        for champ, n in champs.items():
            sans = r.avec(periode=("2012",), forme=("ptce", "tzcld")).avec(
                **{champ: getattr(Recherche(), champ)}
            )
            assert compter(cur, sans).nombre == n > 0
    assert {"territoire", "periode"} & set(champs)
