"""The index follows every write, on both engines, and understands what people type."""

from datetime import datetime

import pytest

from observatoire.pratiques import Recherche, compter, lister
from observatoire.recherche import indexer, interpreter, mettre_a_niveau
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


def test_la_forme_tapee_passe_avant_les_autres(store_deux_moteurs: Store) -> None:
    with ecrire() as tx:
        for identifiant, titre in (
            ("a", "Marche du soir"),
            ("b", "Marché du soir"),
            ("c", "Marchés du soir"),
        ):
            _poser(tx, identifiant, titre)
    assert _trouver("marché")[0] == "b"
    assert _trouver("marchés")[0] == "c"
    assert sorted(_trouver("marché")) == ["a", "b", "c"]


def test_des_mots_entre_guillemets_se_suivent(store_deux_moteurs: Store) -> None:
    with ecrire() as tx:
        _poser(tx, "suivis", "L’aide sociale de proximité")
        _poser(tx, "separes", "Une aide, un lien social")
        _poser(tx, "deux-parties", "Une aide", resume="Sociale aussi")
    assert sorted(_trouver("aide sociale")) == ["deux-parties", "separes", "suivis"]
    assert _trouver('"aide sociale"') == ["suivis"]
    assert _trouver("«\u00a0aides sociales\u00a0»") == ["suivis"]
    assert _trouver('"sociale aide"') == []


def test_un_mot_compose_se_trouve_de_toutes_les_facons(store_deux_moteurs: Store) -> None:
    with ecrire() as tx:
        _poser(tx, "trait", "Un tiers-lieu")
        _poser(tx, "colle", "Une coformation")
        _poser(tx, "coupe", "Une co-formation")
    for q in ("tiers-lieu", "tiers lieux", "tierslieu", "Tierslieux"):
        assert _trouver(q) == ["trait"], q
    for q in ("co-formation", "co formations", "coformation"):
        assert sorted(_trouver(q)) == ["colle", "coupe"], q


def test_une_longue_question_garde_ce_qui_en_tient_le_plus(trois_fiches: Store) -> None:
    with lire() as cur:
        lue = interpreter(cur, "logement vide nantes piscine")
    assert lue is not None
    assert (lue.mots, lue.tenus) == (4, 3)
    assert _trouver("logement vide nantes piscine") == ["coloc"]
    assert _trouver("piscine patinoire nantes") == []


def test_le_glossaire_elargit_d_un_pas_sans_toucher_a_l_index(store_deux_moteurs: Store) -> None:
    with ecrire() as tx:
        _poser(tx, "sigle", "Les jeunes de l’ASE")
        _poser(tx, "long", "L’aide sociale à l’enfance en débat")
        _poser(tx, "separe", "L’enfance, une aide sociale")
        _poser(tx, "loin", "La protection des mineurs")
    assert _trouver("ASE") == ["sigle"]
    terme = {
        "id": "ase", "terme": "ASE", "sens_ts": None, "sens_es": None, "faux_ami": False, "source": "essai", "ordre": 1,
        "mot_commun": "Aide sociale à l’enfance.", "synonymes": ["protection de l’enfance"], "empreinte_source": None,
        "version": 1, "cree_a": INSTANT, "maj_a": INSTANT,
    }  # fmt: skip
    voisin = terme | {"id": "pde", "terme": "Protection de l’enfance", "mot_commun": None, "ordre": 2}
    with ecrire() as tx:
        tx.inserer("base.terme", [terme, voisin | {"synonymes": ["protection des mineurs"]}])
    assert _trouver("ASE") == ["sigle", "long"]
    assert _trouver("aides sociales à l’enfance")[0] in ("long", "separe")
    assert "sigle" in _trouver("aide sociale à l’enfance")
    with lire() as cur:
        lue = interpreter(cur, "ASE")
        lettre = lister(cur, Recherche(q="ASE", elargir="non"))
    assert lue is not None
    assert set(lue.elargie_a) == {"aide sociale à l’enfance", "protection de l’enfance"}
    assert [r.id for r in lettre] == ["sigle"]


def test_l_index_se_refait_quand_ses_regles_changent(trois_fiches: Store) -> None:
    dits: list[str] = []
    with ecrire() as tx:
        tx.executer("update base.pratique set titre = 'Jardin partagé' where id = 'coloc'")
    assert mettre_a_niveau(dits.append) == 3
    assert _trouver("jardins") == ["coloc"]
    with lire() as cur:
        version = cur.version()
    assert mettre_a_niveau(dits.append) == 0
    with lire() as cur:
        assert cur.version() == version
    assert len(dits) == 1
