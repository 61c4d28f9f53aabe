"""The panel of saved views: kept, renamed, shared and deleted from the explorer; an invitation without an account."""

import pytest
from tests.pages.ouvrir import html, ouvrir, relancer

from observatoire import vues
from observatoire.comptes.model import CONTRIBUTEUR, Personne
from observatoire.store import lire

pytestmark = pytest.mark.usefixtures("store_catalogue")
CAMILLE = Personne("compte-1", "Camille", CONTRIBUTEUR)


def siennes() -> list[vues.Vue]:
    with lire() as cur:
        return vues.lister(cur, CAMILLE)


def test_a_view_is_kept_renamed_shared_and_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, CONTRIBUTEUR, mixite="mixte")
    page.session_state["panneau-vues"] = True
    relancer(page).text_input("nom-de-vue").input("Alliances")
    next(b for b in page.button if b.label == "Garder cette vue").click()
    relancer(page)
    [vue] = siennes()
    assert (vue.nom, vue.question.mixite) == ("Alliances", ("mixte",))
    page.text_input(f"nom-{vue.id}").input("Nos alliances")
    page.button(f"renommer-{vue.id}").click()
    page = relancer(page)
    page.button(f"partager-{vue.id}").click()
    page = relancer(page)
    assert [(v.nom, v.partagee) for v in siennes()] == [("Nos alliances", True)]
    assert any(f"/vue/{vue.id}" in c.value for c in page.code)
    page.button(f"supprimer-{vue.id}").click()
    relancer(page)
    assert siennes() == []


def test_a_visitor_is_invited_to_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("explorer", monkeypatch, mixite="mixte")
    page.session_state["panneau-vues"] = True
    assert "/connexion?suite=%2Fexplorer%3Fmixite%3Dmixte" in html(relancer(page))
    assert any("/explorer?mixite=mixte" in c.value for c in page.code)
