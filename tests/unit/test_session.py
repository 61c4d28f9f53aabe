"""Who looks at a Streamlit page, looked up at each run."""

import pytest
from streamlit.testing.v1 import AppTest
from tests.factories_comptes import MOT_DE_PASSE, un_compte

from observatoire.comptes.actions import changer_role
from observatoire.comptes.connexion import connecter
from observatoire.comptes.model import ANONYME, OPERATEUR
from observatoire.store import Store
from observatoire.web import session


def _page() -> None:
    import streamlit as st

    from observatoire.web.session import personne_courante

    st.text(personne_courante().role)


def test_sans_cookie_c_est_un_visiteur(store: Store) -> None:
    assert AppTest.from_function(_page).run().text[0].value == "visiteur"
    assert session.personne_du_jeton("") == ANONYME


def test_un_role_change_a_l_execution_suivante(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    compte = un_compte()
    jeton = connecter(compte.email, MOT_DE_PASSE)
    monkeypatch.setattr(session, "jeton_de_la_page", lambda: jeton)
    page = AppTest.from_function(_page).run()
    assert page.text[0].value == "moderateur"
    changer_role(OPERATEUR, compte.id, "financeur")
    assert page.run().text[0].value == "financeur"
