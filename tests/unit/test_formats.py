"""French as it is printed."""

from datetime import date, datetime

import pytest

from observatoire.web import formats


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        (date(2026, 3, 3), "3\u00a0mars 2026"),
        (date(2026, 8, 1), "1er\u00a0août 2026"),
        (datetime(2026, 12, 31, 23, 30), "1er\u00a0janvier 2027"),  # UTC: already the next day in Paris
        (None, "non renseigné"),
    ],
)
def test_date(valeur: date | None, attendu: str) -> None:
    assert formats.date_fr(valeur) == attendu


def test_instant_est_a_l_heure_de_paris() -> None:
    assert formats.instant_fr(datetime(2026, 7, 1, 12, 5)) == "1er\u00a0juillet 2026 à 14\u00a0h\u00a005"
    assert formats.instant_fr(None) == "non renseigné"


@pytest.mark.parametrize(
    ("valeur", "decimales", "attendu"),
    [
        (0, 0, "0"),
        (1234567, 0, "1\u202f234\u202f567"),
        (-12.5, 1, "−12,5"),
        (-0.01, 1, "0,0"),
        (999.96, 1, "1\u202f000,0"),
        (None, 0, "non renseigné"),
    ],
)
def test_nombre(valeur: float | None, decimales: int, attendu: str) -> None:
    assert formats.nombre(valeur, decimales) == attendu


@pytest.mark.parametrize(
    ("n", "attendu"),
    [
        (0, "0\u00a0pratique"),
        (1, "1\u00a0pratique"),
        (2, "2\u00a0pratiques"),
        (1200, "1\u202f200\u00a0pratiques"),
    ],
)
def test_pluriel(n: int, attendu: str) -> None:
    assert formats.pluriel(n, "pratique") == attendu


def test_pluriel_irregulier() -> None:
    assert formats.pluriel(3, "travail", "travaux") == "3\u00a0travaux"


@pytest.mark.parametrize(
    ("mots", "attendu"),
    [(["a"], "a"), (["a", "b"], "a et b"), (["a", "", "b", "c"], "a, b et c"), ([], "non renseigné")],
)
def test_enumeration(mots: list[str], attendu: str) -> None:
    assert formats.enumeration(mots) == attendu


@pytest.mark.parametrize(
    ("debut", "fin", "attendu"),
    [
        (2019, None, "depuis 2019"),
        (None, 2022, "jusqu’en 2022"),
        (2019, 2022, "de 2019 à 2022"),
        (2020, 2020, "en 2020"),
        (None, None, "non renseigné"),
    ],
)
def test_periode(debut: int | None, fin: int | None, attendu: str) -> None:
    assert formats.periode(debut, fin) == attendu


@pytest.mark.parametrize(
    ("octets", "attendu"),
    [(842, "842\u00a0o"), (12_400, "12\u00a0ko"), (3_140_000, "3,1\u00a0Mo")],
)
def test_taille(octets: int, attendu: str) -> None:
    assert formats.taille(octets) == attendu


def test_pourcentage() -> None:
    assert formats.pourcentage(0.425, 1) == "42,5\u202f%"
    assert formats.pourcentage(None) == "non renseigné"


def test_extrait_coupe_entre_deux_mots() -> None:
    assert formats.extrait("court") == "court"
    coupe = formats.extrait("un deux, trois quatre", 14)
    assert coupe == "un deux…"


@pytest.mark.parametrize("vide", [None, "", [], ()])
def test_inconnu(vide: object) -> None:
    assert formats.ou_inconnu(vide) == "non renseigné"


def test_zero_n_est_pas_inconnu() -> None:
    assert formats.ou_inconnu(0) == "0"
