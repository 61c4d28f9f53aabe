"""A visitor of the Streamlit pages, through app.py: opens an address, signed in or not, and reads what is shown."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from observatoire.comptes.connexion import connecter
from observatoire.comptes.model import Compte
from observatoire.web import session
from tests.factories_comptes import MOT_DE_PASSE

RACINE = Path(__file__).parents[1]
Visite = Callable[..., AppTest]


def visiteur(monkeypatch: pytest.MonkeyPatch) -> Visite:
    """Return `visiter(page, compte=None, **params)`: a fresh browser tab on pages/<page>.py."""

    def visiter(page: str, compte: Compte | None = None, /, **params: str) -> AppTest:
        jeton = connecter(compte.email, MOT_DE_PASSE) if compte else ""
        monkeypatch.setattr(session, "jeton_de_la_page", lambda: jeton)
        onglet = AppTest.from_file(str(RACINE / "app.py"), default_timeout=60)
        for nom, valeur in params.items():
            onglet.query_params[nom] = valeur
        return onglet.switch_page(f"pages/{page}.py").run()

    return visiter


def html(onglet: AppTest) -> str:
    """Return the HTML that the page wrote itself."""
    return "\n".join(element.proto.body for element in onglet.get("html"))


def lu(onglet: AppTest) -> str:
    """Return the headings, and the words of that HTML, tags and styles left out."""
    sans_style = re.sub(r"<style>.*?</style>", " ", html(onglet), flags=re.DOTALL)
    titres = " ".join(titre.value for titre in (*onglet.title, *onglet.header))
    return f"{titres} {unescape(re.sub(r'<[^>]*>', ' ', sans_style))}"


def adresse(onglet: AppTest, nom: str) -> str:
    """Return one parameter of the tab's address, '' when it is not there."""
    valeur = onglet.query_params.get(nom, "")
    return valeur[0] if isinstance(valeur, list) else valeur
