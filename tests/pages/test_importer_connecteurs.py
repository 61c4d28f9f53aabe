"""The outside sources on the import screen: seen by administration only, decided one by one or together, undone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from tests.factories_comptes import un_compte
from tests.factories_connecteurs import CODE, declarer, structure_di
from tests.visiteur import html, lu, visiteur

from observatoire.store import Store, lire


@pytest.fixture
def visiter(monkeypatch: pytest.MonkeyPatch, store_territoires: Store) -> Callable[..., AppTest]:
    return visiteur(monkeypatch)


@pytest.fixture
def donner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Switch on a source of a file; call it with the rows that it tells."""
    ici = declarer(tmp_path, monkeypatch, fichier="structures.json")

    def ecrire(*lignes: dict[str, Any]) -> None:
        (ici / "structures.json").write_text(json.dumps(lignes), "utf-8")

    ecrire(structure_di(1, nom="<b>Une</b> & autre"), structure_di(2))
    return ecrire


def bouton(onglet: AppTest, cle: str) -> Any:
    return next((b for b in onglet.button if b.key == f"connecteur-{cle}"), None)


def cliquer(onglet: AppTest, cle: str) -> str:
    bouton(onglet, cle).click().run()
    assert not onglet.exception, [e.message for e in onglet.exception]
    return lu(onglet)


def noms() -> list[str]:
    with lire() as cur:
        return [s["nom"] for s in cur.lignes("select nom from public.structure order by nom")]


def test_la_moderation_ne_les_voit_pas(visiter: Callable[..., AppTest], donner: object) -> None:
    assert "Les sources extérieures" not in lu(visiter("importer", un_compte("moderateur")))


def test_tout_le_chemin(visiter: Callable[..., AppTest], donner: Callable[..., None]) -> None:
    onglet = visiter("importer", un_compte("administrateur"))
    assert "Elle n’a encore jamais été lue." in lu(onglet)
    dit = cliquer(onglet, f"actualiser-{CODE}")
    assert "2\u00a0lignes lues\u00a0: 2\u00a0nouvelles" in dit
    assert "Bourg-en-Bresse (01053)" in dit
    assert noms() == []
    assert "<b>Une" not in html(onglet)
    assert bouton(onglet, "_accepter-choix").disabled
    onglet.checkbox[0].check().run()
    assert "1\u00a0structure choisie sur cette page, 2 en attente" in lu(onglet)
    assert "1\u00a0structure acceptée." in cliquer(onglet, "_accepter-choix")
    assert noms() == ["Une & autre"]
    assert "2\u00a0structures" not in cliquer(onglet, "_refuser-tout")
    assert bouton(onglet, "_accepter-tout") is None
    donner(structure_di(1, nom="Renommée"), structure_di(2))
    cliquer(onglet, f"actualiser-{CODE}")
    assert "1\u00a0structure acceptée." in cliquer(onglet, "_accepter-tout")
    assert noms() == ["Renommée"]
    annuler = [b for b in onglet.button if b.key.startswith("connecteur-confirmer-")]
    annuler[0].click().run()
    assert "Annulé\u00a0: 1\u00a0structure à décider de nouveau." in lu(onglet)
    assert noms() == ["Une & autre"]


def test_une_lecture_qui_echoue_est_dite(
    visiter: Callable[..., AppTest], donner: Callable[..., None]
) -> None:
    onglet = visiter("importer", un_compte("administrateur"))
    donner()
    dit = cliquer(onglet, f"actualiser-{CODE}")
    assert "aucune structure lisible" in dit
    assert "Échec\u00a0:" in dit


def test_une_source_eteinte_ou_mal_ecrite(
    visiter: Callable[..., AppTest], donner: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declarer(tmp_path, monkeypatch, fichier="structures.json", actif="non")
    onglet = visiter("importer", un_compte("administrateur"))
    assert bouton(onglet, f"actualiser-{CODE}") is None
    assert "1\u00a0source éteinte" in lu(onglet)
    declarer(tmp_path, monkeypatch, adresse="http://exemple.fr")
    assert "doit être une adresse https://" in lu(onglet.run())


def test_une_longue_liste_se_lit_page_par_page(
    visiter: Callable[..., AppTest], donner: Callable[..., None]
) -> None:
    donner(*(structure_di(i) for i in range(10, 41)))
    onglet = visiter("importer", un_compte("administrateur"))
    cliquer(onglet, f"actualiser-{CODE}")
    assert len(onglet.checkbox) == 10
    assert "Structure 10" in onglet.checkbox[0].label
