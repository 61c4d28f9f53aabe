"""The frame around every page: menu by role, refusals, banner of invented data, a store that is not there."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.factories_publication import pratique, publier, semer_territoires

from observatoire.comptes.model import ANONYME, Personne
from observatoire.store import Store, installer
from observatoire.web import session, textes
from observatoire.web.navigation import ENTREES, entrees_du_menu

APP = str(Path(__file__).parents[2] / "app.py")
ROLES = ("visiteur", "contributeur", "moderateur", "financeur", "administrateur")


def personne(role: str) -> Personne:
    return ANONYME if role == "visiteur" else Personne("c1", "Camille", role)


def ouvrir(monkeypatch: pytest.MonkeyPatch, role: str, slug: str) -> str:
    """Open a page as somebody and return everything written as HTML."""
    monkeypatch.setattr(session, "personne_courante", lambda: personne(role))
    page = AppTest.from_file(APP, default_timeout=30)
    page.run()
    if slug != "accueil":
        page.switch_page(f"pages/{slug}.py").run()
    assert not page.exception
    return " ".join(h.proto.body for h in page.get("html"))


@pytest.mark.parametrize("role", ROLES)
def test_la_moderation_se_refuse_en_disant_que_faire(
    store: Store, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    html = ouvrir(monkeypatch, role, "moderation")
    if role in ("moderateur", "administrateur"):
        assert "demande un compte" not in html
        assert "n’est pas ouverte" not in html
    elif role == "visiteur":
        assert "demande un compte" in html
        assert "/connexion?suite=/moderation" in html
    else:
        assert "n’est pas ouverte à votre compte" in html


@pytest.mark.parametrize("role", ROLES)
def test_le_menu_ne_montre_que_ce_qui_s_ouvre(role: str) -> None:
    au_menu = {e.slug for e in entrees_du_menu(personne(role))}
    assert ("moderation" in au_menu) == (role in ("moderateur", "administrateur"))
    assert {"accueil", "explorer", "pistes", "proposer", "suivi", "donnees", "methode"} <= au_menu
    assert "pratique" not in au_menu


@pytest.mark.parametrize("entree", ENTREES, ids=lambda e: e.slug)
def test_chaque_description_est_celle_d_une_page(entree: object) -> None:
    assert 50 <= len(entree.description) <= 160
    assert entree.titre_complet.endswith("ES/TS")


def test_qui_est_connecte_est_dit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Camille" in ouvrir(monkeypatch, "contributeur", "methode")
    assert "Se connecter" in ouvrir(monkeypatch, "visiteur", "methode")


def test_bandeau_des_inventions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    semer_territoires()
    publier([pratique("vraie")])
    assert textes.DEMO not in ouvrir(monkeypatch, "visiteur", "methode")
    publier([pratique("inventee", est_demo=True, origine="demo")])
    assert textes.DEMO in ouvrir(monkeypatch, "visiteur", "methode")


def test_pied_de_page(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    html = ouvrir(monkeypatch, "visiteur", "methode")
    for attendu in (
        "Mentions",
        "mentions légales",
        "Accessibilité",
        "Vie privée",
        "Licence Ouverte 2.0",
        "Version des données",
    ):
        assert attendu.lower() in html.lower()


def test_sans_base_la_page_dit_quoi_faire() -> None:
    installer(None)
    page = AppTest.from_file(APP, default_timeout=30).run()
    assert not page.exception
    assert "indisponible" in page.title[0].value
    assert any("base" in h.proto.body for h in page.get("html"))
