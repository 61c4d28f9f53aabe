"""The store's promises, on both engines."""

import threading
from datetime import datetime

import pytest

from observatoire.errors import NonEnregistre, StoreIndisponible
from observatoire.store import Store, ecrire, lire


def _noter(tx, objet: str) -> None:
    tx.executer(
        "insert into base.journal values (nextval('base.journal_id'), $a, 'essai', 'notee', 'essai', $objet, '{}')",
        a=datetime(2026, 1, 2, 3, 4, 5, 6),
        objet=objet,
    )


def test_ecriture_relue_avec_ses_types(store_deux_moteurs: Store) -> None:
    with ecrire() as tx:
        tx.inserer(
            "base.partenariat",
            [
                {
                    "pratique_id": "p",
                    "rang": i,
                    "structure_id": None,
                    "nom": "É",
                    "cote": "es",
                    "role": None,
                    "apporte": ["local"] * i,
                    "cherche": [],
                    "confirmation": None,
                }
                for i in range(2)
            ],
        )
        _noter(tx, "p")
    with lire() as cur:
        lignes = cur.lignes("select * from base.partenariat where $quoi = any(apporte)", quoi="local")
        assert [ligne["apporte"] for ligne in lignes] == [["local"]]
        assert lignes[0]["structure_id"] is None
        assert cur.valeur("select a from base.journal") == datetime(2026, 1, 2, 3, 4, 5, 6)


def test_rien_ne_reste_d_une_transaction_qui_echoue(store_deux_moteurs: Store) -> None:
    with pytest.raises(ZeroDivisionError), ecrire() as tx:
        _noter(tx, "a")
        _ = 1 / 0
    with lire() as cur:
        assert cur.version() == 0


def test_la_transaction_interieure_rejoint_l_exterieure(store_deux_moteurs: Store) -> None:
    faits: list[str] = []
    with pytest.raises(ZeroDivisionError), ecrire() as tx:
        with ecrire() as dedans:
            assert dedans is tx
            _noter(dedans, "a")
            dedans.apres_validation(lambda: faits.append("validé"))
        with lire() as cur:
            assert cur.valeur("select count(*) from base.journal") == 1
        _ = 1 / 0
    with lire() as cur:
        assert cur.valeur("select count(*) from base.journal") == 0
    assert faits == []


def test_la_version_monte_et_la_suite_est_appelee(store_deux_moteurs: Store) -> None:
    faits: list[int] = []
    with ecrire() as tx:
        _noter(tx, "a")
        tx.apres_validation(lambda: faits.append(1))
    with lire() as cur:
        assert cur.version() >= 1
    assert faits == [1]


def test_des_ecrivains_ensemble_n_ecrasent_rien(store_deux_moteurs: Store) -> None:
    with ecrire() as tx:
        tx.executer("insert into base.mot values (1, 'compteur', '', '')")
        tx.executer("insert into base.document values (1, 'd', 0)")
    erreurs: list[BaseException] = []

    def ajouter() -> None:
        try:
            for _ in range(10):
                with ecrire() as tx:
                    avant = tx.valeur("select longueur from base.document where num = 1")
                    tx.executer("update base.document set longueur = $l where num = 1", l=avant + 1)
        except BaseException as erreur:
            erreurs.append(erreur)

    fils = [threading.Thread(target=ajouter) for _ in range(6)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert erreurs == []
    with lire() as cur:
        assert cur.valeur("select longueur from base.document") == 60


def test_lectures_ensemble_sans_melange(store_deux_moteurs: Store) -> None:
    faux: list[tuple[int, object]] = []

    def demander(n: int) -> None:
        for _ in range(40):
            with lire() as cur:
                recu = cur.valeur("select $n::int", n=n)
            if recu != n:
                faux.append((n, recu))

    fils = [threading.Thread(target=demander, args=(n,)) for n in range(8)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert faux == []


def test_la_meme_cle_deux_fois_est_refusee(store_deux_moteurs: Store) -> None:
    with ecrire() as tx:
        tx.executer("insert into base.mot values (1, 'a', '', '')")
    with pytest.raises(Exception, match=r"(?i)duplicate|unique"), ecrire() as tx:
        tx.executer("insert into base.mot values (1, 'b', '', '')")
    with lire() as cur:
        assert cur.valeur("select count(*) from base.mot") == 1


def test_un_parametre_inutile_est_une_erreur(store_deux_moteurs: Store) -> None:
    with lire() as cur, pytest.raises(KeyError, match="unused"):
        cur.valeur("select 1", n=1)


def test_une_base_fermee_est_dite(store_deux_moteurs: Store) -> None:
    store_deux_moteurs.fermer()
    with pytest.raises(StoreIndisponible), lire() as cur:
        cur.valeur("select 1")
    with pytest.raises((StoreIndisponible, NonEnregistre)), ecrire() as tx:
        tx.executer("select 1")
