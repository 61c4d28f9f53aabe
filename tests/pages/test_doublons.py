"""Duplicates on the screens: while telling, before deciding, and on their own page."""

from dataclasses import replace

import pytest
from tests.factories_comptes import un_compte
from tests.factories_contributions import CONTENU, deposee, publiee
from tests.pages.test_proposer import brouillon, champ, remplir
from tests.visiteur import adresse, html, lu, visiteur

PROCHE = replace(CONTENU, titre="La cuisine partagée du centre social")


@pytest.fixture
def visiter(monkeypatch, store_territoires):
    return visiteur(monkeypatch)


def test_le_formulaire_dit_ce_qui_est_peut_etre_deja_raconte(visiter):
    fiche, _ = publiee()
    onglet = visiter("proposer")
    onglet.text_input(key="proposer_titre").set_value("Une cuisine partagée au centre social").run()
    assert "Est-elle déjà racontée" in lu(onglet)
    (rejoindre,) = (e.proto for e in onglet.get("link_button"))
    assert rejoindre.url == f"/proposer?pratique={fiche.pratique_id}"
    onglet.text_input(key="proposer_titre").set_value("Un atelier de théâtre pour adolescents").run()
    assert "Est-elle déjà racontée" not in lu(onglet)


def test_modifier_une_fiche_ne_dit_pas_qu_elle_existe(visiter):
    fiche, _ = publiee()
    assert "Est-elle déjà racontée" not in lu(visiter("proposer", None, pratique=fiche.pratique_id))


def test_ce_qui_existe_se_reprend_ou_se_distingue_et_rien_ne_se_perd(visiter):
    fiche, _ = publiee()
    onglet = remplir(visiter("proposer"), PROCHE)
    champ(onglet, f"adaptee_{fiche.pratique_id}").click().run()
    assert "Est-elle déjà racontée" not in lu(onglet), "answered: not asked again"
    champ(onglet, "deposer").click().run()
    assert "Dites au moins ce que vous avez gardé" in html(onglet)
    champ(onglet, f"garde_{fiche.pratique_id}").set_value("Le four du centre social.").run()
    (lien,) = brouillon(onglet).contenu.liens
    assert (lien.pratique, lien.titre, lien.garde) == (
        fiche.pratique_id,
        CONTENU.titre,
        "Le four du centre social.",
    )
    champ(onglet, f"retirer_lien_{fiche.pratique_id}").click().run()
    champ(onglet, f"differente_{fiche.pratique_id}").click().run()
    champ(onglet, f"raison_{fiche.pratique_id}").set_value("Un autre centre social, à Meulan.").run()
    champ(onglet, "deposer").click().run()
    recue = brouillon(onglet)
    assert recue.statut == "a_relire"
    assert recue.contenu.liens[0].raison == "Un autre centre social, à Meulan."
    moderation = visiter("moderation", un_compte("moderateur"), contribution=recue.id)
    assert "Un autre centre social, à Meulan." in lu(moderation)


def test_on_part_d_une_fiche_pour_en_raconter_une_autre(visiter):
    fiche, _ = publiee()
    onglet = visiter("proposer", None, inspire=fiche.pratique_id)
    assert champ(onglet, "forme").value == CONTENU.forme
    assert champ(onglet, "titre").value == ""
    assert "Vous vous inspirez de" in lu(onglet)
    assert "Cette fiche n’existe pas" in lu(visiter("proposer", None, inspire="jamais-vue"))


def test_la_moderation_le_voit_et_sa_decision_est_gardee(visiter):
    publiee()
    recue, _ = deposee(PROCHE)
    onglet = visiter("moderation", un_compte("moderateur"), contribution=recue.id)
    assert "raconte peut-être une collaboration déjà connue" in lu(onglet)
    next(b for b in onglet.button if b.label == "Ce sont deux collaborations différentes").click().run()
    assert "raconte peut-être" not in lu(onglet)


def test_deux_fiches_se_reunissent_et_l_adresse_de_l_une_mene_a_l_autre(visiter):
    une, autre = (str(publiee(c)[0].pratique_id) for c in (CONTENU, PROCHE))
    moderatrice = un_compte("moderateur")
    onglet = visiter("doublons", moderatrice)
    assert "1\u00a0paire à regarder" in lu(onglet)
    garder = next(b for b in onglet.button if b.key == f"garder_{une}_{autre}")
    garder.click().run()
    assert "Dites en 10 caractères au moins" in lu(onglet)
    next(t for t in onglet.text_input if t.key.startswith("raison_")).set_value("La même cuisine, deux fois.")
    next(b for b in onglet.button if b.key == f"garder_{une}_{autre}").click().run()
    assert "Les deux fiches n’en font plus qu’une" in lu(onglet)
    assert "0\u00a0paire à regarder" in lu(onglet)
    fiche = visiter("pratique", None, id=autre)
    assert adresse(fiche, "id") == une
    assert CONTENU.titre in html(fiche)
    onglet = visiter("doublons", moderatrice)
    onglet.button(key=f"separer_{autre}").click().run()
    assert "à nouveau publiées" in lu(onglet)


@pytest.mark.parametrize("role", [None, "contributeur", "financeur"])
def test_la_page_est_fermee_aux_autres(visiter, role):
    publiee()
    publiee(PROCHE)
    assert "à regarder" not in lu(visiter("doublons", un_compte(role) if role else None))
