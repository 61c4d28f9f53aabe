"""Pages of an answer: how many, and the addresses of the others."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request

from observatoire.api.parametres import PAR_PAGE, entier
from observatoire.settings import settings


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where an answer stands in the whole."""

    page: int
    par_page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; one even when there is nothing."""
        return max(1, -(-self.total // self.par_page))

    def dite(self) -> dict[str, int]:
        """Return it as JSON."""
        return {"page": self.page, "par_page": self.par_page, "pages": self.pages, "total": self.total}

    def liens(self, request: Request) -> dict[str, str | None]:
        """Return the addresses of this page and of the others; None where there is none."""
        voisines = {
            "soi": self.page,
            "premiere": 1,
            "precedente": min(self.page - 1, self.pages) or None,
            "suivante": self.page + 1 if self.page < self.pages else None,
            "derniere": self.pages,
        }
        return {
            nom: None if page is None else adresse_de_page(request, page) for nom, page in voisines.items()
        }


def lire_pagination(params: QueryParams) -> tuple[int, int]:
    """Return the page and its size, already checked."""
    return entier(params, "page", 1), entier(params, "par_page", PAR_PAGE)


def adresse_de_page(request: Request, page: int) -> str:
    """Return the full address of the same question at another page."""
    params = [(nom, v) for nom, v in request.query_params.multi_items() if nom != "page"]
    if page > 1:
        params.append(("page", str(page)))
    return settings().public_url + request.url.path + (f"?{urlencode(params)}" if params else "")
