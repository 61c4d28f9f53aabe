"""The author of an anonymous or embargoed sheet changes it or withdraws it by the secret link; nobody else can, nor learns of it."""

from dataclasses import replace
from datetime import datetime

import pytest
from tests.factories_contributions import CONTENU, MODERATRICE, TERMINEE, publiee, quelques_territoires

from observatoire import contributions
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME
from observatoire.contributions.embargo import lever_les_embargos
from observatoire.errors import Conflit, Introuvable, Refus
from observatoire.pratiques import obtenir
from observatoire.store import lire

AVANT, APRES = datetime(2026, 11, 27, 12), datetime(2027, 3, 1, 12)
SOUS_EMBARGO = replace(TERMINEE, publication="embargo", embargo_jusqu_au="2027-03-01")
ANONYMEMENT = replace(TERMINEE, publication="anonyme")


@pytest.fixture(autouse=True)
def base(store_deux_moteurs):
    quelques_territoires()
    with temps_fige(AVANT):
        yield


@pytest.mark.parametrize("contenu", [ANONYMEMENT, SOUS_EMBARGO], ids=["anonyme", "embargo"])
def test_son_auteur_la_change_par_le_lien_et_la_moderation_relit(contenu):
    c, jeton = publiee(contenu)
    brouillon, autre_jeton = contributions.reprendre(ANONYME, c.id, c.version, jeton=jeton)
    assert (brouillon.contenu.titre, brouillon.pratique_id) == (contenu.titre, c.pratique_id)
    change = replace(brouillon.contenu, acquis="Une amitié entre deux équipes.")
    recue = contributions.deposer(ANONYME, brouillon.id, brouillon.version, change, jeton=autre_jeton)
    contributions.publier(MODERATRICE, recue.id, recue.version)
    with lire() as cur:
        lue = contributions.contenu_de_pratique(cur, MODERATRICE, c.pratique_id)
        assert contributions.fiche_reservee(cur, c)
        with pytest.raises(Introuvable):
            obtenir(cur, c.pratique_id)
    assert lue.acquis == "Une amitié entre deux équipes."


@pytest.mark.parametrize("contenu", [ANONYMEMENT, SOUS_EMBARGO], ids=["anonyme", "embargo"])
def test_son_auteur_la_retire(contenu):
    c, jeton = publiee(contenu)
    assert contributions.retirer_reservee(ANONYME, c.id, c.version, jeton=jeton).statut == "retiree"
    with lire() as cur:
        assert cur.valeur("select count(*) from public.parcours") == 0
        assert cur.valeur("select statut from base.pratique where id = $id", id=c.pratique_id) == "retiree"
    with pytest.raises(Conflit):
        contributions.retirer_reservee(ANONYME, c.id, c.version, jeton=jeton)


def test_personne_dautre_ne_la_reprend():
    c, _ = publiee(ANONYMEMENT)
    for jeton in ("", "un-autre-lien"):
        with pytest.raises(Refus):
            contributions.reprendre(ANONYME, c.id, c.version, jeton=jeton)
        with pytest.raises(Refus):
            contributions.retirer_reservee(ANONYME, c.id, c.version, jeton=jeton)
    with pytest.raises(Introuvable):
        contributions.commencer_brouillon(ANONYME, pratique_id=c.pratique_id)


def test_une_fiche_publique_ne_se_retire_pas_ainsi():
    c, jeton = publiee(CONTENU)
    for reprise in (contributions.reprendre, contributions.retirer_reservee):
        with pytest.raises(Conflit, match="publique"):
            reprise(ANONYME, c.id, c.version, jeton=jeton)


def test_la_fin_dun_embargo_est_dite_a_son_auteur_une_fois():
    brouillon, jeton = contributions.commencer_brouillon(ANONYME)
    contributions.donner_courriel(ANONYME, brouillon.id, "autrice@exemple.fr", jeton=jeton)
    recue = contributions.deposer(ANONYME, brouillon.id, brouillon.version, SOUS_EMBARGO, jeton=jeton)
    c = contributions.publier(MODERATRICE, recue.id, recue.version)
    with temps_fige(APRES):
        assert lever_les_embargos() == (c.pratique_id,)
        assert lever_les_embargos() == ()
        with lire() as cur:
            lettres = cur.lignes("select objet, texte from base.lettre where modele = 'embargo_leve'")
    assert len(lettres) == 1
    assert "Visible depuis aujourd’hui" in lettres[0]["objet"]
    assert f"/pratique?id={c.pratique_id}" in lettres[0]["texte"]
