"""Endings read from the store, on both engines: named ones, and anonymous ones once they are five."""

from dataclasses import replace

import pytest
from tests.factories_contributions import CONTENU, TERMINEE, publiee, quelques_territoires

from observatoire.analyses.fins import bilan, lister_lecons, lister_parcours
from observatoire.store import lire

pytestmark = pytest.mark.usefixtures("base")


@pytest.fixture
def base(store_deux_moteurs):
    quelques_territoires()


def parcours():
    with lire() as cur:
        return lister_parcours(cur)


def test_une_fin_racontee_se_lit_avec_ses_causes_ses_annees_et_son_theme():
    publiee(TERMINEE)
    publiee(CONTENU)
    finie, en_cours = sorted(parcours(), key=lambda p: p.activite)
    assert finie.causes == TERMINEE.causes_arret
    assert (finie.annee_debut, finie.annee_fin, finie.themes) == (2019, 2024, ("equipement-et-alimentation",))
    assert finie.mixite == "mixte"
    assert finie.lecon
    assert not finie.anonyme
    assert en_cours.causes == ()


def test_les_fins_anonymes_comptent_a_partir_de_cinq_sans_texte_ni_lecon():
    for n in range(4):
        publiee(replace(TERMINEE, titre=f"Cuisine secrète {n}", publication="anonyme"))
    publiee(replace(CONTENU, titre="Cuisine secrète en cours", publication="anonyme"))
    assert parcours() == []
    publiee(replace(TERMINEE, titre="Cuisine secrète encore", publication="anonyme"))
    lus = parcours()
    assert len(lus) == 6
    assert all(p.anonyme and not p.lecon for p in lus)
    assert bilan(lus).tout.nombre == 5
    with lire() as cur:
        assert lister_lecons(cur) == []


def test_les_lecons_sont_celles_des_fiches_que_chacun_peut_lire():
    c, _ = publiee(TERMINEE)
    publiee(
        replace(TERMINEE, titre="Cuisine sous embargo", publication="embargo", embargo_jusqu_au="2028-01-01")
    )
    publiee(
        replace(TERMINEE, titre="Cuisine sans leçon dite", acquis="", a_refaire="", condition_manquante="")
    )
    with lire() as cur:
        lues = lister_lecons(cur)
    assert [x.pratique_id for x in lues] == [c.pratique_id]
    assert lues[0].condition_manquante == TERMINEE.condition_manquante
