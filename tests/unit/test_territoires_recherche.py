"""Finding a territory from what people type."""

import random
from collections.abc import Iterator

import pytest

from observatoire.store import Cursor, Store, lire
from observatoire.territoires import lister, normaliser, rechercher
from observatoire.territoires.model import Territoire

ESSAIS = 300
LETTRES = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def cur(store_territoires: Store) -> Iterator[Cursor]:
    with lire() as curseur:
        yield curseur


def libelles(cur: Cursor, saisie: str, *niveaux: str) -> list[str]:
    return [t.libelle_trouve for t in rechercher(cur, saisie, niveaux or None)]


@pytest.mark.parametrize(
    ("saisie", "premier"),
    [
        ("les mureaux", "Les Mureaux (78)"),
        ("mureaux", "Les Mureaux (78)"),
        ("Les Mureaux (78)", "Les Mureaux (78)"),
        ("78130 Les Mureaux", "Les Mureaux (78)"),
        ("lse mureaux", "Les Mureaux (78)"),
        ("paris", "Paris (75)"),
        ("villeurba", "Villeurbanne (69)"),
        ("vileurba", "Villeurbanne (69)"),
        ("St Denis", "Saint-Denis (974)"),
        ("st denis 93", "Saint-Denis (93)"),
        ("ste-foy-les-lyon", "Sainte-Foy-lès-Lyon (69)"),
        ("lhay les roses", "L’Haÿ-les-Roses (94)"),
        ("yvelin", "Yvelines (78), département"),
        ("ILE DE FRANCE", "Île-de-France, région"),
        ("grand paris", "Métropole du Grand Paris"),
        ("metropole de lyon", "Métropole de Lyon"),
        ("france", "France, pays"),
        ("nouméa", "Nouméa (988)"),
        ("strasb", "Strasbourg (67)"),
    ],
)
def test_le_premier_est_le_bon(cur: Cursor, saisie: str, premier: str) -> None:
    assert libelles(cur, saisie)[0] == premier


@pytest.mark.parametrize(
    ("code", "attendu"),
    [
        ("78130", "Les Mureaux (78)"),
        ("01001", "L’Abergement-Clémenciat (01)"),
        ("2a004", "Ajaccio (2A)"),
        ("2A", "Corse-du-Sud (2A), département"),
        ("974", "La Réunion (974), département"),
        ("200 054 781", "Métropole du Grand Paris"),
    ],
)
def test_par_code(cur: Cursor, code: str, attendu: str) -> None:
    assert attendu in libelles(cur, code)


def test_le_code_postal_avant_le_code_de_la_commune(cur: Cursor) -> None:
    trouves = rechercher(cur, "78440", limite=50)
    assert trouves[-1].code == "78440"
    assert all("78440" in t.codes_postaux for t in trouves[:-1])
    assert [t.population for t in trouves[:-1]] == sorted((t.population for t in trouves[:-1]), reverse=True)


@pytest.mark.parametrize(
    ("saisie", "attendu"),
    [
        ("oingt", "Oingt → Val d’Oingt (69)"),
        ("paris 15", "Paris 15e Arrondissement → Paris (75)"),
        ("marseille 3e", "Marseille 3e Arrondissement → Marseille (13)"),
        ("bellegarde sur valserine", "Bellegarde-sur-Valserine → Valserhône (01)"),
    ],
)
def test_un_ancien_nom_mene_a_la_commune_actuelle(cur: Cursor, saisie: str, attendu: str) -> None:
    assert libelles(cur, saisie)[0] == attendu


def test_noms_partages_les_plus_peuplees_d_abord(cur: Cursor) -> None:
    trouves = [t for t in rechercher(cur, "saint denis", ["commune"], 20) if t.nom == "Saint-Denis"]
    assert [t.departement for t in trouves] == ["974", "93", "11", "30"]


def test_niveaux_et_limite(cur: Cursor) -> None:
    assert libelles(cur, "paris", "departement") == ["Paris (75), département"]
    assert {t.niveau for t in rechercher(cur, "lyon", ["commune", "epci"])} == {"commune", "epci"}
    assert len(rechercher(cur, "saint", limite=3)) == 3
    assert len({t.id for t in rechercher(cur, "lyon", limite=50)}) == len(rechercher(cur, "lyon", limite=50))
    assert rechercher(cur, "paris", []) == []


@pytest.mark.parametrize(
    "saisie", ["", " ", "a", "'", "%_", "zzzzzzzz", "œ" * 500, "st " * 200, "\x00", "99999", "☃☃"]
)
def test_rien_ne_correspond(cur: Cursor, saisie: str) -> None:
    assert rechercher(cur, saisie) == []


def _faute(nom: str, hasard: random.Random) -> str:
    """Make one typing error after the first letter: missing, doubled, wrong or swapped."""
    i = hasard.randrange(1, len(nom) - 1)
    return hasard.choice(
        [
            nom[:i] + nom[i + 1 :],
            nom[:i] + nom[i] + nom[i:],
            nom[:i] + hasard.choice(LETTRES) + nom[i + 1 :],
            nom[:i] + nom[i + 1] + nom[i] + nom[i + 2 :],
        ]
    )


def _rangs(cur: Cursor, communes: list[Territoire], hasard: random.Random) -> list[int]:
    rangs = []
    for commune in hasard.choices(communes, k=ESSAIS // 2):
        trouves = rechercher(cur, _faute(normaliser(commune.nom), hasard), ["commune"], 5)
        rangs.append(next((i for i, t in enumerate(trouves) if t.nom == commune.nom), 99))
    return rangs


def test_fautes_de_frappe_mesurees(cur: Cursor) -> None:
    """300 simulated typing errors: the right name first nearly always, in the five shown practically always."""
    communes = [t for t in lister(cur, "commune") if t.zone != "com" and len(t.nom) > 4]
    grandes = [t for t in communes if (t.population or 0) >= 10_000]
    petites = [t for t in communes if (t.population or 0) < 2_000]
    rangs_grandes = _rangs(cur, grandes, random.Random(2026))
    rangs_petites = _rangs(cur, petites, random.Random(1321))
    assert sum(r == 0 for r in rangs_grandes) / len(rangs_grandes) >= 0.96
    assert sum(r == 0 for r in rangs_petites) / len(rangs_petites) >= 0.88
    assert sum(r < 5 for r in rangs_grandes + rangs_petites) / ESSAIS >= 0.98
