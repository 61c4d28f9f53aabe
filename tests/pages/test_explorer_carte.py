"""The map of territories: down to the communes of a département, and what it measures, recounted in plain Python."""

import re
from collections.abc import Iterator

import pytest
import streamlit
from tests.pages.ouvrir import adresse, cartes, html, ouvrir, relancer

from observatoire import indicateurs
from observatoire.store import lire

pytestmark = pytest.mark.usefixtures("store_complet")


@pytest.fixture(autouse=True)
def caches_vides() -> Iterator[None]:
    """Caches are keyed on a store's version: two stores of two tests may have the same."""
    streamlit.cache_data.clear()
    yield
    streamlit.cache_data.clear()


def test_communes_are_those_of_one_departement_by_address(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, carte="commune", territoire="departement-78")
    (carte,) = cartes(page)
    assert carte["genre"] == "aplats-commune"
    assert [f.rpartition("/")[2] for f in carte["fond"]] == ["communes-78.geojson"]
    with lire() as cur:
        lignes = cur.lignes("select perimetre from public.pratique")
        communes = {
            t["id"]
            for t in cur.lignes(
                "select id from public.territoire where niveau = 'commune' and ancetres && array['departement-78']"
            )
        }
    comptes = {c: sum(c in p["perimetre"] for p in lignes) for c in communes}
    assert carte["valeurs"] == {c: n for c, n in comptes.items() if n}
    assert carte["dedans"] is None, "all that is drawn is inside"
    assert any("Communes" in o.content for o in page.button_group(key="genre-de-carte").proto.options)


def test_an_epci_over_two_departements_shows_the_communes_of_both(monkeypatch: pytest.MonkeyPatch) -> None:
    with lire() as cur:
        epci = next(
            t for t in cur.lignes("select id, ancetres from public.territoire where niveau = 'epci' order by id")
            if sum(a.startswith("departement-") for a in t["ancetres"]) == 2
        )  # fmt: skip
    (carte,) = cartes(ouvrir("explorer", monkeypatch, carte="commune", territoire=epci["id"]))
    attendus = [f"communes-{a[12:]}.geojson" for a in epci["ancetres"] if a.startswith("departement-")]
    assert [f.rpartition("/")[2] for f in carte["fond"]] == attendus


@pytest.mark.parametrize("territoire", ["", "region-11"])
def test_the_communes_of_the_country_are_never_sent(monkeypatch: pytest.MonkeyPatch, territoire: str) -> None:
    page = ouvrir(
        "explorer", monkeypatch, carte="commune", **({"territoire": territoire} if territoire else {})
    )
    (carte,) = cartes(page)
    assert carte["genre"] == "aplats-departement"
    assert not any("Communes" in o.content for o in page.button_group(key="genre-de-carte").proto.options)


@pytest.mark.parametrize("mesure", ["par_habitant", "part_mixte"])
def test_rates_and_shares_are_those_of_the_rows(monkeypatch: pytest.MonkeyPatch, mesure: str) -> None:
    page = ouvrir("explorer", monkeypatch, carte="region", mesure=mesure)
    (carte,) = cartes(page)
    with lire() as cur:
        lignes = cur.lignes("select perimetre, mixite from public.pratique")
        regions = {
            t["id"]: t["population"]
            for t in cur.lignes("select id, population from public.territoire where niveau = 'region'")
        }
    attendues = {}
    for region, population in regions.items():
        siennes = [p for p in lignes if region in p["perimetre"]]
        if mesure == "par_habitant" and siennes and population:
            attendues[region] = round(len(siennes) * 1e5 / population, 1)
        if mesure == "part_mixte" and len(siennes) >= 5:
            attendues[region] = float(
                round(100 * sum(p["mixite"] == "mixte" for p in siennes) / len(siennes))
            )
    assert carte["valeurs"] == attendues
    page.session_state["tableau-de-carte"] = True
    relancer(page)
    lues = re.findall(r"<td>([\d,]+)</td></tr>", html(page))
    assert sorted(float(n.replace(",", ".")) for n in lues) == sorted(attendues.values())


def test_any_indicator_can_be_shown_with_its_year_and_source(monkeypatch: pytest.MonkeyPatch) -> None:
    with lire() as cur:
        choisi = indicateurs.lister(cur)[0]
        valeurs = indicateurs.matrice(cur, "departement", [choisi.code])
    page = ouvrir("explorer", monkeypatch, carte="departement")
    page.selectbox(key="mesure").select(choisi.code)
    relancer(page)
    assert adresse(page) == {"carte": ["departement"], "mesure": [choisi.code]}
    (carte,) = cartes(page)
    assert carte["valeurs"] == {t: round(v[choisi.code], choisi.decimales) for t, v in valeurs.items()}
    assert str(choisi.annee) in carte["mesure"]["titre"]
    assert any(choisi.source in c.value for c in page.caption)


def test_an_unknown_measure_is_said_and_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, carte="region", mesure="bonheur")
    assert "«\u00a0bonheur\u00a0»" in html(page)
    assert "mesure" not in cartes(page)[0]
