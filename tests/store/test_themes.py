"""A category of themes gathers what is said more precisely, on both engines; counts tell what a filter would give."""

import pytest
from tests.factories_publication import pratique, publier

from observatoire.pratiques import Recherche, compter, facettes, lister
from observatoire.store import Store, lire
from observatoire.vocabulaires import vocabulaire

PERMIS, VEHICULE = "mobilite--preparer-un-permis", "mobilite--acceder-a-un-vehicule"
FICHES = {
    "coloc": ["logement-hebergement", "obs--sans-abrisme"],
    "garage": [VEHICULE],
    "garage-ecole": [VEHICULE, PERMIS],
    "navette": ["mobilite"],
    "navette-ecole": ["mobilite", PERMIS, "logement-hebergement--louer-un-logement"],
    "sans-theme": [],
}


@pytest.fixture
def fiches(store_deux_moteurs: Store) -> Store:
    publier(
        [pratique(nom, territoires=[], thematiques=themes) for nom, themes in FICHES.items()]
        + [pratique("retiree", territoires=[], thematiques=[PERMIS], statut="retiree")]
    )
    return store_deux_moteurs


@pytest.mark.parametrize(
    ("themes", "attendues"),
    [
        (("mobilite",), {"garage", "garage-ecole", "navette", "navette-ecole"}),
        ((PERMIS,), {"garage-ecole", "navette-ecole"}),
        (("mobilite", PERMIS), {"garage", "garage-ecole", "navette", "navette-ecole"}),
        ((VEHICULE, "logement-hebergement"), {"coloc", "garage", "garage-ecole", "navette-ecole"}),
        (("sante",), set()),
    ],
)
@pytest.mark.usefixtures("fiches")
def test_a_category_matches_its_themes_and_a_theme_itself_only(
    themes: tuple[str, ...], attendues: set[str]
) -> None:
    with lire() as cur:
        assert {r.id for r in lister(cur, Recherche(theme=themes))} == attendues


@pytest.mark.usefixtures("fiches")
def test_a_pratique_counts_once_in_its_category() -> None:
    with lire() as cur:
        assert facettes(cur, Recherche(), ("theme",))["theme"] == {
            "mobilite": 4,
            VEHICULE: 2,
            PERMIS: 2,
            "logement-hebergement": 2,
            "logement-hebergement--louer-un-logement": 1,
            "obs--sans-abrisme": 1,
        }


@pytest.mark.usefixtures("fiches")
def test_a_count_is_what_its_filter_gives() -> None:
    with lire() as cur:
        comptes = facettes(cur, Recherche(theme=(PERMIS,)), ("theme",))["theme"]
        for code in vocabulaire("thematique").codes:
            assert compter(cur, Recherche(theme=(code,))).nombre == comptes.get(code, 0), code
