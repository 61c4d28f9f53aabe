"""The open data page: what it offers exists, what it says is what the code declares."""

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest
from tests.factories_publication import peupler

from observatoire.api import ROUTES
from observatoire.publication import FORMATS, LIMITES, RESSOURCES
from observatoire.store import Store
from observatoire.vocabulaires import VOCABULAIRES
from observatoire.web.donnees import PROPOSES

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def page(store: Store) -> AppTest:
    peupler()
    ouverte = AppTest.from_file(APP, default_timeout=30)
    ouverte.run()
    ouverte.switch_page("pages/donnees.py").run()
    assert not ouverte.exception
    return ouverte


def html(page: AppTest) -> str:
    return " ".join(h.proto.body for h in page.get("html"))


def test_chaque_adresse_proposee_repond(page: AppTest) -> None:
    client = TestClient(Starlette(routes=ROUTES))
    adresses = set(re.findall(r'href="(/api/[^"]+)"', html(page)))
    assert len(adresses) >= len(FORMATS) + 6
    for adresse in adresses:
        reponse = client.get(adresse.replace("&amp;", "&"))
        assert reponse.status_code in (200, 422), adresse
        assert reponse.status_code == 200 or "departement-78" in adresse, (
            "territoire absent du petit jeu d’essai"
        )


def test_elle_dit_dates_licence_limites_et_demonstration(page: AppTest) -> None:
    texte = html(page)
    assert "Licence Ouverte 2.0" in texte
    assert LIMITES[:40] in texte
    assert "1\u00a0pratique inventée" in texte
    assert re.search(r"<strong>6</strong><span>pratiques publiées", texte)
    assert re.search(r"<strong>2</strong><span>partenaires nommés", texte)
    assert "2\u00a0mars 2026" in texte, "dernière modification, à Paris"
    assert "13\u00a0décembre 2021" in texte, "source la plus récente"


@pytest.mark.parametrize("nom", RESSOURCES)
def test_le_dictionnaire_montre_chaque_colonne(page: AppTest, nom: str) -> None:
    page.button_group(key="ressource").set_value(nom).run()
    assert not page.exception
    for colonne in RESSOURCES[nom].colonnes:
        assert f"<code>{colonne.nom}</code>" in html(page)


def test_un_vocabulaire_choisi_montre_ses_valeurs(page: AppTest) -> None:
    page.selectbox(key="vocabulaire").set_value("forme").run()
    assert not page.exception
    for valeur in VOCABULAIRES["forme"]:
        assert f"<code>{valeur.code}</code>" in html(page)


def test_chaque_format_est_propose() -> None:
    assert set(PROPOSES) == set(FORMATS)
