"""What the charts count is what the list holds: every spread is made again in Python, one pratique at a time."""

from collections import Counter
from typing import Any

import pytest
from tests.factories_publication import peupler, pratique, publier

from observatoire.pratiques import Recherche, Repartition, compter, lister, repartir
from observatoire.store import Cursor, Store, lire

QUESTIONS = [
    Recherche(),
    Recherche(mixite=("mixte",)),
    Recherche(theme=("logement-hebergement",)),
    Recherche(forme=("ptce", "tzcld"), activite=("active",)),
    Recherche(territoire="region-11"),
    Recherche(territoire="departement-69"),
    Recherche(territoire="epci-200054781"),
    Recherche(territoire="commune-78440"),
    Recherche(portee="sans_lieu"),
    Recherche(q="colocation"),
    Recherche(territoire="region-94", forme=("ptce",), mixite=("mixte",)),
]


def nom_court(r: Recherche) -> str:
    return "&".join(f"{k}={','.join(v)}" for k, v in r.to_params().items()) or "tout"


def theme_large(code: str) -> str:
    return code if code.startswith("obs--") else code.partition("--")[0]


def reponse(cur: Cursor, r: Recherche) -> list[dict[str, Any]]:
    """Return the public rows that answer, as the list gives them."""
    ids = [resume.id for resume in lister(cur, r, 1000)]
    return cur.lignes("select * from public.pratique where id = any($ids::text[])", ids=ids)


def inconnus(lignes: list[dict[str, Any]], champ: str) -> int:
    return sum(not ligne[champ] for ligne in lignes)


@pytest.mark.parametrize("r", QUESTIONS, ids=nom_court)
@pytest.mark.usefixtures("store_catalogue")
def test_every_spread_is_that_of_the_list(r: Recherche) -> None:
    with lire() as cur:
        lignes, lu, totaux = reponse(cur, r), repartir(cur, r), compter(cur, r)
        niveaux = {t["id"]: t for t in cur.lignes("select id, niveau, ancetres from public.territoire")}
    assert lu.nombre == totaux.nombre == len(lignes)
    assert lu.mixite.comptes.get("mixte", 0) == totaux.mixtes
    for nom, lue in (("forme", lu.forme), ("activite", lu.activite), ("mixite", lu.mixite)):
        assert lue == Repartition(dict(Counter(x[nom] for x in lignes if x[nom])), inconnus(lignes, nom)), nom
    assert lu.annee.comptes == Counter(str(x["annee_debut"]) for x in lignes if x["annee_debut"])
    assert list(lu.annee.comptes) == sorted(lu.annee.comptes)
    assert lu.annee.inconnus == inconnus(lignes, "annee_debut")
    assert lu.objectif == Repartition(
        dict(Counter(o for x in lignes for o in x["objectifs"])), inconnus(lignes, "objectifs")
    )
    assert {theme: dict(n) for theme, n in lu.themes.items()} == {
        theme: dict(Counter(x["mixite"] for x in lignes if theme in map(theme_large, x["thematiques"])))
        for theme in {theme_large(t) for x in lignes for t in x["thematiques"]}
    }
    assert lu.sans_theme == Counter(x["mixite"] for x in lignes if not x["thematiques"])

    def dedans(identifiant: str) -> bool:
        t = niveaux[identifiant]
        return t["niveau"] == lu.niveau and (not r.territoire or r.territoire in t["ancetres"])

    places = [[t for t in x["perimetre"] if dedans(t)] for x in lignes]
    assert lu.territoire == Repartition(dict(Counter(t for p in places for t in p)), places.count([]))


@pytest.mark.usefixtures("store_catalogue")
def test_what_a_bar_counts_is_what_its_value_gives() -> None:
    """The largest bar of each chart, asked for, lists as many."""
    with lire() as cur:
        for r in (Recherche(), Recherche(territoire="region-11")):
            lu = repartir(cur, r)
            for champ, compte in (("forme", lu.forme), ("activite", lu.activite), ("objectif", lu.objectif)):
                code, n = next(iter(compte.comptes.items()))
                assert compter(cur, r.avec(**{champ: (code,)})).nombre == n
            for theme, mixites in lu.themes.items():
                for mixite, n in mixites.items():
                    assert compter(cur, r.avec(theme=(theme,), mixite=(mixite,))).nombre == n
            for territoire, n in lu.territoire.comptes.items():
                assert compter(cur, r.avec(territoire=territoire)).nombre == n


@pytest.mark.usefixtures("store_catalogue")
def test_the_territories_counted_are_just_under_the_one_asked() -> None:
    with lire() as cur:
        niveaux = {
            t: repartir(cur, Recherche(territoire=t)).niveau
            for t in ("", "pays-FR", "region-11", "departement-78", "epci-200054781", "commune-78440")
        }
    assert list(niveaux.values()) == ["region", "region", "departement", "epci", "commune", ""]


# --- the same answers on both engines ---


@pytest.fixture
def varie(store_deux_moteurs: Store) -> Store:
    """A small catalogue with places of every kind, several themes and years, on each engine."""
    peupler()
    publier(
        [
            pratique("deux-themes", mixite="mixte", annee_debut=2019, thematiques=["logement-hebergement", "logement-hebergement--etre-accompagne-en-cas-de-difficultes", "obs--sans-abrisme"], objectifs=["se_connaitre", "construire_ensemble"]),
            pratique("un-theme", thematiques=["obs--sans-abrisme"], annee_debut=2021),
        ]
    )  # fmt: skip
    return store_deux_moteurs


@pytest.mark.usefixtures("varie")
def test_spreads_are_the_same_on_both_engines() -> None:
    with lire() as cur:
        lu = repartir(cur, Recherche())
        dedans = repartir(cur, Recherche(territoire="region-84"))
        rien = repartir(cur, Recherche(forme=("ptce",)))
        trouve = repartir(cur, Recherche(q="epicerie"))
    assert lu.nombre == 9
    assert lu.mixite.comptes == {"a_verifier": 7, "mixte": 2}
    assert lu.themes == {
        "obs--sans-abrisme": {"mixte": 2, "a_verifier": 1},
        "logement-hebergement": {"mixte": 1},
    }
    assert lu.sans_theme == {"a_verifier": 6}
    assert (lu.annee.comptes, lu.annee.inconnus) == ({"2019": 2, "2021": 1}, 6)
    assert (lu.objectif.comptes, lu.objectif.inconnus) == ({"se_connaitre": 2, "construire_ensemble": 1}, 7)
    assert (lu.activite.comptes, lu.activite.inconnus) == ({"abandonnee": 1, "active": 1}, 7)
    assert lu.territoire == Repartition({"region-11": 5, "region-84": 1, "region-94": 1}, 3)
    assert (dedans.niveau, dedans.territoire) == ("departement", Repartition({"departement-01": 1}, 0))
    assert (rien.nombre, rien.themes, rien.sans_theme) == (0, {}, {})
    assert rien.territoire == Repartition({}, 0)
    assert trouve.nombre == 1
