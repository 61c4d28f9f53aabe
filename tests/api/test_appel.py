"""`/appels/{id}`, its calendar and the feed: what is public, escaped, dated in Paris; nothing of a draft."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.factories_appels import CONTENU, FEVRIER, FINANCEUSE, JANVIER, publie
from tests.factories_contributions import quelques_territoires

from observatoire import appels
from observatoire.clock import PARIS, temps_fige
from observatoire.store import Store
from observatoire.web.legeres import ROUTES

HOSTILE = '<script>alert(1)</script> "& \\input{x} ]]>'
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def client(store: Store):
    quelques_territoires()
    with temps_fige(JANVIER):
        yield TestClient(Starlette(routes=ROUTES))


def test_le_document_dit_tout_ce_quil_faut_pour_repondre(client: TestClient) -> None:
    paru = publie()
    with temps_fige(FEVRIER):
        dit = client.get(f"/appels/{paru.id}").text
    for mot in (
        CONTENU.titre, "Ouvert", "Jusqu’au 31\u00a0mars 2026 à 12\u00a0h", "Vague 2", "Bonifier les candidatures à deux", "20\u00a0% du budget",
        "Force de l’alliance", "4 (67", "50\u202f000\u00a0€", "Yvelines", "heure de Paris",
    ):  # fmt: skip
        assert mot in dit, mot
    assert FINANCEUSE.id not in dit


def test_un_brouillon_ni_un_appel_retire_ne_se_lisent(client: TestClient) -> None:
    brouillon, paru = appels.commencer(FINANCEUSE, CONTENU), publie()
    appels.retirer(FINANCEUSE, paru.id, paru.version)
    for identifiant in (brouillon.id, paru.id, "jamais-vu"):
        for suite in ("", ".ics"):
            assert client.get(f"/appels/{identifiant}{suite}").status_code == 404
    assert CONTENU.titre not in client.get("/appels.atom").text


def test_lagenda_porte_chaque_cloture_a_son_heure(client: TestClient) -> None:
    paru = publie()
    reponse = client.get(f"/appels/{paru.id}.ics")
    assert reponse.headers["content-type"].startswith("text/calendar")
    agenda = Calendar.from_ical(reponse.content)
    fins = [e.decoded("dtend").astimezone(PARIS).isoformat() for e in agenda.walk("VEVENT")]
    assert fins == ["2026-03-31T12:00:00+02:00", "2026-10-15T12:00:00+02:00"]
    assert all(CONTENU.titre in str(e["summary"]) for e in agenda.walk("VEVENT"))


def test_le_flux_se_lit_et_rien_ne_sy_execute(client: TestClient) -> None:
    paru = publie(replace(CONTENU, titre=f"Appel {HOSTILE}", financeur=HOSTILE))
    racine = ElementTree.fromstring(client.get("/appels.atom").content)
    (entree,) = racine.findall(f"{ATOM}entry")
    assert entree.findtext(f"{ATOM}title") == f"Appel {HOSTILE}"
    page = client.get(f"/appels/{paru.id}").text
    assert "<script" not in page
    agenda = Calendar.from_ical(client.get(f"/appels/{paru.id}.ics").content)
    assert HOSTILE in str(agenda.walk("VEVENT")[0]["summary"])
