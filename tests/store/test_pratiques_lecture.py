"""What is counted, listed, drawn and offered agree; every count is made again in Python, one pratique at a time."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from tests.factories_publication import peupler, pratique, publier, semer_territoires
from tests.oracle_pratiques import lire_catalogue, portee_de

from observatoire.clock import temps_fige
from observatoire.errors import Introuvable
from observatoire.pratiques import (
    FILTRES,
    PORTEES,
    TAILLE_PAGE,
    Pratique,
    Recherche,
    assouplir,
    compter,
    facettes,
    lieux,
    lister,
    obtenir,
    par_territoire,
    proches,
)
from observatoire.store import Cursor, Store, lire
from observatoire.territoires import normaliser
from observatoire.vocabulaires import vocabulaire

QUESTIONS = [
    Recherche(),
    Recherche(mixite=("mixte",)),
    Recherche(forme=("ptce", "tzcld"), activite=("active",)),
    Recherche(cote=("es", "ts"), origine=("rapport",)),
    Recherche(theme=("mobilite",)),
    Recherche(theme=("obs--sans-abrisme", "equipement-et-alimentation--alimentation"), cote=("ts",)),
    Recherche(public=("jeunes", "familles")),
    Recherche(objectif=("se_connaitre",)),
    Recherche(territoire="region-11"),
    Recherche(territoire="departement-69", mixite=("mixte", "a_verifier")),
    Recherche(territoire="commune-78440"),
    Recherche(territoire="pays-FR"),
    *(Recherche(portee=portee) for portee in PORTEES),
    Recherche(activite=("abandonnee",), territoire="region-94"),
]


JOUR = date(2026, 3, 1)


def toutes_les_pages(cur: Cursor, r: Recherche) -> list[str]:
    """Return the ids of the answer, page after page."""
    ids: list[str] = []
    while page := lister(cur, r.avec(page=len(ids) // TAILLE_PAGE + 1)):
        ids += [resume.id for resume in page]
        if len(page) < TAILLE_PAGE:
            break
    return ids


def nom_court(r: Recherche) -> str:
    return "&".join(f"{k}={','.join(v)}" for k, v in r.to_params().items()) or "tout"


@pytest.mark.parametrize("r", QUESTIONS, ids=nom_court)
@pytest.mark.usefixtures("store_catalogue")
def test_totals_list_map_and_counts_agree_on_the_real_catalogue(r: Recherche) -> None:
    with lire() as cur:
        attendues = lire_catalogue(cur, JOUR).reponses(r)
        portees = Counter(map(portee_de, attendues))
        totaux = compter(cur, r)
        assert totaux.nombre == len(attendues)
        assert (totaux.situees, totaux.larges, totaux.nationales, totaux.sans_lieu) == tuple(
            portees[p] for p in PORTEES
        )
        assert totaux.mixtes == sum(p["mixite"] == "mixte" for p in attendues)

        ids = toutes_les_pages(cur, r)
        assert len(ids) == len(set(ids))
        assert set(ids) == {p["id"] for p in attendues}

        marques = {lieu.territoire_id: lieu.nombre for lieu in lieux(cur, r)}
        assert marques == Counter(
            t for p in attendues if p["lon"] is not None for t in p["territoires"] if t.startswith("commune-")
        )
        for niveau in ("region", "departement", "epci"):
            assert par_territoire(cur, r, niveau) == Counter(
                t for p in attendues for t in p["perimetre"] if t.startswith(f"{niveau}-")
            )


@pytest.mark.parametrize("r", QUESTIONS, ids=nom_court)
@pytest.mark.usefixtures("store_catalogue")
def test_the_count_of_a_value_is_what_choosing_it_alone_gives(r: Recherche) -> None:
    with lire() as cur:
        catalogue = lire_catalogue(cur, JOUR)
        comptes = facettes(cur, r)
    for nom, vocabulaire_nom in FILTRES.items():
        admises = catalogue.reponses(r, nom)
        for valeur in vocabulaire(vocabulaire_nom):
            seule = Recherche(**{nom: (valeur.code,)})
            attendu = sum(catalogue.repond(p, seule) for p in admises)
            assert comptes[nom].get(valeur.code, 0) == attendu, (nom, valeur.code)


@pytest.mark.usefixtures("store_catalogue")
def test_a_click_on_a_mark_lists_as_many_as_it_says() -> None:
    r = Recherche(mixite=("mixte", "a_verifier"))
    with lire() as cur:
        for lieu in lieux(cur, r):
            assert compter(cur, r.avec(territoire=lieu.territoire_id)).nombre == lieu.nombre


@pytest.mark.usefixtures("store_catalogue")
def test_marks_climb_when_communes_are_too_many_and_lose_nobody() -> None:
    with lire() as cur:
        communes = lieux(cur, Recherche())
        departements = lieux(cur, Recherche(), au_plus=20)
        epci = lieux(cur, Recherche(territoire="region-11"), au_plus=5)
        situees = [p for p in lire_catalogue(cur, JOUR).pratiques if p["lon"] is not None]
    assert {lieu.niveau for lieu in communes} == {"commune"}
    assert {lieu.niveau for lieu in departements} == {"departement"}
    assert {lieu.niveau for lieu in epci} == {"epci"}
    assert {lieu.territoire_id: lieu.nombre for lieu in departements} == Counter(
        t for p in situees for t in p["perimetre"] if t.startswith("departement-")
    )


@pytest.mark.usefixtures("store_catalogue")
def test_text_narrows_like_the_other_filters() -> None:
    with lire() as cur:
        for q in ("colocation", "mureaux", "insertion emploi"):
            r = Recherche(q=q)
            ids = set(toutes_les_pages(cur, r))
            assert ids
            assert compter(cur, r).nombre == len(ids)
            assert sum(facettes(cur, r, ("origine",))["origine"].values()) == len(ids)
            mixtes = {p["id"] for p in lire_catalogue(cur, JOUR).pratiques if p["mixite"] == "mixte"}
            assert set(toutes_les_pages(cur, r.avec(mixite=("mixte",)))) == ids & mixtes


@pytest.mark.usefixtures("store_catalogue")
def test_loosening_says_what_it_would_give_most_first() -> None:
    r = Recherche(territoire="region-94", forme=("ptce",), q="zzzzzz")
    with lire() as cur:
        assert compter(cur, r).nombre == 0
        assert assouplir(cur, r) == [], "two conditions are impossible: dropping one is not enough"
        r = r.avec(q="")
        propositions = assouplir(cur, r)
        assert [p.champ for p in propositions] in (["territoire", "forme"], ["territoire"], ["forme"])
        for p in propositions:
            vide = getattr(Recherche(), p.champ)
            assert compter(cur, r.avec(**{p.champ: vide})).nombre == p.nombre > 0


@pytest.mark.usefixtures("store_catalogue")
def test_a_sheet_holds_its_partners_and_sources_in_their_order() -> None:
    with lire() as cur:
        caracol = obtenir(cur, "colocations-solidaires-de-caracol")
        with pytest.raises(Introuvable, match="n’existe pas"):
            obtenir(cur, "nulle-part")
    assert [p.rang for p in caracol.partenaires] == sorted(p.rang for p in caracol.partenaires)
    assert caracol.partenaires[0].nom == "Caracol"
    assert caracol.sources[0].table_rapport == 1


@pytest.mark.usefixtures("store_catalogue")
def test_close_pratiques_are_those_of_the_whole_catalogue_that_share_the_most() -> None:
    with lire() as cur:
        toutes = [obtenir(cur, r.id) for r in lister(cur, Recherche(), 500)]
        assert len(toutes) > 250
        for p in toutes[:40]:
            lues = [(x.resume.id, x.communs) for x in proches(cur, p)]
            assert lues == [(i, tuple(sorted(c))) for i, c in _les_plus_proches(p, toutes)][:3]


def _les_plus_proches(p: Pratique, toutes: list[Pratique]) -> list[tuple[str, set[str]]]:
    lieux = {t for t in p.perimetre if not t.startswith(("region-", "pays-"))}
    trouvees = []
    for autre in toutes:
        sujets = {*p.thematiques} & {*autre.thematiques} | {*p.publics} & {*autre.publics}
        sujets |= {p.forme} & {autre.forme} - {None}
        communs = sujets | {*p.objectifs} & {*autre.objectifs} | lieux & {*autre.perimetre}
        if autre.id != p.id and sujets and len(communs) >= 2:
            trouvees.append((autre.id, communs))
    return sorted(trouvees, key=lambda x: (-len(x[1]), x[0]))


# --- the same answers on both engines ---


@pytest.fixture
def varie(store_deux_moteurs: Store) -> Iterator[Store]:
    """A small catalogue with places of every kind, on each engine, read on a known day."""
    peupler()
    publier(
        [
            pratique("fraiche", territoires=["commune-01053"], confirmee_le=date(2025, 1, 1), cotes=["les_deux"]),
            pratique("ancienne", territoires=["commune-01053"], confirmee_le=date(2020, 1, 1), activite="transformee"),
        ]
    )  # fmt: skip
    with temps_fige(datetime(2026, 3, 1, 12)):
        yield store_deux_moteurs


@pytest.mark.usefixtures("varie")
def test_every_kind_of_place_is_counted_once_on_both_engines() -> None:
    with lire() as cur:
        totaux = compter(cur, Recherche())
        assert (totaux.nombre, totaux.situees, totaux.larges, totaux.nationales, totaux.sans_lieu) == (
            9,
            6,
            1,
            1,
            1,
        )
        assert (totaux.mixtes, totaux.demo) == (1, 1)
        for portee in PORTEES:
            assert compter(cur, Recherche(portee=portee)).nombre == len(lister(cur, Recherche(portee=portee)))


@pytest.mark.usefixtures("varie")
def test_a_pratique_of_two_communes_stands_in_each() -> None:
    with lire() as cur:
        marques = {lieu.nom: lieu for lieu in lieux(cur, Recherche())}
    assert {nom: lieu.nombre for nom, lieu in marques.items()} == {
        "Bourg-en-Bresse (01)": 3,
        "Paris (75)": 2,
        "Ajaccio (2A)": 1,
        "Brest (29)": 1,
    }
    bourg = marques["Bourg-en-Bresse (01)"]
    assert (bourg.mixtes, bourg.es, bourg.ts, bourg.terminees, bourg.confirmees) == (1, 2, 2, 1, 1)
    assert bourg.titre_unique is None
    assert marques["Ajaccio (2A)"].titre_unique == "Vis ma vie"


@pytest.mark.usefixtures("varie")
def test_lists_are_ordered_and_named_the_same_on_both_engines() -> None:
    with lire() as cur:
        titres = [r.titre for r in lister(cur, Recherche(tri="titre"))]
        par_id = {r.id: r for r in lister(cur, Recherche())}
        trouves = [r.id for r in lister(cur, Recherche(q="epicerie solidere"))]
    assert titres == sorted(titres, key=normaliser)
    assert titres.index("Diagnostic") < titres.index("Épicerie solidaire") < titres.index("Inventée")
    assert par_id["alpha"].lieu == "Bourg-en-Bresse (01)"
    assert par_id["national"].lieu == "France"
    assert par_id["nulle-part"].lieu is None
    assert trouves == ["alpha"]
    assert "retiree" not in par_id
    assert "anonyme" not in par_id


@pytest.mark.usefixtures("varie")
def test_facets_territories_and_likeness_run_on_both_engines() -> None:
    with lire() as cur:
        comptes = facettes(cur, Recherche())
        assert comptes["forme"] == {"lieu_partage": 1, "vis_ma_vie": 1, "diagnostic_partage": 1}
        assert comptes["origine"]["demo"] == 1
        assert par_territoire(cur, Recherche(), "departement") == {
            "departement-01": 3,
            "departement-2A": 1,
            "departement-75": 3,
        }
        assert par_territoire(cur, Recherche(territoire="region-94"), "departement")["departement-2A"] == 1
        assert assouplir(cur, Recherche(territoire="region-94", forme=("lieu_partage",)))[0].nombre == 1
        assert proches(cur, obtenir(cur, "nulle-part")) == []


@pytest.mark.usefixtures("store_deux_moteurs")
def test_likeness_needs_a_theme_a_public_or_the_form_and_something_else() -> None:
    semer_territoires()
    publier(
        [
            pratique("une", publics=["jeunes"], forme="ptce", territoires=["commune-75056"]),
            pratique("deux", publics=["jeunes"], forme="ptce", territoires=["commune-01053"]),
            pratique("trois", publics=["jeunes"], territoires=["commune-75056"]),
            pratique("ailleurs", publics=["jeunes"], territoires=["commune-01053"]),
            pratique("voisine", territoires=["commune-75056"]),
        ]
    )
    with lire() as cur:
        lues = {p.resume.id: p.communs for p in proches(cur, obtenir(cur, "une"))}
    assert lues == {
        "trois": ("commune-75056", "departement-75", "epci-200054781", "jeunes"),
        "deux": ("jeunes", "ptce"),
    }


@pytest.mark.usefixtures("store")
def test_an_empty_observatory_answers_zero_everywhere() -> None:
    with lire() as cur:
        assert compter(cur, Recherche()).nombre == 0
        assert lister(cur, Recherche(q="rien")) == []
        assert lieux(cur, Recherche()) == []
        assert par_territoire(cur, Recherche(), "region") == {}
