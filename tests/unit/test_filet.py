"""The chained file of accepted submissions."""

import json
import os
import threading
from dataclasses import replace
from datetime import datetime

import pytest
from tests.factories_contributions import CONTENU

from observatoire.contributions import filet

ACCUSE = filet.Accuse(
    contribution_id="c1",
    version=2,
    contenu=CONTENU.to_json(),
    jeton="0" * 64,
    jeton_expire_a=datetime(2026, 6, 1),
    pratique_id=None,
    compte_id=None,
    cree_a=datetime(2026, 1, 1, 12, 30, 15, 123456),
    deposee_a=datetime(2026, 1, 2),
)


@pytest.fixture
def fichier(tmp_path):
    return tmp_path / "sous" / "accuses.jsonl"


def inscrire(fichier, nombre):
    for n in range(nombre):
        filet.inscrire(replace(ACCUSE, contribution_id=f"c{n}"), fichier)


def test_ce_qui_est_inscrit_se_relit_a_lidentique(fichier):
    assert filet.lire_filet(fichier) == []
    assert filet.verifier_chaine(fichier) is None
    filet.inscrire(ACCUSE, fichier)
    assert filet.lire_filet(fichier) == [ACCUSE]


def test_chaque_ligne_suit_la_precedente_meme_tres_longue(fichier):
    inscrire(fichier, 2)
    filet.inscrire(replace(ACCUSE, contenu="é" * 400_000), fichier)
    inscrire(fichier, 2)
    assert len(filet.lire_filet(fichier)) == 5
    assert filet.verifier_chaine(fichier) is None


def test_inscrire_rend_la_main_apres_fsync(fichier, monkeypatch):
    ecrits = []
    vrai = os.fsync
    monkeypatch.setattr(os, "fsync", lambda d: (ecrits.append(fichier.stat().st_size), vrai(d)))
    filet.inscrire(ACCUSE, fichier)
    assert ecrits[0] == fichier.stat().st_size > 0


@pytest.mark.parametrize("coupe", [1, 10, 200])
def test_une_ligne_coupee_par_un_arret_est_enjambee_sans_etre_effacee(fichier, coupe):
    inscrire(fichier, 2)
    entier = fichier.read_bytes()
    fichier.write_bytes(entier[:-coupe])
    filet.inscrire(replace(ACCUSE, contribution_id="apres"), fichier)
    assert fichier.read_bytes().startswith(entier[:-coupe])
    attendus = ["c0", "c1", "apres"] if coupe == 1 else ["c0", "apres"]
    assert [a.contribution_id for a in filet.lire_filet(fichier)] == attendus
    assert filet.verifier_chaine(fichier) is None


def test_une_ligne_retiree_deplacee_ou_changee_rompt_la_chaine(fichier):
    inscrire(fichier, 4)
    lignes = fichier.read_bytes().splitlines(keepends=True)
    changee = lignes[1].replace(b"c1", b"c9")
    for abimees, numero in (
        ([lignes[0], *lignes[2:]], 2),
        ([lignes[1], lignes[0], *lignes[2:]], 1),
        ([lignes[0], changee, *lignes[2:]], 3),
        (lignes[1:], 1),
    ):
        fichier.write_bytes(b"".join(abimees))
        assert f"La ligne {numero} " in filet.verifier_chaine(fichier)
    fichier.write_bytes(b"".join(lignes))
    assert filet.verifier_chaine(fichier) is None


@pytest.mark.parametrize("etranger", [b"3", b"[]", b"null", b"\xff\xfe", b'{"empreinte": "x"}'])
def test_une_ligne_etrangere_ne_fait_pas_tomber_la_lecture(fichier, etranger):
    inscrire(fichier, 1)
    with fichier.open("ab") as flux:
        flux.write(etranger + b"\n")
    filet.inscrire(replace(ACCUSE, contribution_id="apres"), fichier)
    assert [a.contribution_id for a in filet.lire_filet(fichier)] == ["c0", "apres"]
    assert filet.verifier_chaine(fichier) is None


def test_plusieurs_fils_ecrivent_une_seule_chaine(fichier):
    fils = [threading.Thread(target=inscrire, args=(fichier, 10)) for _ in range(4)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert len(filet.lire_filet(fichier)) == 40
    assert filet.verifier_chaine(fichier) is None


def test_une_ligne_ne_porte_que_ce_qui_est_declare(fichier):
    filet.inscrire(ACCUSE, fichier)
    champs = set(json.loads(fichier.read_text()))
    assert champs == set(filet.Accuse.__dataclass_fields__) | {"precedent", "empreinte"}
