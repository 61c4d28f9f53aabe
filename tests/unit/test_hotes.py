"""Which names the server answers to, and which sites may open a WebSocket."""

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from observatoire.settings import lire_environnement
from observatoire.web.garde import HotesAcceptes


async def canal(prise: WebSocket) -> None:
    """Accept and close."""
    await prise.accept()
    await prise.close()


def client(**reglages: str) -> TestClient:
    """A client of an application guarded under these settings."""
    env = {f"OBSERVATOIRE_{nom}": valeur for nom, valeur in reglages.items()}
    routes = [Route("/", lambda _: PlainTextResponse("ici")), WebSocketRoute("/canal", canal)]
    return TestClient(HotesAcceptes(Starlette(routes=routes), lire_environnement(env)))


@pytest.mark.parametrize(
    ("hote", "attendu"),
    [
        ("obs.exemple.fr", 200), ("OBS.exemple.fr:443", 200), ("obs.exemple.fr.", 200), ("autre.exemple.fr", 200),
        ("localhost:8501", 200), ("[::1]:8501", 200), ("ailleurs.example", 400), ("", 400), ("[", 400),
    ],
)  # fmt: skip
def test_les_noms_acceptes(hote: str, attendu: int) -> None:
    lance = client(PUBLIC_URL="https://obs.exemple.fr", ALLOWED_HOSTS="autre.exemple.fr")
    assert lance.get("/", headers={"Host": hote}).status_code == attendu


def ouvre(entetes: dict[str, str]) -> bool:
    """Tell whether a WebSocket opens with these headers."""
    try:
        with client(PUBLIC_URL="https://obs.exemple.fr").websocket_connect("/canal", headers=entetes):
            return True
    except WebSocketDisconnect:
        return False


@pytest.mark.parametrize(
    ("hote", "origine", "attendu"),
    [
        ("obs.exemple.fr", "https://obs.exemple.fr", True),
        ("127.0.0.1:8501", "http://127.0.0.1:8501", True),
        ("obs.exemple.fr", None, True),
        ("obs.exemple.fr", "https://ailleurs.example", False),
        ("obs.exemple.fr", "null", False),
        ("obs.exemple.fr", "https://[", False),
        ("ailleurs.example", "https://ailleurs.example", False),
    ],
)
def test_un_autre_site_n_ouvre_pas_de_canal(hote: str, origine: str | None, attendu: bool) -> None:
    entetes = {"Host": hote} | ({"Origin": origine} if origine else {})
    assert ouvre(entetes) is attendu
