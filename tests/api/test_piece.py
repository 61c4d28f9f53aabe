"""`/piece/{id}`: files of published sheets and no others, and nothing that a browser would run."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.factories_contributions import CONTENU, MODERATRICE, deposee, quelques_territoires
from tests.factories_pieces import pdf, photo

from observatoire import contributions, pieces
from observatoire.comptes.model import ANONYME
from observatoire.contributions import PieceSaisie
from observatoire.store import Store
from observatoire.web.legeres import ROUTES as LEGERES
from observatoire.web.pieces import ROUTES

PHOTO = {"legende": "<b>Jeudi</b>", "credit": "A & B", "description": 'Un "four" <en> panne', "accord": "oui"}


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    quelques_territoires()
    with TestClient(Starlette(routes=[*ROUTES, *LEGERES])) as ouvert:
        yield ouvert


def joindre() -> tuple[str, str, contributions.Contribution]:
    image, bilan = pieces.garder(ANONYME, photo((2000, 1000))), pieces.garder(ANONYME, pdf())
    recue, _ = deposee(
        replace(
            CONTENU,
            pieces=(
                PieceSaisie(fichier=image.id, genre="photo", **PHOTO),
                PieceSaisie(fichier=bilan.id, genre="document", legende="Bilan <2025>", credit="La Marmite"),
            ),
        )
    )
    return image.id, bilan.id, recue


def test_un_fichier_sort_une_fois_publie_et_disparait_avec_la_fiche(client: TestClient) -> None:
    image, bilan, recue = joindre()
    assert client.get(f"/piece/{image}").status_code == 404
    publiee = contributions.publier(MODERATRICE, recue.id, recue.version)
    grande, petite = client.get(f"/piece/{image}"), client.get(f"/piece/{image}?taille=vignette")
    assert grande.headers["content-type"] == "image/jpeg"
    assert len(petite.content) < len(grande.content)
    assert grande.headers["content-security-policy"] == "default-src 'none'; sandbox"
    document = client.get(f"/piece/{bilan}")
    assert document.headers["content-type"] == "application/pdf"
    assert document.headers["content-disposition"].startswith("attachment;")
    inchangee = client.get(f"/piece/{image}", headers={"If-None-Match": grande.headers["etag"]})
    assert (inchangee.status_code, inchangee.content) == (304, b"")
    contributions.retirer(MODERATRICE, publiee.id, publiee.version)
    assert [client.get(f"/piece/{f}").status_code for f in (image, bilan)] == [404, 404]


@pytest.mark.parametrize("identifiant", ["0" * 32, "..", "%2e%2e%2fetc", "' or 1=1 --", "x" * 500])
def test_un_identifiant_inconnu_est_introuvable(client: TestClient, identifiant: str) -> None:
    assert client.get(f"/piece/{identifiant}").status_code == 404


def test_la_fiche_legere_montre_et_echappe(client: TestClient) -> None:
    image, bilan, recue = joindre()
    publiee = contributions.publier(MODERATRICE, recue.id, recue.version)
    page = client.get(f"/fiche/{publiee.pratique_id}").text
    assert f'<img src="/piece/{image}" alt="Un &quot;four&quot; &lt;en&gt; panne"' in page
    assert 'width="800" height="1600"' in page
    assert "&lt;b&gt;Jeudi&lt;/b&gt;" in page
    assert "A &amp; B" in page
    assert f'<a href="/piece/{bilan}">Bilan &lt;2025&gt; (PDF, ' in page
