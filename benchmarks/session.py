"""A visitor's session, as the browser holds it: Streamlit's own messages over its websocket."""

import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect


@dataclass(frozen=True, slots=True)
class Passage:
    """One run of a page: seconds to its end, bytes received, failures shown."""

    duree_s: float
    octets: int
    erreurs: int


class Session:
    """An open session on a page; each `aller` asks for a run with another address."""

    def __init__(self, adresse: str) -> None:
        self._adresse = adresse.replace("http://", "ws://") + "/_stcore/stream"
        self._origine = adresse
        self._prise: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        self._prise = await connect(
            self._adresse, max_size=None, origin=self._origine, subprotocols=["streamlit"]
        )
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._prise is not None:
            await self._prise.close()

    async def aller(self, page: str, params: dict[str, list[str]]) -> Passage:
        """Run a page at an address and wait for the end of its script."""
        assert self._prise is not None
        demande = BackMsg()
        demande.rerun_script.query_string = urlencode(params, doseq=True)
        demande.rerun_script.page_name = page
        depart, octets, erreurs = time.perf_counter(), 0, 0
        await self._prise.send(demande.SerializeToString())
        while True:
            recu = await self._prise.recv()
            octets += len(recu)
            message = ForwardMsg()
            message.ParseFromString(recu if isinstance(recu, bytes) else recu.encode())
            genre = message.WhichOneof("type")
            if genre == "delta" and message.delta.WhichOneof("type") == "new_element":
                erreurs += message.delta.new_element.WhichOneof("type") == "exception"
            if genre == "script_finished":
                return Passage(time.perf_counter() - depart, octets, erreurs)
