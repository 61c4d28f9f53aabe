"""A sheet of the catalogue has no author to ask its partners: moderation does it from the sheet, nobody else sees how."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.factories_comptes import un_compte
from tests.factories_publication import partenaire, pratique, publier
from tests.visiteur import lu, visiteur

from observatoire import confirmations
from observatoire.api import ROUTES
from observatoire.confirmations import Reponse
from observatoire.store import lire

FICHE = "alpha"


@pytest.fixture
def visiter(monkeypatch, store_territoires):
    publier(
        [pratique(FICHE, origine="documentee")],
        [partenaire(FICHE, 1, nom="La Marmite"), partenaire(FICHE, 2, nom="Les Tilleuls")],
    )
    return visiteur(monkeypatch)


@pytest.mark.parametrize(("role", "offert"), [(None, False), ("contributeur", False), ("moderateur", True)])
def test_la_moderation_seule_demande_depuis_la_fiche(visiter, role, offert):
    onglet = visiter("pratique", un_compte(role) if role else None, id=FICHE)
    assert not onglet.exception
    assert any(b.label == "Créer son lien" for b in onglet.button) is offert


def test_un_partenaire_du_catalogue_confirme_et_les_donnees_ouvertes_le_comptent(visiter):
    client = TestClient(Starlette(routes=ROUTES))
    adresse = f"/api/v1/pratiques/{FICHE}"
    lue = client.get(adresse).json()
    assert (lue["confirmations"], lue["confirmations_sur"]) == (None, None)
    onglet = visiter("pratique", un_compte("moderateur"), id=FICHE)
    onglet.button(f"inviter_{FICHE}_0").click().run()
    assert not onglet.exception
    jeton = next(c.value for c in onglet.code if "/confirmer/" in c.value).rpartition("/")[2]
    assert "Réponse attendue" in lu(onglet)
    confirmations.confirmer(jeton, Reponse(role="porteur"))
    lue = client.get(adresse).json()
    assert (lue["confirmations"], lue["confirmations_sur"]) == (1, 2)
    with lire() as cur:
        assert cur.valeur("select count(*) from public.confirmation") == 1
    for format in ("csv", "csv-technique"):
        entete, ligne = client.get(f"/api/v1/pratiques?format={format}").text.splitlines()[:2]
        assert "onfirm" in entete
        assert ";1;2;" in ligne or ",1,2," in ligne
