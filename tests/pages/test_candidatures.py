"""Applying on the screen: begun by one, signed by the other on its own link, deposited, received by the funder."""

from dataclasses import replace

import pytest
from tests.factories_appels import CONTENU as APPEL
from tests.factories_appels import FEVRIER, JANVIER, publie
from tests.factories_candidatures import CONTENU, Deux, deposee
from tests.factories_comptes import un_compte
from tests.visiteur import adresse, html, lu, visiteur

from observatoire import candidatures
from observatoire.clock import temps_fige
from observatoire.comptes.model import Personne
from observatoire.store import lire


@pytest.fixture
def visiter(monkeypatch, store_territoires):
    with temps_fige(FEVRIER):
        yield visiteur(monkeypatch)


@pytest.fixture
def financeuse(visiter):
    compte = un_compte("financeur")
    return compte, Personne(compte.id, compte.nom, compte.role)


@pytest.fixture
def appel(financeuse):
    with temps_fige(JANVIER):
        return publie(APPEL, financeuse[1])


def bouton(onglet, nom):
    return next(b for b in onglet.button if b.key == f"candidature_{nom}")


def champ(onglet, nom):
    return next(w for w in (*onglet.text_input, *onglet.text_area) if w.key == f"candidature_{nom}")


def test_on_commence_on_ecrit_et_rien_n_est_perdu(visiter, appel):
    onglet = visiter("appels", candidater=appel.id)
    next(b for b in onglet.button if b.label == "Commencer").click().run()
    jeton = adresse(onglet, "jeton")
    champ(onglet, "titre").set_value("Une cuisine tenue à deux").run()
    bouton(onglet, "ajouter_membre").click().run()
    champ(onglet, "demande").set_value("des sous").run()
    assert "pas reconnu" in html(onglet)
    bouton(onglet, "deposer").click().run()
    assert "Rien n’est déposé" in lu(onglet)
    with lire() as cur:
        garde = candidatures.par_jeton(cur, jeton)[0].contenu
    assert (garde.titre, garde.demande, len(garde.membres)) == ("Une cuisine tenue à deux", "des sous", 3)
    assert champ(visiter("appels", jeton=jeton), "titre").value == "Une cuisine tenue à deux"


def test_ouvrir_sans_rien_toucher_ne_change_rien(visiter, appel):
    deux = Deux(appel)
    deux.signer()
    avant = deux.lue()
    onglet = visiter("appels", jeton=deux.jeton)
    onglet.run()
    assert deux.lue() == avant, "signatures would fall"
    assert "Tout y est" in lu(onglet)


def test_un_partenaire_lit_demande_un_changement_puis_signe(visiter, appel):
    deux = Deux(appel)
    onglet = visiter("appels", jeton=deux.liens["bbbb2222"])
    dit = lu(onglet)
    for mot in (
        CONTENU.resume,
        "La Cuisine des Deux Rives",
        "Réunions d’équipe communes",
        "43\u202f%",
        "Oui",
    ):
        assert mot in dit, mot
    champ(onglet, "mot").set_value("Notre part ne couvre pas le samedi.").run()
    bouton(onglet, "a_revoir").click().run()
    assert "Notre part ne couvre pas le samedi." in lu(visiter("appels", jeton=deux.jeton))
    bouton(onglet, "signer_membre").click().run()
    assert deux.lue().signe_par("bbbb2222")


def test_celui_qui_ecrit_signe_invite_et_depose(visiter, appel):
    deux = Deux(appel)
    onglet = visiter("appels", jeton=deux.jeton)
    bouton(onglet, "signer").click().run()
    bouton(onglet, "inviter_bbbb2222").click().run()
    lien = next(c.value for c in onglet.code if c.value != candidatures.adresse(deux.jeton))
    deux.liens["bbbb2222"] = lien.split("jeton=")[1]
    deux.signer()
    onglet = visiter("appels", jeton=deux.jeton)
    bouton(onglet, "deposer").click().run()
    assert "Reçu de dépôt" in lu(onglet)
    assert CONTENU.empreinte in html(onglet)
    assert deux.lue().etat == "deposee"


def test_le_financeur_lit_compare_et_demande_un_complement(visiter, appel, financeuse):
    deux = deposee(appel)
    autre = deposee(appel, replace(CONTENU, titre="Un second lieu tenu à deux"))
    compte, _ = financeuse
    assert "Candidatures reçues\u00a0: 2" in lu(visiter("appels", compte, suivre=appel.id))
    onglet = visiter("appels", compte, candidature=deux.id)
    assert CONTENU.besoins in lu(onglet)
    assert f"/appels?candidature={autre.id}" in html(onglet)
    champ(onglet, "complement").set_value("Il manque le planning des trois jours.").run()
    next(d for d in onglet.date_input if d.key == "candidature_complement_avant").set_value(
        FEVRIER.date().replace(month=3)
    ).run()
    bouton(onglet, "demander_complement").click().run()
    assert deux.lue().etat == "a_completer"
    assert "Il manque le planning" in lu(visiter("appels", jeton=deux.jeton))


def test_un_autre_financeur_ne_voit_rien(visiter, appel):
    deux = deposee(appel)
    dit = lu(visiter("appels", un_compte("financeur", email="autre@exemple.fr"), candidature=deux.id))
    assert "ne mène à aucune candidature" in dit
    assert CONTENU.titre not in dit
