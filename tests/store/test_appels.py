"""Calls in the store: written by one funder, published whole, closed to the second, and nothing of a draft is seen."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.factories_appels import AUTRE_FINANCEUR, CONTENU, FEVRIER, FINANCEUSE, JANVIER, publie
from tests.factories_contributions import MODERATRICE, quelques_territoires

from observatoire import appels
from observatoire.appels import ContenuAppel
from observatoire.clock import temps_fige
from observatoire.comptes.model import ANONYME, Personne
from observatoire.errors import Conflit, Introuvable, Invalide, Refus
from observatoire.journal import lister_journal
from observatoire.store import Store, lire


@pytest.fixture
def deux(store_deux_moteurs: Store):
    quelques_territoires()
    with temps_fige(JANVIER):
        yield store_deux_moteurs


def publics() -> list[str]:
    with lire() as cur:
        return [a.id for a in appels.lister_publics(cur)]


def test_un_appel_secrit_se_publie_et_se_lit(deux: Store) -> None:
    brouillon = appels.commencer(FINANCEUSE)
    garde = appels.enregistrer(FINANCEUSE, brouillon.id, brouillon.version, CONTENU)
    assert publics() == []
    with pytest.raises(Introuvable), lire() as cur:
        appels.obtenir_public(cur, garde.id)
    paru = appels.publier(FINANCEUSE, garde.id, garde.version)
    assert publics() == [paru.id]
    with lire() as cur:
        lu = appels.obtenir_public(cur, paru.id)
        verbes = {e.verbe for e in lister_journal(cur, "appel", paru.id)}
    assert (lu.contenu, lu.compte_id) == (CONTENU, ""), "the account is not public"
    assert [v.ferme_a for v in lu.vagues] == [datetime(2026, 3, 31, 10), datetime(2026, 10, 15, 10)]
    assert verbes >= {"commence", "publie"}


def test_un_appel_incomplet_garde_ce_qui_est_tape_et_dit_tout(deux: Store) -> None:
    faux = replace(CONTENU, titre="", enveloppe="des sous", territoires=("departement-99",))
    brouillon = appels.commencer(FINANCEUSE, faux)
    with pytest.raises(Invalide) as refus:
        appels.publier(FINANCEUSE, brouillon.id, brouillon.version)
    assert set(refus.value.champs) == {"titre", "enveloppe", "territoires"}
    with lire() as cur:
        assert appels.obtenir(cur, FINANCEUSE, brouillon.id).contenu == faux


@pytest.mark.parametrize("personne", [AUTRE_FINANCEUR, MODERATRICE, ANONYME])
def test_le_brouillon_dun_financeur_nest_vu_ni_change_par_personne_dautre(
    deux: Store, personne: Personne
) -> None:
    brouillon = appels.commencer(FINANCEUSE, CONTENU)
    with lire() as cur:
        with pytest.raises(Introuvable):
            appels.obtenir(cur, personne, brouillon.id)
        assert appels.lister_miens(cur, personne) == []
    for agir in (appels.publier, appels.retirer, appels.clore):
        with pytest.raises(Refus):
            agir(personne, brouillon.id, brouillon.version)
    with pytest.raises(Refus):
        appels.enregistrer(personne, brouillon.id, brouillon.version, ContenuAppel())


def test_une_fois_publie_les_regles_ne_changent_plus(deux: Store) -> None:
    paru = publie()
    with pytest.raises(Refus, match="ne changent plus"):
        appels.enregistrer(FINANCEUSE, paru.id, paru.version, replace(CONTENU, enveloppe="10 €"))
    with pytest.raises(Refus, match="Prolongez-le"):
        appels.publier(FINANCEUSE, paru.id, paru.version)


def test_deux_ecritures_a_la_fois_ne_font_quun_effet(deux: Store) -> None:
    brouillon = appels.commencer(FINANCEUSE, CONTENU)
    appels.publier(FINANCEUSE, brouillon.id, brouillon.version)
    with pytest.raises((Conflit, Refus)):
        appels.publier(FINANCEUSE, brouillon.id, brouillon.version)
    autre = appels.commencer(FINANCEUSE, CONTENU)
    appels.enregistrer(
        FINANCEUSE, autre.id, autre.version, replace(CONTENU, titre="Un autre appel à projets")
    )
    with pytest.raises(Conflit, match="rechargez"):
        appels.enregistrer(FINANCEUSE, autre.id, autre.version, CONTENU)


def test_on_prolonge_et_on_ne_raccourcit_pas(deux: Store) -> None:
    paru = publie()
    fin = paru.vagues[0].ferme_a
    with temps_fige(FEVRIER):
        for trop in (fin, fin - timedelta(days=1), paru.vagues[1].ouvre_a):
            with pytest.raises(Invalide, match="annoncée"):
                appels.prolonger(FINANCEUSE, paru.id, paru.version, trop)
        plus_tard = appels.prolonger(FINANCEUSE, paru.id, paru.version, fin + timedelta(days=10))
    assert plus_tard.vagues[0].ferme_a == fin + timedelta(days=10)
    assert plus_tard.phase(fin + timedelta(days=9)) == "ouvert"


def test_clos_il_reste_lu_retire_il_ne_lest_plus(deux: Store) -> None:
    un, autre = publie(), publie(replace(CONTENU, titre="Accueils de jour tenus à deux"))
    clos = appels.clore(FINANCEUSE, un.id, un.version)
    assert clos.phase(FEVRIER) == "ferme"
    appels.retirer(FINANCEUSE, autre.id, autre.version)
    assert publics() == [un.id]
    with pytest.raises(Refus, match="clos"):
        appels.retirer(FINANCEUSE, clos.id, clos.version)


def test_les_ouverts_viennent_dabord(deux: Store) -> None:
    futur = replace(CONTENU, titre="Un appel pour la rentrée", vagues=CONTENU.vagues[1:])
    plus_tard, maintenant = publie(futur).id, publie().id
    with temps_fige(FEVRIER):
        assert publics() == [maintenant, plus_tard]


def test_la_clause_vient_de_ce_que_lobservatoire_sait(deux: Store) -> None:
    with lire() as cur:
        rendu = appels.recommandation(cur, CONTENU)
        tout = appels.recommandation(cur, ContenuAppel(marche_public=True))
    assert rendu.clause == "donnees_insuffisantes"
    assert "Personne n’a cherché" in rendu.regle
    assert "juriste" in tout.juriste
