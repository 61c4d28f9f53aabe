"""Sixty hostile strings in every text a visitor may write, and every public output read with a real parser: none executes.

What the form refuses (invisible characters, addresses of another kind) is refused with a sentence, and is in no output.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from urllib.parse import quote

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.coherence.test_reserves import AUJOURD_HUI, adresses
from tests.factories_contributions import MODERATRICE, TERMINEE, quelques_territoires
from tests.factories_pieces import photo
from tests.hostiles import HOSTILES, fautes_de

from observatoire import contributions, pieces
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME
from observatoire.contributions import Contenu, LienSaisi, PartenaireSaisi, PieceSaisie
from observatoire.contributions.rules import BORNES, NOMS
from observatoire.errors import Invalide
from observatoire.store import Store
from observatoire.web.routes import cadre
from observatoire.web.serveur import toutes_les_routes

TEXTES = (*NOMS, "partenaire", "legende", "credit", "description", "garde", "change", "abandonne", "raison")
"""Every free text of the form."""


def texte(hostile: str, champ: str) -> str:
    """Return a text of the right length that begins with the hostile string."""
    mini, maxi = BORNES.get(champ, (10, 120))
    return f"{hostile} {'et la suite de ce qui est raconté ' * (mini // 30 + 1)}"[: maxi or 300].strip()


def contenu(depart: int, fichier: str, source: str) -> Contenu:
    """Return a content whose texts each hold another hostile string, the first being the one numbered `depart`."""
    dits = dict(zip(TEXTES, islice(cycle(HOSTILES), depart, None), strict=False))
    textes = {nom: texte(dits[nom], nom) for nom in NOMS if nom != "site"}
    lien = {nom: dits[nom] for nom in ("garde", "change", "abandonne")}
    piece = {nom: texte(dits[nom], nom) for nom in ("legende", "credit", "description")}
    return replace(
        TERMINEE,
        **textes,
        partenaires=(PartenaireSaisi(nom=texte(dits["partenaire"], "nom"), cote="es", role="porteur"), *TERMINEE.partenaires),
        pieces=(PieceSaisie(fichier=fichier, genre="photo", accord="oui", **piece),),
        liens=(LienSaisi(pratique=source, titre=dits["raison"], **lien),) if source else (),
    )  # fmt: skip


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    streamlit.cache_data.clear()
    quelques_territoires()
    with temps_fige(AUJOURD_HUI):
        yield TestClient(Starlette(routes=[*cadre(), *toutes_les_routes()]), follow_redirects=False)
    streamlit.cache_data.clear()


def _refus(voulu: Contenu) -> dict[str, str] | str:
    """Deposit and publish; return the id of the sheet, or what the form says against it."""
    c, jeton = contributions.commencer_brouillon(ANONYME)
    try:
        c = contributions.deposer(ANONYME, c.id, c.version, voulu, jeton=jeton)
    except Invalide as faute:
        return faute.champs
    return str(contributions.publier(MODERATRICE, c.id, c.version).pratique_id)


def publier() -> tuple[list[str], list[Contenu]]:
    """Publish, by the real actions, every string in some field and every field with several strings; return what was refused."""
    fichier = pieces.garder(ANONYME, photo()).id
    publiees: list[str] = []
    refuses: list[Contenu] = []
    for depart in range(0, len(HOSTILES), 3):
        voulu = contenu(depart, fichier, publiees[0] if publiees else "")
        dit = _refus(voulu)
        if isinstance(dit, str):
            publiees.append(dit)
        else:
            assert all(phrase.endswith(".") for phrase in dit.values()), dit
            refuses.append(voulu)
    return publiees, refuses


def test_aucune_chaine_hostile_ne_sexecute_nulle_part(client: TestClient) -> None:
    assert len(set(HOSTILES)) >= 60
    publiees, refuses = publier()
    assert len(publiees) >= 10
    assert refuses, "what holds invisible characters is not taken"
    liste = dict.fromkeys(a for identifiant in publiees[:6] for a in adresses(identifiant, "0" * 32))
    for identifiant in publiees:
        liste |= dict.fromkeys(
            [
                f"/fiche/{identifiant}",
                f"/fiche/{identifiant}.pdf",
                f"/fiche/{identifiant}.bib",
                f"/fiche/{identifiant}.ris",
                f"/pratique?id={identifiant}",
            ]
        )
    liste |= dict.fromkeys(
        [f"/explorer?q={quote(s)}" for s in HOSTILES]
        + [f"/api/v1/pratiques?q={quote(s)}" for s in HOSTILES[:20]]
    )
    fautes, vus = [], set()
    for adresse in liste:
        reponse = client.get(adresse)
        type_mime = reponse.headers.get("content-type", "").partition(";")[0]
        vus.add(type_mime)
        if reponse.status_code in (200, 404, 422):
            fautes += [(adresse, faute) for faute in fautes_de(adresse, type_mime, reponse.content)]
    assert fautes == []
    assert vus >= {"text/html", "text/csv", "application/json", "application/pdf", "application/geo+json"}


def test_rien_de_ce_qui_est_refuse_nest_garde_dans_une_sortie(client: TestClient) -> None:
    publiees, refuses = publier()
    tout = client.get("/api/v1/pratiques?par_page=100").json()["donnees"]
    assert {p["id"] for p in tout} == set(publiees)
    assert not {c.titre for c in refuses} & {p["titre"] for p in tout}


@pytest.mark.parametrize(
    ("type_mime", "octets"),
    [
        ("text/html", b"<p><script>alert(1)</script>"),
        ("text/html", b"<img src=x onerror=alert(1)>"),
        ("text/html", b"<a href=' java\tscript:alert(1)'>x</a>"),
        ("text/csv", b"titre;resume\r\n=1+1;x\r\n"),
        ("text/csv", b'titre,resume\n"\t@SUM(1)",x\n'),
    ],
)
def test_ce_qui_sexecuterait_est_vu(type_mime: str, octets: bytes) -> None:
    assert list(fautes_de("/", type_mime, octets))
