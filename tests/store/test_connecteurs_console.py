"""`observatoire connecteur …` and reading rows: said in French, the same whatever their order."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories_connecteurs import CODE, declarer, ecrire_tableur, structure_di
from tests.factories_publication import semer_territoires

from observatoire.analyses.presence import presence
from observatoire.connecteurs import lire_connecteurs
from observatoire.connecteurs.entites import lire_entites
from observatoire.connecteurs.lieux import Lieux
from observatoire.errors import Invalide
from observatoire.ops.verbes import executer
from observatoire.ops.verification import verifier
from observatoire.settings import settings
from observatoire.store import Store, lire
from observatoire.territoires import obtenir
from observatoire.web.presence import structures

CHAMPS = {"id": "Id", "nom": "Nom", "site": "Site", "code_insee": "INSEE"}
TITRES = ("Id", "Nom", "Site", "INSEE")


def dit(action: str, **arguments: Any) -> str:
    """Run a verb and return all that it said."""
    phrases: list[str] = []
    executer("connecteur", {"action": action, "connecteur": CODE, **arguments}, phrases.append)
    return "\n".join(phrases)


@pytest.fixture
def annuaire(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    semer_territoires()
    ici = declarer(tmp_path, monkeypatch, format="tableur", fichier="a.csv", champs=CHAMPS)
    ecrire_tableur(
        ici / "a.csv", TITRES, [("1", "Une", "https://une.fr", "01053"), ("2", "Deux", "", "")]
    )  # fmt: skip
    return ici / "a.csv"


def test_tout_le_chemin_en_ligne_de_commande(annuaire: Path) -> None:
    assert "essai\u00a0: Source d’essai (tableur publié (CSV, XLSX), Licence Ouverte 2.0). jamais actualisé" in dit("lister")  # fmt: skip
    assert "2\u00a0lignes lues\u00a0: 2\u00a0nouvelles, 0\u00a0modifiée" in dit("actualiser")
    assert "nouvelles\u00a0: 2" in dit("lister")
    assert "Une [essai--1]" in dit("differences")
    assert "site\u00a0: rien → https://une.fr" in dit("differences")
    accepte = dit("accepter")
    assert "Accepté\u00a0: 2." in accepte
    assert dit("differences") == "Rien n’attend."
    ecrire_tableur(annuaire, TITRES, [("1", "Une seule", "", "01053")])
    assert "1\u00a0modifiée, 0\u00a0inchangée, 1\u00a0absente" in dit("actualiser")
    assert "Refusé\u00a0: 1." in dit("refuser")
    assert "Annulé\u00a0: 2" in dit("annuler", lot=accepte.split()[-1])
    with pytest.raises(Invalide):
        dit("refuser")
        dit("refuser")
    with lire() as cur:
        assert not [c for c in verifier(cur) if c.ecarts]


def test_la_page_d_un_territoire_dit_de_qui_sont_les_donnees(annuaire: Path) -> None:
    dit("actualiser")
    dit("accepter")
    with lire() as cur:
        ici = presence(cur, obtenir(cur, "departement-01"))
    assert [s.origine for s in ici.structures] == ["Essai, Licence Ouverte 2.0"]
    assert "source\u00a0: Essai, Licence Ouverte 2.0" in structures(ici)


def test_l_ordre_des_lignes_lues_ne_change_rien(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Repeated ids, some outside the territories asked for, some refused by the schema."""
    semer_territoires()
    declarer(tmp_path, monkeypatch, fichier="a.json", territoires=["departement-01"])
    (connecteur,) = lire_connecteurs(settings().data_dir)
    with lire() as cur:
        lieux = Lieux(cur, connecteur.territoires)
    ligne = st.builds(
        structure_di,
        st.integers(1, 3),
        nom=st.sampled_from(["Une", "Deux", "X"]),
        code_insee=st.sampled_from(["01053", "75056", None]),
        date_maj=st.sampled_from(["2026-01-01", "2025-01-01", "1999-01-01"]),
    )

    @given(st.lists(ligne, max_size=8), st.randoms())
    def verifier_l_ordre(lignes: list[dict[str, Any]], hasard: Any) -> None:
        melees = json.loads(json.dumps(lignes))
        hasard.shuffle(melees)
        assert lire_entites(connecteur, melees, [], lieux) == lire_entites(connecteur, lignes, [], lieux)

    verifier_l_ordre()
