"""Fetch what a connector's address gives: bounded in bytes and in time as it comes, from its own host and no other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import anyio
import httpx2

from observatoire.errors import ErreurObservatoire

OCTETS_AU_PLUS = 50_000_000
"""All the answers of one refresh together."""
RENVOIS_AU_PLUS = 3
PAGES_AU_PLUS = 1_000
_LOCAL = ("127.0.0.1", "localhost")

Suivante = Callable[[bytes], str | None]
"""Return the address of the next page, from a page; None after the last."""
Avancer = Callable[[int], None]
"""Told how many bytes have come."""


@dataclass
class Demande:
    """What one refresh may fetch: its deadline and its bytes are shared by all its addresses."""

    delai_s: int
    jeton: str = ""
    avancer: Avancer | None = None
    recus: int = field(default=0, init=False)

    def compter(self, octets: int) -> None:
        """Count bytes as they come. Raises ErreurObservatoire beyond the bound."""
        self.recus += octets
        if self.recus > OCTETS_AU_PLUS:
            raise ErreurObservatoire(
                f"La source dépasse {OCTETS_AU_PLUS // 1_000_000}\u00a0Mo\u00a0: demandez-lui une partie, par département par exemple."
            )
        if self.avancer:
            self.avancer(self.recus)


def telecharger(adresse: str, demande: Demande, suivante: Suivante | None = None) -> list[bytes]:
    """Return what an address answers: one body, or one a page. Raises ErreurObservatoire with why."""
    try:
        return anyio.run(_tout, adresse, demande, suivante)
    except TimeoutError as cause:
        raise ErreurObservatoire(
            f"La source n’a pas tout donné en {demande.delai_s}\u00a0secondes\u00a0: réessayez, ou augmentez delai_s dans son fichier."
        ) from cause
    except httpx2.ConnectError as cause:
        raise ErreurObservatoire(
            f"La source ne répond pas ({urlsplit(adresse).hostname})\u00a0: vérifiez l’adresse du fichier, puis réessayez."
        ) from cause
    except (httpx2.RequestError, httpx2.InvalidURL) as cause:
        raise ErreurObservatoire(
            f"L’échange avec la source s’est interrompu ({type(cause).__name__})\u00a0: réessayez plus tard."
        ) from cause


async def _tout(adresse: str, demande: Demande, suivante: Suivante | None) -> list[bytes]:
    entetes = {"Accept-Encoding": "identity", "User-Agent": "observatoire-es-ts"}
    if demande.jeton:
        entetes["Authorization"] = f"Bearer {demande.jeton}"
    ici = urlsplit(adresse).hostname in _LOCAL
    with anyio.fail_after(demande.delai_s):
        async with httpx2.AsyncClient(
            headers=entetes, timeout=demande.delai_s, trust_env=not ici, follow_redirects=False
        ) as client:
            corps: list[bytes] = []
            prochaine: str | None = adresse
            while prochaine is not None and len(corps) < PAGES_AU_PLUS:
                corps.append(await _un(client, prochaine, demande))
                prochaine = suivante(corps[-1]) if suivante else None
    if prochaine is not None:
        raise ErreurObservatoire(
            f"La source a plus de {PAGES_AU_PLUS} pages\u00a0: demandez-lui des pages plus longues."
        )
    return corps


async def _un(client: httpx2.AsyncClient, adresse: str, demande: Demande) -> bytes:
    """Return one body, after redirects inside the same host."""
    for _ in range(RENVOIS_AU_PLUS + 1):
        async with client.stream("GET", adresse) as reponse:
            if reponse.is_redirect:
                adresse = _renvoi(adresse, reponse.headers["location"])
                continue
            _verifier(reponse)
            morceaux = []
            async for morceau in reponse.aiter_raw():
                demande.compter(len(morceau))
                morceaux.append(morceau)
            return b"".join(morceaux)
    raise ErreurObservatoire(
        "La source renvoie sans fin d’une adresse à l’autre\u00a0: vérifiez celle du fichier."
    )


def _renvoi(adresse: str, ou: str) -> str:
    suivante = urljoin(adresse, ou)
    avant, apres = urlsplit(adresse), urlsplit(suivante)
    if (avant.scheme, avant.netloc) != (apres.scheme, apres.netloc):
        raise ErreurObservatoire(
            f"La source renvoie vers un autre site ({apres.netloc[:80]})\u00a0: rien n’y a été demandé. Si c’est voulu, "
            "faites relire cette adresse et mettez-la dans le fichier du connecteur."
        )
    return suivante


def _verifier(reponse: httpx2.Response) -> None:
    if reponse.status_code != 200:
        raise ErreurObservatoire(_REPONSES.get(reponse.status_code, _AUTRE).format(reponse.status_code))
    if reponse.headers.get("content-encoding", "identity") != "identity":
        raise ErreurObservatoire(
            "La source a répondu compressé alors qu’on le lui avait refusé\u00a0: prenez l’adresse d’un fichier non compressé."
        )


_CLE = (
    "La source refuse l’accès (réponse {})\u00a0: vérifiez la clé que l’environnement donne, et «\u00a0jeton: oui\u00a0» dans le "
    "fichier."
)
_AUTRE = "La source a répondu par une erreur ({})\u00a0: rien n’a changé ici, réessayez plus tard."
_REPONSES = {
    401: _CLE,
    403: _CLE,
    404: "La source n’a plus rien à cette adresse (réponse {})\u00a0: vérifiez celle du fichier.",
    429: "La source demande d’attendre (réponse {})\u00a0: réessayez plus tard.",
}
