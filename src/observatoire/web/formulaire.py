"""Read a small HTML form posted by our own pages, and refuse the ones posted by others."""

from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from observatoire.settings import settings

AILLEURS = "Ce formulaire a été envoyé depuis un autre site\u00a0: remplissez-le ici."
ILLISIBLE = "Le formulaire reçu n’a pas pu être lu\u00a0: remplissez-le à nouveau."
TAILLE_MAXIMALE = 8_192
"""Bytes; no form read here needs more."""
CHAMPS_MAXIMUM = 30


async def lire_formulaire(request: Request) -> dict[str, str] | None:
    """Return the fields of a URL-encoded form, or None when the body is something else or too long."""
    if (
        request.headers.get("content-type", "").partition(";")[0].strip()
        != "application/x-www-form-urlencoded"
    ):
        return None
    corps = b""
    async for morceau in request.stream():
        corps += morceau
        if len(corps) > TAILLE_MAXIMALE:
            return None
    try:
        return dict(
            parse_qsl(
                corps.decode("ascii"), keep_blank_values=True, max_num_fields=CHAMPS_MAXIMUM, errors="strict"
            )
        )
    except ValueError:
        return None


def de_notre_site(request: Request) -> bool:
    """Tell whether a POST comes from our own pages, by what browsers say of its origin.

    A request with neither header does not come from a browser, hence carries nobody's cookie without their will.
    """
    if (site := request.headers.get("sec-fetch-site")) is not None:
        return site in ("same-origin", "none")
    if (origine := request.headers.get("origin")) is None:
        return True
    return urlsplit(origine).netloc in (request.headers.get("host"), urlsplit(settings().public_url).netloc)


def chemin_sur(suite: str) -> str:
    """Return `suite` when it is a path of this site, '/' otherwise: nobody is sent elsewhere by a crafted link."""
    parties = urlsplit(suite) if suite.isprintable() else None
    ici = parties is not None and not parties.scheme and not parties.netloc
    propre = suite.startswith("/") and not suite.startswith("//") and "\\" not in suite
    return suite if ici and propre and suite.partition("?")[0] not in ("/connexion", "/deconnexion") else "/"
