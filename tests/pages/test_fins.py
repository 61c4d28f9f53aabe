"""The page of what endings teach: silence said as silence, figures with what they rest on, inventions marked."""

from collections.abc import Iterator

import pytest
import streamlit
from tests.factories_contributions import TERMINEE, publiee
from tests.pages.ouvrir import TOUS_LES_ROLES, html, ouvrir

from observatoire.demo.chargement import charger_demo
from observatoire.store import lire


@pytest.fixture(autouse=True)
def caches_vides() -> Iterator[None]:
    """Caches are keyed on a store's version: two stores of two tests may have the same."""
    _vider()
    yield
    _vider()


def _vider() -> None:
    streamlit.cache_data.clear()


@pytest.mark.usefixtures("store_catalogue")
@pytest.mark.parametrize("role", TOUS_LES_ROLES)
def test_le_catalogue_livre_dit_son_silence(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dit = html(ouvrir("fins", monkeypatch, role))
    with lire() as cur:
        finies = cur.valeur(
            "select count(*) from public.pratique where activite in ('terminee_prevue', 'transformee', 'abandonnee')"
        )
    assert finies > 5
    assert f"<strong>{finies}</strong>" in dit
    assert f"De ces {finies} fins, rien n’a été raconté" in dit
    assert "<strong>0" not in dit
    assert "bandeau-demo" not in dit


@pytest.mark.usefixtures("store")
def test_une_base_vide_ne_dit_pas_que_tout_dure(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("fins", monkeypatch)
    assert "Rien n’a été raconté d’une fin." in html(page)
    assert [h.value for h in page.header] == [
        "Combien de temps durent les alliances",
        "Ce que ceux qui l’ont vécu en disent",
    ]


@pytest.mark.usefixtures("store_territoires")
def test_une_fin_racontee_donne_ses_causes_et_ses_mots(monkeypatch: pytest.MonkeyPatch) -> None:
    publiee(TERMINEE)
    dit = html(ouvrir("fins", monkeypatch))
    assert "départ d’une personne clé (1)" in dit
    assert TERMINEE.condition_manquante.replace("’", "’") in dit
    assert "1 sur 1" in dit


@pytest.mark.usefixtures("store_territoires")
def test_les_inventions_sont_comptees_et_dites(monkeypatch: pytest.MonkeyPatch) -> None:
    charger_demo(200, 7, lambda _: None)
    dit = html(ouvrir("fins", monkeypatch))
    assert "sont inventées pour la démonstration" in dit
    assert "bandeau-demo" in dit
    assert 'class="courbe"' in dit
