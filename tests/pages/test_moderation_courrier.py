"""The outbox on the moderation screen: read, sent by hand, told when nothing is left."""

import pytest
from tests.factories_comptes import un_compte
from tests.visiteur import lu, visiteur

from observatoire import contributions, courrier
from observatoire.comptes.model import ANONYME
from observatoire.store import ecrire, lire


@pytest.fixture
def visiter(monkeypatch, store_territoires):
    return visiteur(monkeypatch)


def test_un_message_se_lit_et_se_marque_comme_envoye(visiter):
    with ecrire() as tx:
        courrier.poster(tx, "recu", "camille@exemple.fr", {"titre": "Une <b>cuisine</b>"}, objet_type="contribution", objet_id="1", cle="a")  # fmt: skip
    onglet = visiter("moderation", un_compte("moderateur"), vue="courrier")
    assert "1\u00a0message à envoyer" in lu(onglet)
    assert "Aucun serveur de courrier n’est réglé" in lu(onglet)
    assert "Une <b>cuisine</b>" in lu(onglet)
    assert "est bien arrivée" in onglet.code[0].value
    onglet.button(key="marquer_envoye_a").click().run()
    assert "Rien à envoyer" in lu(onglet)
    assert "envoyé à la main" in lu(onglet)


def test_les_autres_roles_n_y_entrent_pas(visiter):
    onglet = visiter("moderation", un_compte("contributeur"), vue="courrier")
    assert "à envoyer" not in lu(onglet)


def test_le_courriel_se_garde_avec_le_brouillon_et_un_faux_se_dit(visiter):
    onglet = visiter("proposer")
    onglet.text_input(key="proposer_titre").set_value("Une cuisine partagée").run()
    jeton = onglet.query_params["brouillon"]
    jeton = jeton[0] if isinstance(jeton, list) else jeton
    onglet.text_input(key="proposer_courriel").set_value("camille@").run()
    assert "Ce courriel n’est pas reconnu" in lu(onglet)
    onglet.text_input(key="proposer_courriel").set_value("camille@exemple.fr").run()
    with lire() as cur:
        assert contributions.obtenir_par_jeton(cur, ANONYME, jeton).courriel == "camille@exemple.fr"
    retrouve = visiter("proposer", None, brouillon=jeton)
    assert retrouve.text_input(key="proposer_courriel").value == "camille@exemple.fr"
