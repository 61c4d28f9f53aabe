"""Applications in the store: each partner by its own link, signed on a hash, deposited to the second, seen by nobody else."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.factories_appels import AUTRE_FINANCEUR, FEVRIER, FINANCEUSE, JANVIER, publie
from tests.factories_candidatures import CONTENU, Deux, deposee
from tests.factories_contributions import MODERATRICE, quelques_territoires

from observatoire import appels, candidatures
from observatoire.candidatures import ContenuCandidature
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME, Personne
from observatoire.errors import Conflit, Introuvable, Invalide, Refus
from observatoire.journal import lister_journal
from observatoire.store import Store, lire

FERME = datetime(2026, 3, 31, 10)
"""Noon in Paris, the end of the first round."""
CONTRIBUTRICE = Personne("compte-contributrice", "Carla Contribue", "contributeur")


@pytest.fixture
def ouvert(store_deux_moteurs: Store):
    quelques_territoires()
    with temps_fige(JANVIER):
        appel = publie()
    with temps_fige(FEVRIER):
        yield appel


def test_a_deux_par_deux_liens_signee_deposee_avec_un_recu(ouvert: appels.Appel) -> None:
    deux = Deux(ouvert)
    with pytest.raises(Invalide) as refus:
        deux.deposer()
    assert set(refus.value.champs) == {"signatures.0", "signatures.1"}
    deux.signer()
    recu = deux.deposer()
    lue = deux.lue()
    assert (lue.etat, lue.deposee_a, lue.empreinte) == ("deposee", FEVRIER, CONTENU.empreinte)
    assert (recu.depose_a, recu.empreinte) == (FEVRIER, CONTENU.empreinte)
    assert lue.demande_eur == 30_000
    with lire() as cur:
        assert candidatures.recus(cur, deux.id) == [recu]
        assert {e.verbe for e in lister_journal(cur, "candidature", deux.id)} >= {
            "commencee",
            "membre_invite",
            "signee",
            "deposee",
        }


def test_un_mot_change_fait_tomber_les_signatures(ouvert: appels.Appel) -> None:
    deux = Deux(ouvert)
    deux.signer()
    lue = deux.changer(titre="Une cuisine tenue à plusieurs")
    assert len(lue.tombees) == 2
    with pytest.raises(Invalide) as refus:
        deux.deposer()
    assert set(refus.value.champs) == {"signatures.0", "signatures.1"}
    with pytest.raises(Conflit):
        candidatures.signer(ANONYME, deux.id, CONTENU.empreinte, jeton=deux.jeton)


def test_personne_ne_signe_pour_un_autre(ouvert: appels.Appel) -> None:
    deux = Deux(ouvert)
    with pytest.raises(Refus):
        candidatures.signer(ANONYME, deux.id, CONTENU.empreinte, cle="bbbb2222", jeton=deux.jeton)
    with pytest.raises(Refus):
        candidatures.signer(ANONYME, deux.id, CONTENU.empreinte, cle="aaaa1111", jeton=deux.liens["bbbb2222"])
    with pytest.raises(Refus):
        candidatures.inviter(ANONYME, deux.id, "aaaa1111", jeton=deux.jeton)
    autre = Deux(ouvert)
    with pytest.raises(Refus):
        candidatures.signer(ANONYME, deux.id, CONTENU.empreinte, jeton=autre.liens["bbbb2222"])


def test_un_nouveau_lien_ferme_l_ancien_et_demande_une_nouvelle_signature(ouvert: appels.Appel) -> None:
    deux = Deux(ouvert)
    deux.signer()
    ancien = deux.liens["bbbb2222"]
    candidatures.inviter(ANONYME, deux.id, "bbbb2222", jeton=deux.jeton)
    with lire() as cur, pytest.raises(Introuvable):
        candidatures.par_jeton(cur, ancien)
    assert not deux.lue().signe_par("bbbb2222")


def test_un_partenaire_dit_ce_qui_doit_changer(ouvert: appels.Appel) -> None:
    deux = Deux(ouvert)
    lien = deux.liens["bbbb2222"]
    with pytest.raises(Invalide):
        candidatures.demander_a_revoir(ANONYME, deux.id, "non", jeton=lien)
    lue = candidatures.demander_a_revoir(
        ANONYME, deux.id, "Notre part ne couvre pas l’accueil du samedi.", jeton=lien
    )
    assert [s.mot for s in lue.signatures if s.cle == "bbbb2222"] == [
        "Notre part ne couvre pas l’accueil du samedi."
    ]


@pytest.mark.parametrize(("retard", "recue"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_l_heure_de_cloture_compte_a_la_seconde(ouvert: appels.Appel, retard: timedelta, recue: bool) -> None:
    deux = Deux(ouvert)
    deux.signer()
    with temps_fige(FERME + retard):
        if recue:
            assert deux.deposer().depose_a == FERME
        else:
            with pytest.raises(Refus, match=r"trop tard.*reste enregistré"):
                deux.deposer()
            assert deux.changer(titre="Rien n’est perdu après l’heure").contenu.titre.startswith("Rien")


def test_un_appel_clos_pendant_qu_on_ecrit_garde_ce_qui_est_ecrit(ouvert: appels.Appel) -> None:
    deux = Deux(ouvert)
    deux.signer()
    appels.clore(FINANCEUSE, ouvert.id, ouvert.version)
    with pytest.raises(Refus, match="trop tard"):
        deux.deposer()
    assert deux.lue().contenu == CONTENU
    with pytest.raises(Refus):
        candidatures.commencer(ANONYME, ouvert.id)


def test_le_complement_se_depose_apres_la_cloture_dans_le_delai_dit(ouvert: appels.Appel) -> None:
    deux = deposee(ouvert)
    avant = FERME + timedelta(days=10)
    with temps_fige(FERME + timedelta(days=1)):
        lue = candidatures.demander_complement(
            FINANCEUSE, deux.id, deux.lue().version, "Il manque le planning des trois jours.", avant
        )
        assert lue.etat == "a_completer"
        deux.changer(resume=CONTENU.resume + " Le planning est joint.")
        deux.signer()
    with temps_fige(avant + timedelta(seconds=1)), pytest.raises(Refus, match="complément"):
        deux.deposer()
    with temps_fige(avant):
        deux.deposer()
    lue = deux.lue()
    assert (lue.etat, lue.deposee_a, lue.complement) == ("deposee", FEVRIER, None)
    with lire() as cur:
        assert len(candidatures.recus(cur, deux.id)) == 2


@pytest.mark.parametrize("personne", [AUTRE_FINANCEUR, MODERATRICE, CONTRIBUTRICE, ANONYME])
def test_nul_autre_ne_voit_une_candidature(ouvert: appels.Appel, personne: Personne) -> None:
    deux = deposee(ouvert)
    with lire() as cur:
        with pytest.raises(Introuvable):
            candidatures.obtenir(cur, personne, deux.id)
        assert candidatures.lister_de_l_appel(cur, personne, ouvert) == []
        assert candidatures.autres_de_la_structure(cur, personne, deux.lue()) == []


def test_le_financeur_voit_ce_qui_est_depose_et_aucun_brouillon(ouvert: appels.Appel) -> None:
    brouillon, depot = Deux(ouvert), deposee(ouvert)
    with lire() as cur:
        assert [c.id for c in candidatures.lister_de_l_appel(cur, FINANCEUSE, ouvert)] == [depot.id]
        assert candidatures.obtenir(cur, FINANCEUSE, depot.id)[0].id == depot.id
        with pytest.raises(Introuvable):
            candidatures.obtenir(cur, FINANCEUSE, brouillon.id)


def test_un_compte_retrouve_les_siennes_sans_lien(ouvert: appels.Appel) -> None:
    deux = Deux(ouvert, personne=CONTRIBUTRICE)
    with lire() as cur:
        assert [c.id for c in candidatures.lister_miennes(cur, CONTRIBUTRICE)] == [deux.id]
        assert candidatures.lister_miennes(cur, ANONYME) == []
        assert candidatures.obtenir(cur, CONTRIBUTRICE, deux.id)[0].id == deux.id


def test_le_financeur_retrouve_les_autres_dossiers_d_une_structure(ouvert: appels.Appel) -> None:
    premier, second = deposee(ouvert), deposee(ouvert, replace(CONTENU, titre="Un second lieu tenu à deux"))
    with lire() as cur:
        autres = candidatures.autres_de_la_structure(cur, FINANCEUSE, premier.lue())
    assert [c.id for c in autres] == [second.id]


def test_retirer_ferme_les_liens_des_partenaires(ouvert: appels.Appel) -> None:
    deux = deposee(ouvert)
    candidatures.retirer(ANONYME, deux.id, deux.lue().version, jeton=deux.jeton)
    assert deux.lue().etat == "retiree"
    with lire() as cur, pytest.raises(Introuvable):
        candidatures.par_jeton(cur, deux.liens["bbbb2222"])
    with pytest.raises(Refus):
        deux.changer(titre="Trop tard pour changer")


def test_un_territoire_hors_de_l_appel_est_dit(ouvert: appels.Appel) -> None:
    with lire() as cur:
        autre = cur.valeur(
            "select id from base.territoire where niveau = 'departement' and id <> 'departement-78' order by id limit 1"
        )
    deux = Deux(ouvert, replace(CONTENU, territoires=(autre or "departement-99",)))
    deux.signer()
    with pytest.raises(Invalide) as refus:
        deux.deposer()
    assert set(refus.value.champs) == {"territoires"}


def test_vingt_depots_a_la_fois_n_en_font_qu_un(ouvert: appels.Appel) -> None:
    deux = Deux(ouvert)
    deux.signer()
    version = deux.lue().version

    def essayer(_: int) -> bool:
        try:
            candidatures.deposer(ANONYME, deux.id, version, jeton=deux.jeton)
        except (Conflit, Refus):
            return False
        return True

    with ThreadPoolExecutor(8) as equipe:
        assert sum(equipe.map(essayer, range(20))) == 1
    with lire() as cur:
        assert len(candidatures.recus(cur, deux.id)) == 1


def test_un_texte_demesure_est_refuse_sans_rien_perdre(ouvert: appels.Appel) -> None:
    deux = Deux(ouvert)
    with pytest.raises(Invalide):
        deux.changer(resume="x" * 100_000)
    assert deux.lue().contenu == CONTENU
    assert isinstance(deux.lue().contenu, ContenuCandidature)
