"""Open a page as a visitor would: through app.py, in a role, at an address."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from observatoire.comptes.model import ANONYME, ROLES, VISITEUR, Personne
from observatoire.settings import RACINE
from observatoire.web import session

TOUS_LES_ROLES = tuple(ROLES)


def ouvrir(nom: str, monkeypatch: Any, role: str = VISITEUR, **params: str | list[str]) -> AppTest:
    """Run a page once and return it; any exception of the page fails the test."""
    personne = ANONYME if role == VISITEUR else Personne("compte-1", "Camille", role)
    monkeypatch.setattr(session, "personne_courante", lambda: personne)
    page = AppTest.from_file(str(RACINE / "app.py"), default_timeout=30)
    page.switch_page(f"pages/{nom}.py")
    for cle, valeur in params.items():
        page.query_params[cle] = valeur
    return relancer(page)


def relancer(page: AppTest) -> AppTest:
    """Run it again."""
    page.run()
    assert not page.exception, [e.message for e in page.exception]
    return page


def html(page: AppTest) -> str:
    """Return all the HTML that the page wrote itself."""
    return "\n".join(h.proto.body for h in page.get("html"))


def cartes(page: AppTest) -> list[dict[str, Any]]:
    """Return the data of each map of the page."""
    return [json.loads(c.proto.json) for c in page.get("bidi_component")]


def adresse(page: AppTest) -> dict[str, list[str]]:
    """Return the page's query parameters."""
    return {k: v if isinstance(v, list) else [v] for k, v in page.query_params.items()}
