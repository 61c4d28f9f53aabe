"""Pages are tested through app.py, inside the frame, as the server runs them."""

from typing import Any

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import app_test


class _SansDossier(PagesManager):
    """Ignores the older pages/ mechanism, as web/serveur.py has the server do."""

    def __init__(self, *args: Any, **options: Any) -> None:
        PagesManager.uses_pages_directory = False
        super().__init__(*args, **options)


@pytest.fixture(autouse=True)
def comme_le_serveur(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have AppTest run app.py for every page: left alone, it would run the page's script bare, roles unchecked."""
    monkeypatch.setattr(app_test, "PagesManager", _SansDossier)
