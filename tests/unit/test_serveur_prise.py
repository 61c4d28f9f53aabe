"""The socket the server listens on."""

import asyncio
import socket
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from observatoire.cli import serveur
from observatoire.settings import lire_environnement


def test_les_petites_reponses_partent_aussitot() -> None:
    """A socket made without its protocol keeps each small answer 40 ms, for the reader's acknowledgement."""
    sans_attente: list[int] = []

    async def recevoir(_: asyncio.StreamReader, ecrivain: asyncio.StreamWriter) -> None:
        acceptee = ecrivain.get_extra_info("socket")
        sans_attente.append(acceptee.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        ecrivain.close()

    async def essayer() -> None:
        prise = serveur._reserver(replace(lire_environnement({}), port=0))
        ecoute = await asyncio.start_server(recevoir, sock=prise)
        lecteur, ecrivain = await asyncio.open_connection(*prise.getsockname()[:2])
        await _finir(lecteur.read())
        ecrivain.close()
        await _finir(ecrivain.wait_closed())
        ecoute.close()
        await ecoute.wait_closed()

    with ThreadPoolExecutor(1) as ailleurs:  # a browser's own loop may hold this thread
        ailleurs.submit(asyncio.run, essayer()).result()
    assert sans_attente
    assert all(sans_attente)


async def _finir(attendu: Awaitable[object]) -> None:
    await asyncio.wait_for(attendu, 30)
