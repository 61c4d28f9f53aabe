"""Pages are tested through app.py, inside the frame, as the server runs them."""

from datetime import timedelta
from typing import Any

import pytest
import streamlit as st
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


@pytest.fixture(autouse=True)
def sans_memoire() -> None:
    """Forget what another test's store answered: caches are keyed on a version, and two stores of one process may share it."""
    st.cache_data.clear()


@pytest.fixture(autouse=True)
def sans_attendre(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test deposit at once: it types faster than anybody."""
    monkeypatch.setattr("observatoire.abus.rules.TEMPS_MINIMUM", timedelta(0))
