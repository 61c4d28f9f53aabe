"""The index follows every write, on both engines, and understands what people type."""

from datetime import datetime

import pytest

from observatoire.pratiques import Recherche, compter, lister
from observatoire.recherche import indexer, interpreter
from observatoire.store import Store, Transaction, ecrire, lire

INSTANT = datetime(2026, 1, 1)


def _poser(tx: Transaction, identifiant: str, titre: str, **champs: object) -> None:
    listes = [
        "objectifs",
        "familles",
        "thematiques",
        "publics",
        "freins",
        "leviers",
        "mots_libres",
        "causes_arret",
        "territoires",
        "perimetre",
        "cotes",
    ]
    ligne: dict[str, object] = {
        "id": identifiant, "statut": "publiee", "publication": "nominative", "origine": "contribution",
        "titre": titre, "resume": "", "recit": None, "resultats": None, "difficultes": None, "forme": None,
        "activite": None, "annee_debut": None, "annee_fin": None, "niveau_preuve": "declare", "lon": None,
        "lat": None, "mixite": "a_verifier", "site": None, "licence": "lo-2.0", "source_le": None,
        "confirmee_le": None, "est_demo": False, "empreinte_source": None, "version": 1, "cree_a": INSTANT,
        "maj_a": INSTANT, "publiee_a": INSTANT,
    }  # fmt: skip
    tx.inserer("base.pratique", [ligne | {nom: [] for nom in listes} | champs])
    indexer(tx, [identifiant])


def _trouver(q: str) -> list[str]:
    with lire() as cur:
        return [r.id for r in lister(cur, Recherche(q=q))]


@pytest.fixture
def trois_fiches(store_deux_moteurs: Store) -> Store:
    with ecrire() as tx:
        _poser(
            tx, "coloc", "Colocations solidaires", resume="Habiter ensemble dans un logement vide à Nantes"
        )
        _poser(tx, "ptce", "Pôle territorial", resume="Coopération économique", forme="ptce")
        _poser(tx, "cafe", "Le café des travailleurs sociaux", recit="Une colocation y est née par hasard")
    return store_deux_moteurs


@pytest.mark.parametrize(
    ("q", "attendu"),
    [
        ("colocation", ["coloc", "cafe"]),
        ("COLOCATIONS Solidaires", ["coloc"]),
        ("cafe social", ["cafe"]),
        ("logements vides", ["coloc"]),
        ("ptce", ["ptce"]),
        ("pôle de coopération", ["ptce"]),
        ("coloc", ["coloc", "cafe"]),
        ("travailleur nantes", []),
        ("colocatoin", ["coloc", "cafe"]),
        ("cooperaton", ["ptce"]),
    ],
)
def test_ce_que_l_on_tape_trouve(trois_fiches: Store, q: str, attendu: list[str]) -> None:
    assert _trouver(q) == attendu


def test_le_titre_pese_plus_que_le_texte(trois_fiches: Store) -> None:
    assert _trouver("colocation")[0] == "coloc"


def test_une_faute_est_dite(trois_fiches: Store) -> None:
    with lire() as cur:
        comprise = interpreter(cur, "colocatoin zzzzzzzz")
    assert comprise is not None
    assert comprise.corrections == (("colocatoin", "colocation"),)
    assert comprise.inconnus == ("zzzzzzzz",)


def test_des_mots_vides_ne_filtrent_rien(trois_fiches: Store) -> None:
    with lire() as cur:
        assert interpreter(cur, "le de la") is None
        assert compter(cur, Recherche(q="le de la")).nombre == 3


def test_l_index_suit_la_modification_et_le_retrait(trois_fiches: Store) -> None:
    with ecrire() as tx:
        tx.executer("update base.pratique set titre = 'Jardin partagé' where id = 'coloc'")
        indexer(tx, ["coloc"])
        tx.executer("update base.pratique set statut = 'retiree' where id = 'cafe'")
        indexer(tx, ["cafe"])
    assert _trouver("jardins") == ["coloc"]
    assert _trouver("solidaire") == []
    assert _trouver("travailleurs") == []
    with lire() as cur:
        assert cur.valeur("select count(*) from base.document") == 2


def test_une_ecriture_annulee_n_atteint_pas_l_index(trois_fiches: Store) -> None:
    with pytest.raises(ZeroDivisionError), ecrire() as tx:
        _poser(tx, "fantome", "Fantôme")
        _ = 1 / 0
    assert _trouver("fantome") == []


def test_indexer_deux_fois_ne_change_rien(trois_fiches: Store) -> None:
    with lire() as cur:
        avant = cur.valeur("select count(*) from base.occurrence")
    with ecrire() as tx:
        indexer(tx, ["coloc", "ptce", "cafe", "inconnue"])
    with lire() as cur:
        assert cur.valeur("select count(*) from base.occurrence") == avant
