"""The page of calls: what everybody sees, what a funder writes, and that nothing typed is lost."""

import pytest
from tests.factories_appels import CONTENU, FEVRIER, JANVIER, publie
from tests.factories_comptes import un_compte
from tests.visiteur import adresse, html, lu, visiteur

from observatoire import appels
from observatoire.clock import temps_fige
from observatoire.comptes.model import Personne
from observatoire.store import lire


@pytest.fixture
def visiter(monkeypatch, store_territoires):
    with temps_fige(JANVIER):
        yield visiteur(monkeypatch)


def financeuse():
    compte = un_compte("financeur")
    return compte, Personne(compte.id, compte.nom, compte.role)


def champ(onglet, nom):
    return next(w for w in (*onglet.text_input, *onglet.text_area, *onglet.button, *onglet.selectbox, *onglet.date_input, *onglet.multiselect) if w.key == f"appel_{nom}")  # fmt: skip


def test_sans_appel_la_page_dit_ou_aller(visiter):
    assert "Aucun appel pour l’instant" in lu(visiter("appels"))
    assert "Écrire un appel" not in [b.label for b in visiter("appels").button]


def test_les_appels_publies_se_lisent_avec_leur_echeance(visiter):
    paru = publie()
    with temps_fige(FEVRIER):
        dit = lu(visiter("appels"))
    for mot in (CONTENU.titre, CONTENU.financeur, "Ouvert", "Jusqu’au 31\u00a0mars 2026 à 12\u00a0h", "150\u202f000\u00a0€", "Yvelines"):  # fmt: skip
        assert mot in dit, mot
    assert f'href="/appels/{paru.id}"' in html(visiter("appels"))


def test_un_financeur_ecrit_corrige_et_publie(visiter):
    compte, personne = financeuse()
    onglet = visiter("appels", compte)
    next(b for b in onglet.button if b.label == "Écrire un appel").click().run()
    identifiant = adresse(onglet, "ecrire")
    champ(onglet, "titre").set_value("Court").run()
    champ(onglet, "publier").click().run()
    assert "Rien n’est publié" in lu(onglet)
    assert "c’est trop court" in html(onglet)
    with lire() as cur:
        assert appels.obtenir(cur, personne, identifiant).contenu.titre == "Court", "saved as it is typed"
    brouillon = appels.enregistrer(personne, identifiant, _version(personne, identifiant), CONTENU)
    onglet = visiter("appels", compte, ecrire=identifiant)
    assert "Tout y est" in lu(onglet)
    assert "Clause conseillée" in lu(onglet)
    champ(onglet, "publier").click().run()
    assert adresse(onglet, "suivre") == identifiant
    assert "L’appel est publié" in lu(onglet)
    with lire() as cur:
        assert appels.obtenir_public(cur, identifiant).contenu == brouillon.contenu


def _version(personne, identifiant):
    with lire() as cur:
        return appels.obtenir(cur, personne, identifiant).version


def test_un_autre_onglet_nest_pas_ecrase_et_rien_nest_efface(visiter):
    compte, personne = financeuse()
    brouillon = appels.commencer(personne, CONTENU)
    onglet = visiter("appels", compte, ecrire=brouillon.id)
    appels.enregistrer(personne, brouillon.id, brouillon.version, appels.ContenuAppel(titre="Ailleurs"))
    champ(onglet, "titre").set_value("Ce que je tape ici").run()
    assert "modifié ailleurs" in lu(onglet)
    assert champ(onglet, "titre").value == "Ce que je tape ici"


@pytest.mark.parametrize("role", [None, "contributeur", "moderateur", "financeur"])
def test_le_brouillon_dun_autre_nest_pas_ouvert(visiter, role):
    _, personne = financeuse()
    brouillon = appels.commencer(personne, CONTENU)
    autre = un_compte(role, email="autre@exemple.fr") if role else None
    onglet = visiter("appels", autre, ecrire=brouillon.id)
    assert "Cet appel n’existe pas" in lu(onglet)
    assert CONTENU.titre not in lu(onglet)


def test_un_appel_publie_se_clot_et_ne_se_reecrit_pas(visiter):
    compte, personne = financeuse()
    paru = publie(personne=personne)
    assert "ses règles ne changent plus" in lu(visiter("appels", compte, ecrire=paru.id))
    onglet = visiter("appels", compte, suivre=paru.id)
    champ(onglet, "clore").click().run()
    assert "L’appel est clos" in lu(onglet)
    assert "reste lisible" in lu(visiter("appels", compte, suivre=paru.id))
