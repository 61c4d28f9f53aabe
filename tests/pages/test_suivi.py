"""What an author sees with the secret link, or with the account that deposited."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories_comptes import un_compte
from tests.factories_contributions import CONTENU, MODERATRICE, TERMINEE, deposee, publiee
from tests.visiteur import adresse, lu, visiteur

from observatoire import confirmations, contributions
from observatoire.clock import maintenant, temps_fige
from observatoire.comptes.model import ANONYME
from observatoire.contributions import Contenu, jetons
from observatoire.store import lire

RAISON = "Précisez le rôle de chacun, s’il vous plaît."


@pytest.fixture
def visiter(monkeypatch, store_territoires):
    return visiteur(monkeypatch)


def a_corriger():
    recue, jeton = deposee()
    return contributions.demander_correction(MODERATRICE, recue.id, recue.version, RAISON), jeton


def refusee():
    recue, jeton = deposee()
    return contributions.refuser(MODERATRICE, recue.id, recue.version, RAISON), jeton


def retiree():
    recue, jeton = deposee()
    return contributions.retirer(ANONYME, recue.id, recue.version, jeton=jeton), jeton


def relue(jeton):
    with lire() as cur:
        return contributions.obtenir_par_jeton(cur, ANONYME, jeton)


def bouton(onglet, label):
    return next(b for b in onglet.button if b.label == label)


@pytest.mark.parametrize(
    ("etat", "mots", "raison", "retrait"),
    [
        (lambda: contributions.commencer_brouillon(ANONYME, CONTENU), "Brouillon", False, True),
        (deposee, "En attente de relecture", False, True),
        (a_corriger, "Une précision vous est demandée", True, True),
        (refusee, "Non retenue", True, False),
        (publiee, "Publiée", False, False),
        (retiree, "Retirée", False, False),
    ],
)
def test_chaque_etat_se_dit_en_mots_avec_ce_quil_reste_a_faire(visiter, etat, mots, raison, retrait):
    _, jeton = etat()
    onglet = visiter("suivi", jeton=jeton)
    assert not onglet.exception
    assert CONTENU.titre in lu(onglet)
    assert mots in lu(onglet)
    assert (RAISON in lu(onglet)) is raison
    assert ("Oui, la retirer" in [b.label for b in onglet.button]) is retrait


def test_une_publiee_mene_a_sa_fiche_et_a_sa_modification(visiter):
    publication, jeton = publiee()
    onglet = visiter("suivi", jeton=jeton)
    liens = {p.proto.label: (p.proto.page, p.proto.query_string) for p in onglet.get("page_link")}
    assert liens == {
        "Voir la fiche publiée": ("pratique", f"id={publication.pratique_id}"),
        "Proposer une modification": ("proposer", f"pratique={publication.pratique_id}"),
    }


def test_un_brouillon_se_continue_sur_la_page_ou_il_secrit(visiter):
    _, jeton = contributions.commencer_brouillon(ANONYME, Contenu(titre="Un début"))
    onglet = visiter("suivi", jeton=jeton)
    assert [(p.proto.page, p.proto.query_string) for p in onglet.get("page_link")] == [
        ("proposer", f"brouillon={jeton}")
    ]


def test_corriger_et_deposer_a_nouveau(visiter):
    avant, jeton = a_corriger()
    onglet = visiter("suivi", jeton=jeton)
    onglet.text_input(key="suivi_titre").set_value("").run()
    onglet.button(key="suivi_deposer").click().run()
    assert "Le titre manque" in lu(onglet)
    assert relue(jeton).statut == "a_corriger"
    onglet.text_input(key="suivi_titre").set_value("Une cuisine mieux racontée").run()
    onglet.button(key="suivi_deposer").click().run()
    assert not onglet.exception
    assert "En attente de relecture" in lu(onglet)
    assert relue(jeton).contenu == replace(CONTENU, titre="Une cuisine mieux racontée")
    assert relue(jeton).version > avant.version


def test_une_correction_commencee_est_gardee(visiter):
    _, jeton = a_corriger()
    onglet = visiter("suivi", jeton=jeton)
    onglet.text_area(key="suivi_recit").set_value("Je reprends plus tard").run()
    assert visiter("suivi", jeton=jeton).text_area(key="suivi_recit").value == "Je reprends plus tard"


def test_une_seconde_demande_de_correction_part_du_texte_depose(visiter):
    _, jeton = a_corriger()
    onglet = visiter("suivi", jeton=jeton)
    onglet.text_input(key="suivi_titre").set_value("Une cuisine mieux racontée").run()
    onglet.button(key="suivi_deposer").click().run()
    contributions.demander_correction(
        MODERATRICE, relue(jeton).id, relue(jeton).version, "Encore un mot sur le lieu."
    )
    onglet.run()
    assert "Encore un mot sur le lieu." in lu(onglet)
    assert onglet.text_input(key="suivi_titre").value == "Une cuisine mieux racontée"
    onglet.text_input(key="suivi_titre").set_value("Une cuisine très bien racontée").run()
    onglet.button(key="suivi_deposer").click().run()
    assert relue(jeton).contenu.titre == "Une cuisine très bien racontée"


def test_retirer_puis_ne_plus_rien_pouvoir(visiter):
    _, jeton = deposee()
    onglet = visiter("suivi", jeton=jeton)
    bouton(onglet, "Oui, la retirer").click().run()
    assert relue(jeton).statut == "retiree"
    assert "Oui, la retirer" not in [b.label for b in onglet.button]


def test_retirer_ce_qui_vient_detre_publie_est_refuse_en_mots(visiter):
    recue, jeton = deposee()
    onglet = visiter("suivi", jeton=jeton)
    contributions.publier(MODERATRICE, recue.id, recue.version)
    bouton(onglet, "Oui, la retirer").click().run()
    assert "modifiée ailleurs" in lu(onglet)
    assert relue(jeton).statut == "publiee"


@pytest.mark.parametrize("faux", ["x", "é" * 500, "' or 1=1 --", "../../etc/passwd"])
def test_un_lien_faux_dit_quoi_faire(visiter, faux):
    onglet = visiter("suivi", jeton=faux)
    assert not onglet.exception
    assert "Ce lien n’ouvre rien" in lu(onglet)
    assert "proposez à nouveau" in lu(onglet)


def test_un_lien_perime_dit_quoi_faire(visiter):
    _, jeton = deposee()
    with temps_fige(maintenant() + jetons.DUREE + timedelta(days=1)):
        onglet = visiter("suivi", jeton=jeton)
    assert "n’est plus valable" in lu(onglet)
    assert CONTENU.titre not in lu(onglet)


@pytest.mark.parametrize(
    "colle", ["https://exemple.fr/suivi?jeton={}", " {} ", "exemple.fr/suivi?a=1&jeton={}#x"]
)
def test_coller_le_lien_entier_ou_son_jeton_ouvre_la_contribution(visiter, colle):
    _, jeton = deposee()
    onglet = visiter("suivi")
    onglet.text_input(key="lien_colle").set_value(colle.format(jeton)).run()
    assert adresse(onglet, "jeton") == jeton
    assert "En attente de relecture" in lu(onglet)


def test_un_compte_retrouve_les_siennes_et_pas_celles_des_autres(visiter):
    auteur, autre = un_compte("contributeur"), un_compte("financeur")
    mienne, _ = deposee(auteur=auteur.personne)
    deposee(replace(CONTENU, titre="Celle de quelqu’un d’autre"))
    onglet = visiter("suivi", auteur)
    assert [p.proto.label for p in onglet.get("page_link")] == [CONTENU.titre]
    assert "En attente de relecture" in lu(visiter("suivi", auteur, contribution=mienne.id))
    for etranger in (autre, None):
        refus = visiter("suivi", etranger, contribution=mienne.id)
        assert "Ce lien n’ouvre rien" in lu(refus)
        assert CONTENU.titre not in lu(refus)


def test_lhistorique_ne_nomme_pas_la_moderation(visiter):
    moderateur = un_compte("moderateur", nom="Camille Martin")
    recue, jeton = deposee()
    contributions.demander_correction(moderateur.personne, recue.id, recue.version, RAISON)
    onglet = visiter("suivi", jeton=jeton)
    assert "Correction demandée" in lu(onglet)
    assert "Camille Martin" not in lu(onglet)


def test_les_partenaires_se_font_confirmer_par_un_lien_montre_une_fois(visiter):
    publie, jeton = publiee()
    onglet = visiter("suivi", jeton=jeton)
    assert "Faire confirmer par les partenaires" in lu(onglet)
    assert lu(onglet).count("Pas encore demandé") == 2
    next(b for b in onglet.button if b.label == "Créer son lien").click().run()
    lien = onglet.code[0].value
    assert "Réponse attendue jusqu’au" in lu(onglet)
    with lire() as cur:
        assert (
            confirmations.par_jeton(cur, lien.rpartition("/confirmer/")[2]).pratique_id == publie.pratique_id
        )
    assert not visiter("suivi", jeton=jeton).code, "another tab never shows it again"
    next(b for b in onglet.button if b.label == "Annuler son lien").click().run()
    assert not onglet.code
    assert lu(onglet).count("Pas encore demandé") == 2


def test_une_contribution_a_relire_ne_demande_rien_aux_partenaires(visiter):
    _, jeton = deposee()
    assert "Faire confirmer" not in lu(visiter("suivi", jeton=jeton))


def test_l_auteur_dit_que_c_est_toujours_vrai_et_choisit_son_rythme(visiter):
    _, jeton = publiee()
    onglet = visiter("suivi", jeton=jeton)
    assert "Garder la fiche à jour" in lu(onglet)
    next(b for b in onglet.button if b.label == "Toujours en activité").click().run()
    assert "Confirmée le" in lu(onglet)
    onglet.selectbox(key="fraicheur_frequence").set_value("annuelle").run()
    assert "sur cette page, faute de courriel" in lu(onglet)
    courriel = onglet.text_input(key="fraicheur_courriel")
    courriel.set_value("pas une adresse").run()
    assert "n’est pas reconnu" in lu(onglet)
    courriel.set_value("auteur@exemple.fr").run()
    assert "par courriel" in lu(onglet)
    with lire() as cur:
        assert cur.valeur("select frequence from base.rappel") == "annuelle"


def test_l_auteur_d_une_fiche_anonyme_la_reprend_ou_la_retire(visiter):
    _, jeton = publiee(replace(TERMINEE, publication="anonyme"))
    onglet = visiter("suivi", None, jeton=jeton)
    assert "La changer ou la retirer" in lu(onglet)
    assert "Proposer une modification" not in lu(onglet)
    onglet.button(key="suivi_reprendre").click().run()
    (lien,) = [e.proto for e in onglet.get("page_link") if e.proto.label == "Écrire la modification"]
    assert "brouillon=" in lien.query_string
    onglet.button(key="suivi_retirer_reservee").click().run()
    assert "Retirée" in lu(onglet)
    _, secret = publiee()
    assert "La changer ou la retirer" not in lu(visiter("suivi", None, jeton=secret))
