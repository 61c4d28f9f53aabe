"""A real SMTP server on loopback, whose answers a test chooses."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

PATIENCE_S = 10


class Boite:
    """What was received; `repondre(adresse)` gives the server's answer, '' to accept."""

    def __init__(self) -> None:
        self.recus: list[EmailMessage] = []
        self.repondre: Callable[[str], str] = lambda _: ""
        self.expediteur_refuse = ""

    async def handle_MAIL(
        self, _serveur: Any, _session: Any, enveloppe: Any, adresse: str, options: Any
    ) -> str:
        if self.expediteur_refuse:
            return self.expediteur_refuse
        enveloppe.mail_from = adresse
        enveloppe.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, _serveur: Any, _session: Any, enveloppe: Any, adresse: str, _options: Any
    ) -> str:
        if refus := self.repondre(adresse):
            return refus
        enveloppe.rcpt_tos.append(adresse)
        return "250 OK"

    async def handle_DATA(self, _serveur: Any, _session: Any, enveloppe: Any) -> str:
        self.recus.append(message_from_bytes(enveloppe.original_content, policy=default))  # type: ignore[arg-type]
        return "250 OK"

    @property
    def adresses(self) -> list[str]:
        return sorted(str(m["To"]) for m in self.recus)


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


@contextmanager
def serveur_smtp(boite: Boite, port: int) -> Iterator[None]:
    """Serve until the end of the `with`; the port is free again after."""
    controleur = Controller(boite, hostname="127.0.0.1", port=port)
    controleur.start()
    try:
        yield
    finally:
        controleur.stop()
        fin = time.monotonic() + PATIENCE_S
        while _ecoute(port) and time.monotonic() < fin:
            time.sleep(0.01)


def _ecoute(port: int) -> bool:
    with socket.socket() as prise:
        return prise.connect_ex(("127.0.0.1", port)) == 0
