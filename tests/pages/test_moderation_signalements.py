"""Moderation reads the reports and answers them: nobody else does, and a report is answered once."""

import pytest
from tests.factories_comptes import un_compte
from tests.factories_contributions import MODERATRICE
from tests.factories_publication import partenaire, pratique, publier
from tests.visiteur import adresse, html, lu, visiteur

from observatoire.comptes.model import ANONYME
from observatoire.signalements import GARDEE, Saisie, obtenir, repondre, signaler
from observatoire.store import lire

SAISIE = Saisie(
    motif="information_fausse", precisions="Le <b>lieu</b> a changé.", courriel="lecteur@exemple.fr"
)
RAISON = "Vérifié auprès de la structure."


@pytest.fixture
def visiter(monkeypatch, store_territoires):
    publier(
        [pratique("alpha", titre="Épicerie solidaire"), pratique("beta", titre="Vis ma vie")],
        [partenaire("alpha")],
    )
    return visiteur(monkeypatch)


@pytest.fixture
def moderatrice(visiter):
    return un_compte("moderateur", nom="Camille Martin")


def relu(identifiant):
    with lire() as cur:
        return obtenir(cur, MODERATRICE, identifiant)


@pytest.mark.parametrize("role", [None, "contributeur", "financeur"])
def test_la_page_est_fermee_aux_autres_roles(visiter, role):
    s = signaler(ANONYME, "alpha", SAISIE)
    compte = un_compte(role) if role else None
    for params in ({"vue": "signalements"}, {"signalement": s.id}):
        onglet = visiter("moderation", compte, **params)
        assert not onglet.exception
        assert "lieu" not in lu(onglet)
        assert not onglet.get("radio")


@pytest.mark.parametrize("role", ["moderateur", "administrateur"])
def test_la_liste_montre_ce_qui_attend(visiter, role):
    signaler(ANONYME, "alpha", SAISIE)
    onglet = visiter("moderation", un_compte(role), vue="signalements")
    dit = lu(onglet)
    for attendu in (
        "1\u00a0signalement à traiter",
        "Signalements (1)",
        "Épicerie solidaire",
        "Une information est fausse",
        "Le <b>lieu</b> a changé.",
    ):
        assert attendu in dit, attendu
    assert "<b>lieu" not in html(onglet)
    assert "lecteur@exemple.fr" not in dit


def test_une_liste_vide_le_dit(visiter, moderatrice):
    assert "Aucun signalement à traiter" in lu(visiter("moderation", moderatrice, vue="signalements"))


def test_la_file_dit_combien_de_signalements_attendent(visiter, moderatrice):
    signaler(ANONYME, "alpha", SAISIE)
    assert "Signalements (1)" in lu(visiter("moderation", moderatrice))


def test_repondre_ferme_et_revient_a_la_liste(visiter, moderatrice):
    s = signaler(ANONYME, "alpha", SAISIE)
    onglet = visiter("moderation", moderatrice, signalement=s.id)
    assert "lecteur@exemple.fr" in lu(onglet)
    onglet.radio[0].set_value(GARDEE).run()
    onglet.text_area[0].set_value(RAISON).run()
    onglet.button(key="signalement_repondre").click().run()
    assert not onglet.exception
    assert "la fiche reste telle quelle" in lu(onglet)
    assert (adresse(onglet, "signalement"), adresse(onglet, "vue")) == ("", "signalements")
    assert (relu(s.id).etat, relu(s.id).moderateur_id, relu(s.id).courriel) == (GARDEE, moderatrice.id, None)
    assert "Derniers traités" in lu(onglet)


def test_retirer_la_fiche_depuis_un_signalement(visiter, moderatrice):
    s = signaler(ANONYME, "alpha", SAISIE)
    onglet = visiter("moderation", moderatrice, signalement=s.id)
    onglet.radio[0].set_value("retiree").run()
    onglet.text_area[0].set_value(RAISON).run()
    onglet.button(key="signalement_repondre").click().run()
    assert "La fiche est retirée" in lu(onglet)
    with lire() as cur:
        assert cur.valeur("select count(*) from public.pratique where id = 'alpha'") == 0


def test_sans_raison_rien_ne_se_fait_et_le_texte_reste(visiter, moderatrice):
    s = signaler(ANONYME, "alpha", SAISIE)
    onglet = visiter("moderation", moderatrice, signalement=s.id)
    onglet.text_area[0].set_value("court").run()
    onglet.button(key="signalement_repondre").click().run()
    assert "c’est trop court" in lu(onglet)
    assert onglet.text_area[0].value == "court"
    assert relu(s.id).etat == "ouvert"


def test_deux_personnes_a_la_fois_font_une_reponse(visiter, moderatrice):
    s = signaler(ANONYME, "alpha", SAISIE)
    onglet = visiter("moderation", moderatrice, signalement=s.id)
    onglet.text_area[0].set_value(RAISON).run()
    repondre(MODERATRICE, s.id, s.version, GARDEE, "Déjà vérifié ce matin.")
    onglet.button(key="signalement_repondre").click().run()
    assert not onglet.exception
    assert "Quelqu’un a déjà répondu" in lu(onglet)
    assert relu(s.id).reponse == "Déjà vérifié ce matin."


def test_un_signalement_inconnu_mene_a_la_liste(visiter, moderatrice):
    onglet = visiter("moderation", moderatrice, signalement="nulle-part")
    assert not onglet.exception
    assert "Ce signalement ne s’ouvre pas" in lu(onglet)
    assert "/moderation?vue=signalements" in html(onglet)
